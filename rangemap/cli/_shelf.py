"""The commands about the catalogue itself: weapons, show, sources, catalogue."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from rangemap._names import shown
from rangemap.cli._common import (
    Mistake,
    catalogue,
    catalogue_option,
    is_plain,
    kilometres,
    table,
    told,
)
from rangemap.errors import UnknownWeaponError

_json = click.option("--json", "as_json", is_flag=True, help="Give it as JSON.")


def _range(context: click.Context, option: click.Parameter, value: str | None) -> float | None:
    return None if value is None else kilometres(context, option, [value])[0]


@click.command()
@click.argument("query", nargs=-1)
@click.option("--country", metavar="COUNTRY", help="Who makes it: a code such as UA, or a name.")
@click.option("--operator", metavar="COUNTRY", help="Who has it.")
@click.option("--class", "weapon_class", metavar="CLASS", help="Such as cruise or anti-ship.")
@click.option(
    "--min-range", callback=_range, metavar="KM", help="The least typical range in kilometres."
)
@click.option(
    "--status", metavar="STATUS",
    help="Such as in-service or retired; any for all. Without it, what is retired or not yet in "
    "service is left out where one of the options above is given.",
)  # fmt: skip
@catalogue_option
@_json
@click.option("--csv", "as_csv", is_flag=True, help="Give it as CSV.")
def weapons(
    query: Sequence[str],
    country: str | None,
    operator: str | None,
    weapon_class: str | None,
    min_range: float | None,
    status: str | None,
    own: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """List the weapons of the catalogue, or those that match QUERY and the options."""
    from rangemap._catalogue.wanted import Wanted

    if as_json and as_csv:
        raise Mistake("Give --json or --csv, one of the two.")
    with told() as notes:
        wanted = Wanted.of(
            " ".join(query) if query else None, country=country, operator=operator,
            weapon_class=weapon_class, min_range_km=min_range, status=status,
        )  # fmt: skip
        found, left_out = catalogue(own).find(wanted)
        if left_out and status is None:
            some = f"{len(left_out)} weapons are" if len(left_out) > 1 else "1 weapon is"
            notes.append(
                f"{some} left out as retired or not yet in service; --status any shows all."
            )
            click.echo(f"Note: {notes[-1]}", err=True)
        if not found and not as_json and not as_csv:
            plain = query and not wanted.by_property and status is None
            asked = f"“{shown(' '.join(query))}”" if plain else "all that is asked for"
            raise UnknownWeaponError(f"No weapon matches {asked}.")
        if as_json or as_csv:
            _write_rows(found, notes, as_json=as_json)
        else:
            table([_row(weapon) for weapon in found])


def _row(weapon: Any) -> tuple[str, ...]:
    """Give what a list shows of a weapon."""
    from rangemap._catalogue.told import status

    state = "" if weapon.deployed else f" [{status(weapon)}]"
    makers = ",".join(weapon.countries)
    return weapon.id, weapon.name, weapon.weapon_class, makers, f"{weapon.summary}{state}"


def _write_rows(found: Sequence[Any], notes: Sequence[str], *, as_json: bool) -> None:
    """Print weapons as JSON, or as CSV."""
    from rangemap._record import COLUMNS, SCHEMA, entry, flat_entry

    if as_json:
        weapons = [entry(weapon) for weapon in found]
        document = {"schema": SCHEMA, "weapons": weapons, "notes": list(notes)}
        click.echo(json.dumps(document, ensure_ascii=is_plain(), indent=2))
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for weapon in found:
        writer.writerow({key: _harmless(value) for key, value in flat_entry(weapon).items()})
    click.echo(text.getvalue(), nl=False)


def _harmless(value: Any) -> Any:
    """Give a cell that no spreadsheet takes for a formula."""
    formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@"))
    return f"'{value}" if formula else value


@click.command()
@click.argument("name", metavar="WEAPON", nargs=-1, required=True)
@catalogue_option
def show(name: Sequence[str], own: str | None) -> None:
    """Show what is published about a weapon, every figure with its source."""
    with told():
        click.echo(str(catalogue(own).weapon(" ".join(name))))


@click.command()
@catalogue_option
@_json
def sources(own: str | None, as_json: bool) -> None:
    """List what the catalogue rests on: how many figures cite a page, and when it was last seen."""
    from rangemap._record import source as record

    with told():
        found = catalogue(own).sources()
        if as_json:
            rows = [
                {"id": each.id, **record(each), "seen": each.seen, "cited": count}
                for each, count in found
            ]
            click.echo(json.dumps({"sources": rows}, ensure_ascii=is_plain(), indent=2))
            return
        seen = [f"seen {each.seen}" if each.seen else "" for each, _ in found]
        counts = [str(count).rjust(3) for _, count in found]
        names, lines = [each.id for each, _ in found], [str(each) for each, _ in found]
        table(list(zip(counts, seen, names, lines, strict=True)))
        total = sum(count for _, count in found)
        click.echo(f"{len(found)} sources, cited {total} times", err=True)


@click.group("catalogue")
def catalogue_group() -> None:
    """Begin and check a catalogue of your own."""


@catalogue_group.command("check")
@click.argument("file")
def check_own(file: str) -> None:
    """Say whether FILE keeps the catalogue's laws, and everything that does not."""
    with told():
        own = catalogue(file)
        mine = own.own_weapons
        over = own.overridden
        claims = sum(len(weapon.claims) for weapon in mine)
        said = f"{file} keeps the laws: weapons {len(mine)}, claims {claims}"
        click.echo(f"{said}; over published entries: {', '.join(over)}." if over else f"{said}.")


@catalogue_group.command("new")
@click.option("-o", "--output", metavar="FILE", help="Write it to a new file, not to the screen.")
def new(output: str | None) -> None:
    """Print a catalogue to begin your own with."""
    from rangemap._catalogue.own import template

    with told():
        if output is None:
            click.echo(template(), nl=False)
            return
        from rangemap._files import checked_output, write_whole

        path = checked_output(output, (".toml",))
        if Path(path).exists():
            raise Mistake(f"{path} exists already, and is left as it is.")
        write_whole(path, template())
        click.echo(f"Wrote {path}", err=True)
