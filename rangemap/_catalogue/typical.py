"""The rule by which the typical figure is chosen among claims, step by step.

1. A family's own claims go before those of its variants; a dataset that names no sources goes
   last.
2. A closed figure goes before an open one, which is a bound.
3. The best evidence: official, institute, press, other, dataset. But where what an institute
   assesses differs from the official figure by a factor of two or more, the institute's is taken:
   makers and operators have reasons to say more, or less.
4. A figure that its page ties to no condition goes before one tied to a payload, a height or a
   version. If all are tied to one, the largest counts.
5. The newest; then the largest. Of a span, the upper end is meant.
"""

from collections.abc import Callable, Sequence
from typing import Literal, get_args

from rangemap._catalogue.values import Claim, Evidence

Step = Literal[
    "own", "sourced", "closed", "evidence", "doubted", "free", "best condition", "newest", "largest"
]

RANK = {evidence: rank for rank, evidence in enumerate(get_args(Evidence))}
DOUBTED = 2.0


def chosen(own: Sequence[Claim], *, among: Sequence[Claim]) -> tuple[Claim, tuple[Step, ...]]:
    """Give the claim of the typical figure, and the steps that left others behind.

    Parameters
    ----------
    own : sequence of Claim
        A weapon's own claims; for a family without any, those of its variants.
    among : sequence of Claim
        All that are counted; flights are not among them.
    """
    left = list(own)
    steps: list[Step] = ["own"] if len(among) > len(own) else []

    def keep(step: Step, wanted: Callable[[Claim], bool]) -> None:
        nonlocal left
        kept = [claim for claim in left if wanted(claim)]
        if kept and len(kept) < len(left):
            left = kept
            steps.append(step)

    keep("sourced", lambda claim: claim.evidence != "dataset")
    keep("closed", lambda claim: not claim.open_ended)
    if _is_doubted(left):
        keep("doubted", lambda claim: claim.evidence == "institute" and claim.kind == "assessed")
    best = min(RANK[claim.evidence] for claim in left)
    keep("evidence", lambda claim: RANK[claim.evidence] == best)
    if all(claim.condition for claim in left):
        widest = max(claim.high_km for claim in left)
        keep("best condition", lambda claim: claim.high_km == widest)
    keep("free", lambda claim: not claim.condition)
    newest = max(claim.source.date or "" for claim in left)
    keep("newest", lambda claim: (claim.source.date or "") == newest)
    largest = max(claim.high_km for claim in left)
    keep("largest", lambda claim: claim.high_km == largest)
    return left[0], tuple(steps)


def _is_doubted(claims: Sequence[Claim]) -> bool:
    """Say whether an institute has half of the official figure or less, or twice or more."""
    official = [claim for claim in claims if claim.evidence == "official"]
    judged = [
        claim for claim in claims if claim.evidence == "institute" and claim.kind == "assessed"
    ]
    if not official or not judged:
        return False
    figures = [chosen(each, among=each)[0].high_km for each in (official, judged)]
    return max(figures) >= DOUBTED * min(figures)
