"""What all commands share: how mistakes are told, the options, tables on a terminal."""

import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

from rangemap._names import shown
from rangemap.errors import RangemapError

Command = Callable[..., None]


class Mistake(click.ClickException):
    """A mistake of the user's."""

    exit_code = 2


@contextmanager
def told() -> Iterator[list[str]]:
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
            raise Mistake(str(error)) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            raise click.ClickException(f"The answer cannot be written: {error.strerror}.") from None


def kilometres(_: click.Context, __: click.Parameter, values: Sequence[str]) -> list[float]:
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
            raise Mistake(
                f"“{shown(value)}” is no range: write a number of kilometres, such as 300."
            ) from None
    return ranges


from_option = click.option(
    "--from", "origins", multiple=True, required=True, metavar="PLACE",
    help="Where a launch is drawn from: a city, “Name, CC”, lat,lon, a country, airfield:NAME, "
    "“capital of COUNTRY”, box:SOUTH,WEST,NORTH,EAST, or a file of places. Can be repeated.",
)  # fmt: skip
worldview_option = click.option(
    "--worldview", default="recognised", metavar="VIEW",
    help="Whose disputed land is: “recognised” (by the UN; default) or “natural-earth” (as that "
    "dataset drew it in 2018).",
)  # fmt: skip
merge_option = click.option(
    "--merge", is_flag=True, help="Take all origins as one, whose nearest point counts."
)
label_option = click.option(
    "--label", metavar="COLUMN", help="The column of a file whose text names its places."
)
skip_bad_option = click.option(
    "--skip-bad", is_flag=True, help="Leave out rows of a file that are no places; tell how many."
)
range_option = click.option(
    "--range", "ranges", multiple=True, callback=kilometres, metavar="KM",
    help="A range of your own in kilometres, beside the weapons or in place of them.",
)  # fmt: skip


def to_option(*, required: bool) -> Callable[[Command], Command]:
    return click.option(
        "--to", "targets", multiple=True, required=required, metavar="PLACE",
        help="What is asked about: whatever --from takes. Can be repeated.",
    )  # fmt: skip


def lang_option(*, default: str | None) -> Callable[[Command], Command]:
    said = "English unless given" if default else "the reader's own unless given"
    return click.option(
        "--lang", default=default, metavar="LANG",
        help=f"The language of the words: en, fr, uk, de, es, pl or ru ({said}).",
    )  # fmt: skip


units_option = click.option(
    "--units", default="km", metavar="UNIT",
    help="What lengths are told in: km (default), mi (miles) or nmi (nautical miles).",
)  # fmt: skip


def is_plain() -> bool:
    """Say whether stdout is not in UTF-8, so that JSON has to be escaped to stay JSON."""
    return (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"


def table(rows: Sequence[tuple[str, ...]]) -> None:
    """Print rows in columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def is_known(find: Any, name: str) -> bool:
    """Say whether a look-up finds a name."""
    try:
        return find(name) is not None
    except RangemapError:
        return False


catalogue_option = click.option(
    "--catalogue", "own", metavar="FILE",
    help="A catalogue of your own (TOML), beside the published one and over it.",
)  # fmt: skip


def catalogue(own: str | None) -> Any:
    """Give the published catalogue, or the user's own over it."""
    if own is not None and not own.strip():
        raise Mistake("--catalogue needs the name of a file.")
    if own is None:
        from rangemap._catalogue.lookup import PUBLISHED

        return PUBLISHED
    from rangemap._catalogue.own import load_catalogue

    return load_catalogue(own)
