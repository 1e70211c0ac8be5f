"""The laws that a whole catalogue keeps: what no single entry can show to be wrong.

A law is broken on purpose only with a reason, in an exception that names law and weapon.
"""

import math
import statistics
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rangemap._catalogue.fields import Complaint
from rangemap._catalogue.files import Entries
from rangemap._catalogue.names import names_of
from rangemap._catalogue.printed import disagreement, is_more_than, stands_in
from rangemap._catalogue.values import LONGEST_KM, Claim
from rangemap._catalogue.weapon import Weapon
from rangemap._names import fold, listed

CLASS_RANGES_KM = {
    "srbm": (0.0, 1000.0),
    "mrbm": (1000.0, 3000.0),
    "irbm": (3000.0, 5500.0),
    "icbm": (5500.0, LONGEST_KM),
}
"""The usual bounds; a missile of just 3,000 or 5,500 km may be called either."""

EXPORT_LIMIT_KM = 300.0
"""What the Missile Technology Control Regime draws its line at."""

ROUNDED = "miles are rounded to 5 km below 1,000 km and to 50 km above"

OUTLIER = 3.5
"""Robust deviations from the median of a class, on a logarithmic scale."""
LEAST_TO_COMPARE = 8
LEAST_SPREAD = 0.05
EARLIEST_YEAR = "1900"


@dataclass(frozen=True)
class Table:
    """All entries together, and what they are measured against.

    Parameters
    ----------
    weapons : dict of str to Weapon
        By id; families know their variants.
    checked : Entries
        Those that are judged, in the same table or part of it.
    ambiguous : collection of str
        The folded names that the published catalogue declares to mean several, where entries
        beside it are judged.
    codes : collection of str
        The country codes there are.
    latest : str
        The day after which nothing can have been published.
    """

    weapons: Mapping[str, Weapon]
    checked: Entries
    ambiguous: Collection[str]
    codes: Collection[str]
    latest: str

    @property
    def judged(self) -> Iterator[Weapon]:
        """The weapons that are judged."""
        return (self.weapons[name] for name in self.checked.weapons)

    @property
    def ranged(self) -> Iterator[Weapon]:
        """Those of them that have a range."""
        return (weapon for weapon in self.judged if not weapon.launcher)

    def complaint(self, weapon: Weapon, field: str, value: object, why: str) -> Complaint:
        """Give a complaint about a weapon, with the file that it stands in."""
        file = self.checked.stands.get(weapon.id, self.checked.file)
        return Complaint(file, f"weapon {weapon.id}", field, value, why)


def with_variants(weapons: Mapping[str, Weapon]) -> dict[str, Weapon]:
    """Give weapons whose families know their variants."""
    variants: dict[str, list[Weapon]] = {}
    for weapon in weapons.values():
        if weapon.variant_of:
            variants.setdefault(weapon.variant_of, []).append(weapon)
    return {
        name: replace(weapon, variants=tuple(variants.get(name, ())))
        for name, weapon in weapons.items()
    }


def order(table: Table) -> Iterator[Complaint]:
    """Find what does not keep 0 < low <= typical <= high < 20,004 km."""
    for weapon in table.ranged:
        low, typical, high = weapon.range_low_km, weapon.range_km, weapon.range_high_km
        if not 0 < low <= typical <= high < LONGEST_KM:
            said = f"{low:g}, {typical:g}, {high:g}"
            why = f"low, typical and high have to rise from 0 to {LONGEST_KM:,.0f} km"
            yield table.complaint(weapon, "claim", said, why)


def class_range(table: Table) -> Iterator[Complaint]:
    """Find ballistic missiles whose class does not fit their typical range."""
    for weapon in table.ranged:
        low, high = CLASS_RANGES_KM.get(weapon.weapon_class, (0.0, LONGEST_KM))
        if not low <= weapon.range_km <= high:
            why = (
                f"its typical range, {weapon.range_km:g} km, is not between {low:g} and {high:g} km"
            )
            yield table.complaint(weapon, "class", weapon.weapon_class, why)


def export_limit(table: Table) -> Iterator[Complaint]:
    """Find export limits of more than 300 km."""
    for weapon, number, claim in _claims(table):
        if claim.kind == "export limit" and claim.high_km > EXPORT_LIMIT_KM:
            why = f"is more than {EXPORT_LIMIT_KM:g} km, where export rules draw the line"
            yield table.complaint(weapon, f"claim {number}, high_km", claim.high_km, why)


def printed_figure(table: Table) -> Iterator[Complaint]:
    """Find a low or a high that does not stand in its printed figure."""
    for weapon, number, claim in _claims(table):
        for field, value in (("low_km", claim.low_km), ("high_km", claim.high_km)):
            if not stands_in(value, claim.printed):
                why = f"does not stand in “{claim.printed}”; {ROUNDED}"
                yield table.complaint(weapon, f"claim {number}, {field}", value, why)
    for weapon in table.judged:
        if weapon.minimum and not stands_in(weapon.minimum.km, weapon.minimum.printed):
            why = f"does not stand in “{weapon.minimum.printed}”"
            yield table.complaint(weapon, "minimum, km", weapon.minimum.km, why)


def conversion(table: Table) -> Iterator[Complaint]:
    """Find figures printed in two units that do not say the same in both."""
    for weapon, number, claim in _claims(table):
        if both := disagreement(claim.printed):
            why = f"{both!r} is not the same in both units"
            yield table.complaint(weapon, f"claim {number}, printed", claim.printed, why)


def qualifier(table: Table) -> Iterator[Complaint]:
    """Find figures printed as "more than" that are not taken as such."""
    for weapon, number, claim in _claims(table):
        if _is_closed(claim) and is_more_than(claim.low_km, claim.printed):
            why = f"“{claim.printed}” is a figure of “at least”"
            yield table.complaint(weapon, f"claim {number}, qualifier", claim.qualifier, why)


def voice(table: Table) -> Iterator[Complaint]:
    """Find what is claimed by maker or operator without being theirs, or theirs without a claim."""
    for weapon, number, claim in _claims(table):
        if claim.kind == "claimed" and claim.evidence not in ("official", "other"):
            why = "is whose who makes or has it; where a site without an editor says so, other"
            yield table.complaint(weapon, f"claim {number}, evidence", claim.evidence, why)
        if claim.evidence == "official" and claim.kind == "assessed":
            why = "is what others say; what maker or operator say is claimed"
            yield table.complaint(weapon, f"claim {number}, kind", claim.kind, why)


def plausible(table: Table) -> Iterator[Complaint]:
    """Find typical ranges far from those of all weapons of the class."""
    by_class: dict[str, list[float]] = {}
    for weapon in table.weapons.values():
        if not weapon.launcher:
            by_class.setdefault(weapon.weapon_class, []).append(math.log10(weapon.range_km))
    usual = {
        name: _middle_and_spread(logs)
        for name, logs in by_class.items()
        if len(logs) >= LEAST_TO_COMPARE
    }
    for weapon in table.ranged:
        if weapon.weapon_class not in usual:
            continue
        middle, spread = usual[weapon.weapon_class]
        if abs(math.log10(weapon.range_km) - middle) > OUTLIER * max(spread, LEAST_SPREAD):
            why = (
                f"is far from what is usual for {weapon.weapon_class}: half of them have more than "
                f"{10**middle:,.0f} km"
            )
            yield table.complaint(weapon, "claim", f"{weapon.range_km:g} km", why)


def _middle_and_spread(logs: list[float]) -> tuple[float, float]:
    """Give the median, and the deviation from it that a normal spread would have."""
    middle = statistics.median(logs)
    return middle, 1.4826 * statistics.median(abs(each - middle) for each in logs)


def minimum(table: Table) -> Iterator[Complaint]:
    """Find a family's minimum range that is not below every variant's range."""
    for weapon in table.weapons.values():
        if weapon.minimum and weapon.minimum.km >= weapon.range_low_km:
            why = f"has to be less than every claim of its variants: {weapon.range_low_km:g} km"
            yield table.complaint(weapon, "minimum, km", weapon.minimum.km, why)


def dates(table: Table) -> Iterator[Complaint]:
    """Find dates before there were missiles, or after today."""
    for source in table.checked.sources.values():
        for field, date in (("date", source.date), ("seen", source.seen)):
            if date and not EARLIEST_YEAR <= date <= table.latest:
                why = f"is not between {EARLIEST_YEAR} and {table.latest}"
                yield Complaint(table.checked.file, f"source {source.id}", field, date, why)
    for weapon in table.judged:
        if weapon.status_date and not EARLIEST_YEAR <= weapon.status_date <= table.latest:
            why = f"is not between {EARLIEST_YEAR} and {table.latest}"
            yield table.complaint(weapon, "status_date", weapon.status_date, why)


def countries(table: Table) -> Iterator[Complaint]:
    """Find country codes that are not of ISO 3166."""
    for weapon in table.judged:
        for field, codes in (("country", weapon.countries), ("operators", weapon.operators)):
            for code in codes:
                if code not in table.codes:
                    why = "is no ISO 3166 code of a country, of three letters"
                    yield table.complaint(weapon, field, code, why)


def links(table: Table) -> Iterator[Complaint]:
    """Find references to entries that are not there, or do not fit, whoever makes them.

    An own entry over a published one can break what others say of that.
    """
    for weapon in table.weapons.values():
        named = [("variant_of", weapon.variant_of), ("export_of", weapon.export_of)]
        named += [("munitions", munition) for munition in weapon.munitions]
        for field, other in named:
            if other is not None and (other not in table.weapons or other == weapon.id):
                yield table.complaint(weapon, field, other, "is no other weapon's id")
        for munition in weapon.munitions:
            if munition in table.weapons and table.weapons[munition].launcher:
                yield table.complaint(weapon, "munitions", munition, "is a launcher itself")
        family = table.weapons.get(weapon.variant_of or "")
        if family and (family.variant_of or family.launcher):
            why = "is a variant or a launcher itself"
            yield table.complaint(weapon, "variant_of", family.id, why)
        if family and weapon.minimum and not family.minimum:
            why = f"needs a minimum of its family, {family.id}, too"
            yield table.complaint(weapon, "minimum", weapon.minimum.km, why)


def names(table: Table) -> Iterator[Complaint]:
    """Find names of several weapons that are not declared to be."""
    owners: dict[str, str] = {}
    for weapon in table.weapons.values():
        for name in names_of(weapon):
            owner = owners.setdefault(fold(name), weapon.id)
            if not fold(name):
                yield table.complaint(weapon, "aliases", name, "has neither letters nor digits")
            elif owner != weapon.id and {owner, weapon.id} & set(table.checked.weapons):
                judged = weapon if weapon.id in table.checked.weapons else table.weapons[owner]
                other = owner if judged is weapon else weapon.id
                why = f"names {other} already: declare it as [[ambiguous]], or leave it out"
                yield table.complaint(judged, "aliases", name, why)
            elif fold(name) in table.ambiguous and weapon.id in table.checked.weapons:
                why = "is declared to mean several weapons"
                yield table.complaint(weapon, "aliases", name, why)
    declared: set[str] = set()
    for each in table.checked.ambiguous:
        where = f"ambiguous {each.name}"
        if fold(each.name) in owners or fold(each.name) in declared:
            why = f"names {owners.get(fold(each.name), 'others')} already"
            yield Complaint(table.checked.file, where, "name", each.name, why)
        declared.add(fold(each.name))
        for other in each.means:
            if other not in table.weapons:
                yield Complaint(table.checked.file, where, "means", other, "is no weapon's id")
        if len(set(each.means)) < 2:
            yield Complaint(table.checked.file, where, "means", each.means, "has to name several")


def sources_used(table: Table) -> Iterator[Complaint]:
    """Find sources of no figure, minimum range or status."""
    used = {source.id for weapon in table.judged for source in weapon.sources}
    used |= {weapon.status_source.id for weapon in table.judged if weapon.status_source}
    for name in table.checked.sources:
        if name not in used:
            why = "is used by no claim"
            yield Complaint(table.checked.file, f"source {name}", "id", name, why)


def _is_closed(claim: Claim) -> bool:
    return claim.kind != "tested" and claim.qualifier != "at least"


def _claims(table: Table) -> Iterator[tuple[Weapon, int, Claim]]:
    for weapon in table.judged:
        for number, claim in enumerate(weapon.claims, 1):
            yield weapon, number, claim


LAWS: Mapping[str, Callable[[Table], Iterable[Complaint]]] = {
    "order": order,
    "class range": class_range,
    "export limit": export_limit,
    "printed figure": printed_figure,
    "conversion": conversion,
    "qualifier": qualifier,
    "voice": voice,
    "plausible": plausible,
    "minimum": minimum,
    "dates": dates,
    "countries": countries,
    "links": links,
    "names": names,
    "sources used": sources_used,
}
EXCUSABLE = ("class range", "conversion", "plausible", "printed figure", "qualifier")
"""The laws that an entry can break for a good reason."""


def broken(table: Table) -> list[Complaint]:
    """Give everything that breaks a law and is not excepted, and every exception in vain."""
    complaints = []
    excused: set[tuple[str, str]] = set()
    for law, check in LAWS.items():
        for complaint in check(table):
            weapon = complaint.where.removeprefix("weapon ")
            if law in EXCUSABLE and (law, weapon) in table.checked.exceptions:
                excused.add((law, weapon))
            else:
                complaints.append(complaint)
    for law, weapon in table.checked.exceptions:
        if (law, weapon) not in excused:
            where = f"exception {weapon}"
            why = f"breaks no such law; those are {listed(list(EXCUSABLE), joint='and')}"
            complaints.append(Complaint(table.checked.file, where, "law", law, why))
    return complaints
