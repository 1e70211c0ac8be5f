"""Files that a user asked for, written whole or not at all."""

import os
from pathlib import Path

from rangemap.errors import OutputError


def checked_output(path: str | os.PathLike[str], endings: tuple[str, ...]) -> Path:
    """Give the path of a file to be written, if it can be one.

    Raises
    ------
    OutputError
        Another ending, a folder that is missing, or a folder of that name.
    """
    target = Path(path).expanduser()
    if target.suffix.lower() not in endings:
        raise OutputError(f"“{path}” has to end in {' or '.join(endings)}.")
    if target.is_dir():
        raise OutputError(f"“{path}” is a folder: name a file.")
    if not target.parent.is_dir():
        raise OutputError(f"The folder of “{path}” does not exist.")
    return target


def write_whole(target: Path, text: str) -> None:
    """Write text to a file in one step, so that no half of it can be left.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        raise OutputError(f"“{target}” cannot be written: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)
