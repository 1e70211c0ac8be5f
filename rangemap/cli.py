"""The command line: the public functions in words, without logic of its own.

Data goes to stdout and talk to stderr; the exit code is 0 for an answer and 2 for a mistake of the
user's, told in a sentence.
"""

import itertools
import json
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from rangemap import __version__
from rangemap._names import shown
from rangemap.errors import RangemapError, UnknownWeaponError

Command = Callable[..., None]


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
    help="Where a launch is drawn from: a city, “Name, CC” or lat,lon. Can be repeated.",
)  # fmt: skip
_range = click.option(
    "--range", "ranges", multiple=True, callback=_kilometres, metavar="KM",
    help="A range of your own in kilometres, beside the weapons or in place of them.",
)  # fmt: skip


def _to(*, required: bool) -> Callable[[Command], Command]:
    return click.option(
        "--to", "targets", multiple=True, required=required, metavar="PLACE",
        help="What is asked about: a city, “Name, CC” or lat,lon. Can be repeated.",
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
@click.option("--json", "as_json", is_flag=True, help="Give the answers as JSON.")
def check(
    weapons: Sequence[str],
    origins: Sequence[str],
    targets: Sequence[str],
    ranges: Sequence[float],
    as_json: bool,
) -> None:
    """Say whether weapons reach targets from origins, with sources."""
    from rangemap._reach.check import answers
    from rangemap._record import record
    from rangemap._text import describe

    with _told() as notes:
        _look_for_lost_quotes(weapons, [*origins, *targets])
        found = answers(weapons, origins, targets, range_km=ranges)
        if as_json:
            # Escaped wherever the stream is not UTF-8, so that it stays JSON.
            plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
            document = {**record(found), "notes": notes}
            click.echo(json.dumps(document, ensure_ascii=plain, indent=2))
        else:
            click.echo(describe(found))


@main.command("map")
@click.argument("weapons", nargs=-1, metavar="[WEAPON]...")
@_from
@_to(required=False)
@_range
@click.option("-o", "--output", required=True, metavar="FILE", help="The HTML file to write.")
@click.option("--open", "show", is_flag=True, help="Open the map in the browser.")
def draw(
    weapons: Sequence[str],
    origins: Sequence[str],
    targets: Sequence[str],
    ranges: Sequence[float],
    output: str,
    show: bool,
) -> None:
    """Write a map of what is within reach: one HTML file that needs no network."""
    from rangemap._files import checked_output

    with _told():
        path = checked_output(output, (".html", ".htm"))
        _look_for_lost_quotes(weapons, [*origins, *targets])
        from rangemap.page import explore

        explore(weapons, origins, targets, range_km=ranges).save(path)
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
def places(query: Sequence[str]) -> None:
    """Show which places QUERY could mean, the one it is taken for first."""
    from rangemap._places import coordinates, lookup

    with _told():
        text = " ".join(query)
        if text.startswith("-") and not _is_known(coordinates.parse, text):
            raise _Mistake(f"“{shown(text)}” is no option and no place.")
        found = lookup.places(text) or [lookup.resolve(text)]
        _table(
            [
                (
                    lookup.full_name(place) if place.name else str(place),
                    f"{place.lat:.5f},{place.lon:.5f}",
                    f"about {place.population:,} people" if place.population else "",
                )
                for place in found
            ]
        )


def _table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _look_for_lost_quotes(weapons: Sequence[str], places: Sequence[str]) -> None:
    """Complain of words that only make sense together, before they are not found alone."""
    from rangemap._catalogue.lookup import weapon
    from rangemap._places import coordinates, lookup

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
        if _is_known(coordinates.parse, together) or lookup.places(together):
            raise _Mistake(
                f"“{rest}” is no weapon. If it belongs to “{place}”, write both in quotes, "
                f'"{together}".'
            )
    if _is_known(coordinates.parse, rest) or lookup.places(rest):
        try:
            weapon(unknown[0])
        except UnknownWeaponError as error:
            raise _Mistake(
                f"{error} If a place is meant, write --from or --to before it."
            ) from None


def _is_known(find: Any, name: str) -> bool:
    """Say whether a look-up finds a name."""
    try:
        return find(name) is not None
    except RangemapError:
        return False


if __name__ == "__main__":
    main()
