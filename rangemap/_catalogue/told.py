"""A weapon in words, as `rangemap show` and `print` give it: every figure with its source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rangemap._names import listed

if TYPE_CHECKING:
    from rangemap._catalogue.values import Claim
    from rangemap._catalogue.weapon import Weapon

EVIDENCE = {
    "official": "maker, operator or their government",
    "institute": "a research institute, or a government on others' weapons",
    "press": "press",
    "other": "a site without an editor",
    "dataset": "a dataset that names no sources",
    "given": "the asker",
}
STEPS = {
    "own": "its own figures go before its variants'",
    "sourced": "a dataset that names no sources goes last",
    "closed": "closed figures go before open ones",
    "evidence": "the best evidence is {evidence}",
    "doubted": "an institute's, as it is half of the official one or less, or twice or more",
    "free": "tied to no condition",
    "best condition": "all are tied to conditions, the largest counts",
    "newest": "the newest of these",
    "largest": "the largest of these",
}
MEASURES = {"data link": "The figure is how far it can be controlled, not how far it can fly."}


def summary(weapon: Weapon) -> str:
    """Give a weapon's figures in one line."""
    if weapon.launcher:
        return f"a launcher, without a range of its own; it fires {', '.join(weapon.munitions)}"
    span = f"{weapon.typical.figure} (typical)"
    if weapon.range_low_km != weapon.range_high_km:
        span += f", {weapon.range_low_km:,.0f}–{weapon.range_high_km:,.0f} km published"
    if weapon.open_ended:
        span += ", no upper end published"
    if weapon.flown_farther:
        span += f", {weapon.flown_farther.figure}"
    if weapon.measures:
        span += f", {weapon.measures}"
    return f"air defence: {span}" if weapon.weapon_class == "sam" else span


def lines(weapon: Weapon) -> Iterator[str]:
    """Give everything that is published about a weapon, line by line."""
    parts = [
        part for part in (weapon.designation or "").split(", ") if part not in ("", weapon.name)
    ]
    head = f"{weapon.name} ({', '.join(parts)})" if parts else weapon.name
    yield f"{head}: {weapon.summary}"
    yield f"  {facts(weapon)}"
    if weapon.status:
        yield f"  {status(weapon)}: {weapon.status_source or 'general knowledge, not sourced'}"
    if not weapon.launcher:
        yield f"  {why_typical(weapon)}"
    for claim in weapon.claims:
        yield from _claim(claim)
    if weapon.minimum:
        yield f"  not nearer than {weapon.minimum.km:,.0f} km: “{weapon.minimum.printed}”"
        yield f"    {weapon.minimum.source}"
    notes = [MEASURES[weapon.measures]] if weapon.measures else []
    notes += (
        [f"From {weapon.catalogue}, not from the published catalogue."] if weapon.catalogue else []
    )
    yield from (f"  {note}" for note in [*notes, weapon.note] if note)
    for variant in weapon.variants:
        yield from (f"  {line}" for line in lines(variant))


def facts(weapon: Weapon) -> str:
    """Give class, makers, operators and where it is launched from."""
    said: list[str] = [weapon.weapon_class]
    if weapon.countries:
        said.append(f"made by {', '.join(weapon.countries)}")
    if weapon.operators:
        said.append(f"operated by {', '.join(weapon.operators)}")
    if weapon.launch:
        from_ = f"launched from {listed(list(weapon.launch))}"
        released = "ground" not in weapon.launch and weapon.weapon_class != "sea drone"
        said.append(f"{from_}; ranges count from the release point" if released else from_)
    if weapon.export_of:
        said.append(f"export version of {weapon.export_of}")
    if weapon.variant_of:
        said.append(f"variant of {weapon.variant_of}")
    return "; ".join(said)


def status(weapon: Weapon) -> str:
    """Give the status and of when it is known."""
    return (
        f"{weapon.status} as of {weapon.status_as_of}"
        if weapon.status_as_of
        else f"{weapon.status}"
    )


def why_typical(weapon: Weapon) -> str:
    """Say which claim made the typical figure, and by which steps of the rule."""
    claim, steps = weapon.chosen
    told = [STEPS[step].format(evidence=EVIDENCE[claim.evidence]) for step in steps]
    many = {0: "no source but datasets", 1: "one voice in all"}
    voices = many.get(len(weapon.origins)) or f"{len(weapon.origins)} voices in all"
    said = [f"typical: {claim.figure}, from {claim.source.citation}", *told, voices]
    return "; ".join(said)


def _claim(claim: Claim) -> Iterator[str]:
    """Give a claim and its source."""
    tied = f" ({claim.condition})" if claim.condition else ""
    by = f", according to {claim.by}" if claim.by else ""
    note = f". {claim.note}" if claim.note else ""
    unsourced = " (a dataset that names no sources)" if claim.evidence == "dataset" else ""
    yield f"  {claim.figure}{tied}, {claim.kind}{by}: “{claim.printed}”{unsourced}{note}"
    yield f"    {claim.source}"
