"""Files that a user asked for, written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path

from rangemap._names import shown
from rangemap.errors import OutputError


def checked_output(path: str | os.PathLike[str], endings: tuple[str, ...]) -> Path:
    """Give the path of a file to be written, if it can be one.

    Raises
    ------
    OutputError
        Another ending, a folder that is missing, or a folder of that name.
    """
    name = shown(os.fspath(path))
    try:
        # Through a symbolic link, as any program would write.
        target = Path(path).expanduser().resolve()
        if target.is_dir():
            raise OutputError(f"“{name}” is a folder: name a file.")
        if target.suffix.lower() not in endings:
            raise OutputError(f"“{name}” has to end in {' or '.join(endings)}.")
        if not target.parent.is_dir():
            raise OutputError(f"The folder of “{name}” does not exist.")
    except (OSError, ValueError, RuntimeError) as error:
        if isinstance(error, OutputError):
            raise
        raise OutputError(f"“{name}” cannot be a file: {_why(error)}.") from None
    return target


def write_whole(target: Path, text: str) -> None:
    """Write text to a file in one step, so that no half of it can be left.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    draft = target.with_name(f".rangemap-{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        raise OutputError(f"“{target}” cannot be written: {_why(error)}.") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
