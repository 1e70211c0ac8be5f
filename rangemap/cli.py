"""The command line: the public functions in words, without logic of its own.

Data goes to stdout and talk to stderr; the exit code is 0 for an answer and 2 for a mistake of the
user's, told in a sentence.
"""

import itertools
import json
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from rangemap import __version__
from rangemap._names import shown
from rangemap.errors import RangemapError, UnknownWeaponError

Command = Callable[..., None]

MANY = 2_000


class _Mistake(click.ClickException):
    """A mistake of the user's."""

    exit_code = 2


@contextmanager
def _told() -> Iterator[list[str]]:
    """Turn our errors into a sentence and exit 2, and warnings into notes on stderr."""
    notes: list[str] = []

    def note(message: Warning | str, *_: Any, **__: Any) -> None:
        if str(message) not in notes:
            notes.append(str(message))
            click.echo(f"Note: {message}", err=True)

    with warnings.catch_warnings():
        warnings.simplefilter("always", UserWarning)
        warnings.showwarning = note
        try:
            yield notes
        except RangemapError as error:
            raise _Mistake(str(error)) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            raise click.ClickException(f"The answer cannot be written: {error.strerror}.") from None


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from rangemap._database import meta

    with _told():
        click.echo(
            "rangemap {0} (catalogue of {catalogue_date}; places: {places}, {places_date}; "
            "airfields: {airfields}, {airfields_date}; borders: {borders}, {borders_date}, "
            "{borders_scale} drawn and {territories_scale} measured to)".format(
                __version__, **meta()
            )
        )
    context.exit()


def _kilometres(_: click.Context, __: click.Parameter, values: Sequence[str]) -> list[float]:
    """Read numbers of kilometres; the unit may stand behind them."""
    ranges = []
    for value in values:
        number = re.fullmatch(r"\s*(\S+?)\s*(km)?\s*", value, re.IGNORECASE)
        digits = number[1] if number else value
        if re.fullmatch(r"\d{1,3}(,\d{3})+", digits):
            digits = digits.replace(",", "")
        try:
            ranges.append(float(digits))
        except ValueError:
            raise _Mistake(
                f"“{shown(value)}” is no range: write a number of kilometres, such as 300."
            ) from None
    return ranges


_from = click.option(
    "--from", "origins", multiple=True, required=True, metavar="PLACE",
    help="Where a launch is drawn from: a city, “Name, CC”, lat,lon, a country, airfield:NAME, "
    "“capital of COUNTRY”, box:SOUTH,WEST,NORTH,EAST, or a file of places. Can be repeated.",
)  # fmt: skip
_worldview = click.option(
    "--worldview", default="recognised", metavar="VIEW",
    help="Whose disputed land is: “recognised” (by the UN; default) or “natural-earth” (as that "
    "dataset drew it in 2018).",
)  # fmt: skip
_merge = click.option(
    "--merge", is_flag=True, help="Take all origins as one, whose nearest point counts."
)
_label = click.option(
    "--label", metavar="COLUMN", help="The column of a file whose text names its places."
)
_skip_bad = click.option(
    "--skip-bad", is_flag=True, help="Leave out rows of a file that are no places; tell how many."
)
_range = click.option(
    "--range", "ranges", multiple=True, callback=_kilometres, metavar="KM",
    help="A range of your own in kilometres, beside the weapons or in place of them.",
)  # fmt: skip


def _to(*, required: bool) -> Callable[[Command], Command]:
    return click.option(
        "--to", "targets", multiple=True, required=required, metavar="PLACE",
        help="What is asked about: whatever --from takes. Can be repeated.",
    )  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, callback=_version, expose_value=False, is_eager=True,
    help="Show the version and the dates of the data.",
)  # fmt: skip
def main() -> None:
    """Missile-range maps with exact geodesy and a source for every figure."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A name in a script that the stream cannot hold is written in escapes, not a crash.
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("weapons", nargs=-1, metavar="WEAPON...")
@_from
@_to(required=True)
@_range
@_worldview
@_merge
@_label
@_skip_bad
@click.option("--json", "as_json", is_flag=True, help="Give the answers as JSON.")
def check(
    weapons: Sequence[str],
    origins: Sequence[str],
    targets: Sequence[str],
    ranges: Sequence[float],
    worldview: str,
    merge: bool,
    label: str | None,
    skip_bad: bool,
    as_json: bool,
) -> None:
    """Say whether weapons reach targets from origins, with sources."""
    from rangemap._reach.check import answers
    from rangemap._record import written
    from rangemap._text import lines

    with _told() as notes:
        _look_for_lost_quotes(weapons, [*origins, *targets])
        _check_options([*origins, *targets], label, skip_bad)
        froms, tos = (_read(each, label, skip_bad) for each in (origins, targets))
        found = answers(weapons, froms, tos, range_km=ranges, worldview=worldview, merge=merge)
        with _watched(found) as answers_:
            if as_json:
                for part in written(found, answers_, notes, plain=_is_plain()):
                    click.echo(part, nl=False)
            else:
                for line in lines(found, answers_):
                    click.echo(line)


@contextmanager
def _watched(found: Sequence[Any]) -> Iterator[Iterable[Any]]:
    """Show a bar on a terminal while many answers are written to somewhere else."""
    if len(found) < MANY or not sys.stderr.isatty() or sys.stdout.isatty():
        yield found
        return
    with click.progressbar(found, label="Answering", file=sys.stderr) as bar:
        yield bar


@main.command("map")
@click.argument("weapons", nargs=-1, metavar="[WEAPON]...")
@_from
@_to(required=False)
@_range
@_worldview
@_merge
@_label
@_skip_bad
@click.option("-o", "--output", required=True, metavar="FILE", help="The HTML file to write.")
@click.option("--open", "show", is_flag=True, help="Open the map in the browser.")
def draw(
    weapons: Sequence[str],
    origins: Sequence[str],
    targets: Sequence[str],
    ranges: Sequence[float],
    worldview: str,
    merge: bool,
    label: str | None,
    skip_bad: bool,
    output: str,
    show: bool,
) -> None:
    """Write a map of what is within reach: one HTML file that needs no network."""
    from rangemap._files import checked_output

    with _told():
        path = checked_output(output, (".html", ".htm"))
        _look_for_lost_quotes(weapons, [*origins, *targets])
        _check_options([*origins, *targets], label, skip_bad)
        from rangemap.page import explore

        froms, tos = (_read(each, label, skip_bad) for each in (origins, targets))
        page = explore(weapons, froms, tos, range_km=ranges, worldview=worldview, merge=merge)
        page.save(path)
    click.echo(f"Wrote {path}", err=True)
    if show:
        click.launch(str(path.resolve()))


@main.command()
@click.argument("query", nargs=-1)
def weapons(query: Sequence[str]) -> None:
    """List the weapons of the catalogue, or those that match QUERY."""
    from rangemap._catalogue.lookup import weapons as find

    with _told():
        found = find(" ".join(query) if query else None)
        if not found:
            raise UnknownWeaponError(f"No weapon matches “{shown(' '.join(query))}”.")
        _table([(weapon.id, weapon.name, weapon.weapon_class, weapon.summary) for weapon in found])


@main.command()
@click.argument("name", metavar="WEAPON", nargs=-1, required=True)
def show(name: Sequence[str]) -> None:
    """Show what is published about a weapon, every figure with its source."""
    from rangemap._catalogue.lookup import weapon

    with _told():
        click.echo(str(weapon(" ".join(name))))


# Southern latitudes begin like an option.
@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True)
@_worldview
@click.option("--json", "as_json", is_flag=True, help="Give the places as JSON.")
def places(query: Sequence[str], worldview: str, as_json: bool) -> None:
    """Show which places QUERY could mean, the one it is taken for first."""
    from rangemap._places import coordinates, lookup
    from rangemap._record import place

    with _told() as notes:
        text = " ".join(query)
        if text.startswith("-") and not _is_known(coordinates.parse, text):
            raise _Mistake(f"“{shown(text)}” is no option and no place.")
        first = lookup.resolve(text, worldview)
        found = lookup.places(text, worldview=worldview) or [first]
        if as_json:
            document = {"places": [place(each) for each in found], "notes": notes}
            click.echo(json.dumps(document, ensure_ascii=_is_plain(), indent=2))
        else:
            _table([_row(each) for each in found])


def _row(where: Any) -> tuple[str, str, str]:
    """Give what is shown of a place or territory: its name, where it is, what it is."""
    from rangemap._places.gazetteer import full_name
    from rangemap._places.territory import Territory

    if isinstance(where, Territory):
        return where.label, where.code or "", f"{where.kind}; {where.borders or 'as given'}"
    name = full_name(where) if where.name else str(where)
    people = f"about {where.population:,} people" if where.population else ""
    return name, f"{where.lat:.5f},{where.lon:.5f}", people or where.icao or where.kind


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
        raise _Mistake("--label and --skip-bad are about files of places, and none is named.")


def _is_plain() -> bool:
    """Say whether stdout is not in UTF-8, so that JSON has to be escaped to stay JSON."""
    return (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"


def _table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _look_for_lost_quotes(weapons: Sequence[str], places: Sequence[str]) -> None:
    """Complain of words that only make sense together, before they are not found alone."""
    from rangemap._catalogue.lookup import weapon
    from rangemap._places import coordinates

    unknown = [name for name in weapons if not _is_known(weapon, name)]
    if not unknown:
        return
    for first, second in itertools.pairwise(weapons):
        together = f"{first} {second}"
        if {first, second} & set(unknown) and _is_known(weapon, together):
            raise _Mistake(f'“{together}” is one name: write it in quotes, "{together}".')
    rest = " ".join(unknown)
    for place in places:
        together = f"{place} {rest}"
        if _is_known(coordinates.parse, together) or _is_place(together):
            raise _Mistake(
                f"“{rest}” is no weapon. If it belongs to “{place}”, write both in quotes, "
                f'"{together}".'
            )
    if _is_known(coordinates.parse, rest) or _is_place(rest):
        try:
            weapon(unknown[0])
        except UnknownWeaponError as error:
            raise _Mistake(
                f"{error} If a place is meant, write --from or --to before it."
            ) from None


def _is_place(name: str) -> bool:
    """Say whether a name is that of a place."""
    from rangemap._places.lookup import places as find

    try:
        return bool(find(name))
    except RangemapError:
        return False


def _is_known(find: Any, name: str) -> bool:
    """Say whether a look-up finds a name."""
    try:
        return find(name) is not None
    except RangemapError:
        return False


if __name__ == "__main__":
    main()
