"""The commands that answer: check, map, places."""

import itertools
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from rangemap._names import shown
from rangemap.cli._common import (
    Mistake,
    catalogue,
    catalogue_option,
    from_option,
    is_known,
    is_plain,
    label_option,
    lang_option,
    merge_option,
    range_option,
    skip_bad_option,
    table,
    to_option,
    told,
    units_option,
    worldview_option,
)
from rangemap.errors import RangemapError, UnknownWeaponError

MANY = 2_000


@click.command()
@click.argument("weapons", nargs=-1, metavar="WEAPON...")
@from_option
@to_option(required=True)
@range_option
@catalogue_option
@worldview_option
@merge_option
@label_option
@skip_bad_option
@lang_option(default="en")
@units_option
@click.option("--json", "as_json", is_flag=True, help="Give the answers as JSON.")
def check(
    weapons: Sequence[str],
    origins: Sequence[str],
    targets: Sequence[str],
    ranges: Sequence[float],
    own: str | None,
    worldview: str,
    merge: bool,
    label: str | None,
    skip_bad: bool,
    lang: str,
    units: str,
    as_json: bool,
) -> None:
    """Say whether weapons reach targets from origins, with sources."""
    from rangemap._reach.check import answers
    from rangemap._record import written
    from rangemap._text.notes import lines
    from rangemap._text.words import Words, checked_language, checked_units

    with told() as notes:
        words = Words(checked_language(lang), checked_units(units))
        asked = _asked(weapons, origins, targets, own, label, skip_bad)
        found = answers(*asked, range_km=ranges, worldview=worldview, merge=merge)
        with _watched(found) as answers_:
            if as_json:
                for part in written(found, answers_, notes, words, plain=is_plain()):
                    click.echo(part, nl=False)
            else:
                for line in lines(found, words, answers_):
                    click.echo(line)


@contextmanager
def _watched(found: Sequence[Any]) -> Iterator[Iterable[Any]]:
    """Show a bar on a terminal while many answers are written to somewhere else."""
    if len(found) < MANY or not sys.stderr.isatty() or sys.stdout.isatty():
        yield found
        return
    with click.progressbar(found, label="Answering", file=sys.stderr) as bar:
        yield bar


@click.command("map")
@click.argument("weapons", nargs=-1, metavar="[WEAPON]...")
@from_option
@to_option(required=False)
@range_option
@catalogue_option
@worldview_option
@merge_option
@label_option
@skip_bad_option
@lang_option(default=None)
@units_option
@click.option(
    "--min-population", default="15000", metavar="PEOPLE",
    help="The smallest city that the map brings along: 15,000 people (default) or more.",
)  # fmt: skip
@click.option(
    "--tiles", metavar="NAME",
    help="Tiles to draw on in place of the map's own, by a name of xyzservices such as "
    "OpenStreetMap.Mapnik. Whoever opens the map asks that host for them.",
)  # fmt: skip
@click.option("-o", "--output", required=True, metavar="FILE", help="The HTML file to write.")
@click.option("--open", "show", is_flag=True, help="Open the map in the browser.")
def draw(
    weapons: Sequence[str],
    origins: Sequence[str],
    targets: Sequence[str],
    ranges: Sequence[float],
    own: str | None,
    worldview: str,
    merge: bool,
    label: str | None,
    skip_bad: bool,
    lang: str | None,
    units: str,
    min_population: Any,
    tiles: str | None,
    output: str,
    show: bool,
) -> None:
    """Write a map of what is within reach: one HTML file that needs no network."""
    from rangemap._files import checked_output

    with told():
        path = checked_output(output, (".html", ".htm"))
        asked = _asked(weapons, origins, targets, own, label, skip_bad)
        from rangemap.page import explore

        drawn = explore(
            *asked,
            range_km=ranges,
            worldview=worldview,
            merge=merge,
            lang=lang,
            units=units,
            min_population=min_population,
            tiles=tiles,
        )
        drawn.save(path)
    click.echo(f"Wrote {path}", err=True)
    if show:
        click.launch(str(path.resolve()))


# Southern latitudes begin like an option.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True)
@worldview_option
@click.option("--json", "as_json", is_flag=True, help="Give the places as JSON.")
def places(query: Sequence[str], worldview: str, as_json: bool) -> None:
    """Show which places QUERY could mean, the one it is taken for first."""
    from rangemap._places import coordinates, lookup
    from rangemap._record import place

    with told() as notes:
        text = " ".join(query)
        if text.startswith("-") and not is_known(coordinates.parse, text):
            raise Mistake(f"“{shown(text)}” is no option and no place.")
        first = lookup.resolve(text, worldview)
        found = lookup.places(text, worldview=worldview) or [first]
        if as_json:
            document = {"places": [place(each) for each in found], "notes": notes}
            click.echo(json.dumps(document, ensure_ascii=is_plain(), indent=2))
        else:
            table([_row(each) for each in found])


def _row(where: Any) -> tuple[str, str, str]:
    """Give what is shown of a place or territory: its name, where it is, what it is."""
    from rangemap._places.gazetteer import full_name
    from rangemap._places.territory import Territory

    if isinstance(where, Territory):
        return where.label, where.code or "", f"{where.kind}; {where.borders or 'as given'}"
    name = full_name(where) if where.name else str(where)
    people = f"about {where.population:,} people" if where.population else ""
    return name, f"{where.lat:.5f},{where.lon:.5f}", people or where.icao or where.kind


def _asked(
    weapons: Sequence[str],
    origins: Sequence[str],
    targets: Sequence[str],
    own: str | None,
    label: str | None,
    skip_bad: bool,
) -> tuple[list[Any], list[Any], list[Any]]:
    """Find the weapons that are named, and read the files among origins and targets."""
    known = catalogue(own)
    _look_for_lost_quotes(known, weapons, [*origins, *targets])
    _check_options([*origins, *targets], label, skip_bad)
    froms, tos = (_read(each, label, skip_bad) for each in (origins, targets))
    return [known.munition(each) for each in weapons], froms, tos


def _read(places: Sequence[str], label: str | None, skip_bad: bool) -> list[Any]:
    """Give the places in files, and what is no file as it is typed."""
    from rangemap._places.paths import is_file

    found: list[Any] = []
    for each in places:
        if is_file(each):
            from rangemap._places.layers import read_places

            found += read_places(each, label=label, skip_bad=skip_bad)
        else:
            found.append(each)
    return found


def _check_options(places: Sequence[str], label: str | None, skip_bad: bool) -> None:
    """Refuse options about files where no file is named."""
    from rangemap._places.paths import is_file

    if (label or skip_bad) and not any(map(is_file, places)):
        raise Mistake("--label and --skip-bad are about files of places, and none is named.")


def _look_for_lost_quotes(known: Any, weapons: Sequence[str], places: Sequence[str]) -> None:
    """Complain of words that only make sense together, before they are not found alone."""
    from rangemap._places import coordinates

    weapon = known.weapon
    unknown = [name for name in weapons if not is_known(weapon, name)]
    if not unknown:
        return
    for first, second in itertools.pairwise(weapons):
        together = f"{first} {second}"
        if {first, second} & set(unknown) and is_known(weapon, together):
            raise Mistake(f'“{together}” is one name: write it in quotes, "{together}".')
    rest = " ".join(unknown)
    for place in places:
        together = f"{place} {rest}"
        if is_known(coordinates.parse, together) or _is_place(together):
            raise Mistake(
                f"“{rest}” is no weapon. If it belongs to “{place}”, write both in quotes, "
                f'"{together}".'
            )
    if is_known(coordinates.parse, rest) or _is_place(rest):
        try:
            weapon(unknown[0])
        except UnknownWeaponError as error:
            raise Mistake(f"{error} If a place is meant, write --from or --to before it.") from None


def _is_place(name: str) -> bool:
    """Say whether a name is that of a place."""
    from rangemap._places.lookup import places as find

    try:
        return bool(find(name))
    except RangemapError:
        return False
