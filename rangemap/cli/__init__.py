"""The command line: the public functions in words, without logic of its own.

Data goes to stdout and talk to stderr; the exit code is 0 for an answer and 2 for a mistake of the
user's, told in a sentence.
"""

import sys

import click

from rangemap import __version__
from rangemap.cli import _questions, _shelf
from rangemap.cli._common import told


def _version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from rangemap._database import meta

    with told():
        click.echo(
            "rangemap {0} (catalogue of {catalogue_date}; places: {places}, {places_date}; "
            "airfields: {airfields}, {airfields_date}; borders: {borders}, {borders_date}, "
            "{borders_scale} drawn and {territories_scale} measured to)".format(
                __version__, **meta()
            )
        )
    context.exit()


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


for command in (
    _questions.check, _questions.draw, _shelf.weapons, _shelf.show, _shelf.sources,
    _shelf.catalogue_group, _questions.places,
):  # fmt: skip
    main.add_command(command)
