"""``python -m rangemap`` is the ``rangemap`` command."""

from rangemap.cli import main

main(prog_name="rangemap")
