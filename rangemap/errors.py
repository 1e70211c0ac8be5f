"""Everything rangemap can complain about: one class a cause, one sentence a complaint.

Each class is also the builtin error that fits, so ``except ValueError`` works as one would guess.
"""

from collections.abc import Sequence


class RangemapError(Exception):
    """The base of every error that rangemap raises on purpose."""


class CoordinateError(RangemapError, ValueError):
    """A position that is not on Earth, or cannot be read as one."""


class RadiusError(RangemapError, ValueError):
    """A radius that is not a positive, finite length in metres, or a tolerance that is not."""


class ShapeError(RangemapError, ValueError):
    """A shape that cannot be measured: it is empty or invalid, or its edges are not defined."""


class SelfCheckError(RangemapError, ArithmeticError):
    """A buffer that did not pass its own check: a fault of the program, worth a report."""


class RangeError(RangemapError, ValueError):
    """A range that is not a positive, finite number of kilometres."""


class DataFileError(RangemapError, ValueError):
    """A row of a data file that is broken: names the file, the row, the field and the value.

    Parameters
    ----------
    file, row, field : str
        Where the fault stands.
    value : object
        What stands there.
    why : str
        What is wrong with it, and what would be right.
    """

    def __init__(self, file: str, row: str, field: str, value: object, why: str) -> None:
        super().__init__(f"{file}, {row}, {field} = {value!r}: {why}")


class CatalogueError(DataFileError):
    """A catalogue that breaks its rules: names every fault, one a line.

    Parameters
    ----------
    complaints : sequence
        Each with `file`, `where`, `field`, `value` and `why`.
    """

    MOST = 100

    def __init__(self, complaints: Sequence[object]) -> None:
        lines = [str(each) for each in complaints[: self.MOST]]
        if len(complaints) > self.MOST:
            lines.append(f"... and {len(complaints) - self.MOST} more")
        if len(lines) > 1:
            lines.insert(0, f"{len(complaints)} things are wrong:")
        RangemapError.__init__(self, "\n".join(lines))
        self.complaints = tuple(complaints)


class DatabaseError(RangemapError, RuntimeError):
    """The compiled data is missing or older than the text it is made from."""


class ClaimError(RangemapError, ValueError):
    """A weapon or a claim that cannot be: an impossible figure, no figure, an unknown kind."""


class UnknownWeaponError(RangemapError, LookupError):
    """A name that the catalogue does not know."""


class AmbiguousWeaponError(RangemapError, LookupError):
    """A name that several weapons bear, one of which has to be named."""


class LauncherError(RangemapError, ValueError):
    """A launcher was named where a munition must be: a launcher has no range of its own."""


class NotApplicableError(RangemapError, ValueError):
    """A question that makes no sense for the weapon, such as air defence against a city."""


class UnknownPlaceError(RangemapError, LookupError):
    """A name that the gazetteer does not know."""


class CountryError(RangemapError, LookupError):
    """A country that the border data has no shape of."""


class PlaceFileError(RangemapError, ValueError):
    """A file of places that cannot be used: not one, too large, or asking for other files."""


class BadRowsError(PlaceFileError):
    """Rows of a file of places that are no places; names each by number and value."""


class PlaceTypeError(RangemapError, TypeError):
    """Something that cannot be a place, such as a bare tuple, whose order cannot be known."""


class QuestionError(RangemapError, TypeError):
    """A question that lacks a part, or gives one twice."""


class AnswerTruthError(RangemapError, TypeError):
    """An answer was used as a truth value; it has four verdicts, not two."""


class OutputError(RangemapError, OSError):
    """A file that cannot be written as asked."""


class AmbiguousPlaceWarning(UserWarning):
    """A name that several places bear; says which was taken and which were not."""


class OutsideCountryWarning(UserWarning):
    """A point that lies far outside the country it is said to be in."""


class PlaceFileWarning(UserWarning):
    """Something about a file of places that was taken for granted, or rows that were left out."""
