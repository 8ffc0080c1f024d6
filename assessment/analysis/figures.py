"""What a simulation shows: how near the estimates are, how long the test is, and how often each item is seen."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import comb, sqrt
from statistics import fmean as mean

from assessment.analysis.simulation import Design, Sat
from assessment.items.model import CutScores

_SURE = 1.959964  # a normal error is smaller in 95 of 100
_STEPS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
Figure = float | int | str | Mapping[str, "Figure"] | Sequence["Figure"]


def figures(design: Design, sittings: Sequence[Sat]) -> dict[str, Figure]:
    """All figures of *sittings*, with those for each true level; thetas in logits, shares from 0 to 1."""
    found: dict[str, Figure] = {"candidates": len(sittings), **_accuracy(sittings), "length": _length(sittings)}
    found["reasons"] = _shares(Counter(sat.reason for sat in sittings), len(sittings))
    found["exposure"] = _exposure(design, sittings)
    if design.blueprint:
        shown = Counter(item.domain or "" for sat in sittings for item in sat.shown)
        reached = _shares(shown, sum(shown.values()))
        found["content"] = {
            name: {"wanted": share, "reached": reached.get(name, 0.0)} for name, share in design.blueprint.shares
        }
    if design.cut_scores:
        found["levels"] = _levels(design.cut_scores, sittings)
        found["claims"] = _claims(design.cut_scores, sittings)
        found["by true level"] = _by_level(design.cut_scores, sittings)
    return found


def _accuracy(sittings: Sequence[Sat]) -> dict[str, Figure]:
    errors = [sat.estimate - sat.theta for sat in sittings]
    inside = [abs(sat.estimate - sat.theta) <= _SURE * sat.standard_error for sat in sittings]
    return {
        "bias": mean(errors),
        "rmse": sqrt(mean(error * error for error in errors)),
        "standard error": mean(sat.standard_error for sat in sittings),
        "coverage of 95 %": mean(inside),
    }


def _length(sittings: Sequence[Sat]) -> dict[str, Figure]:
    sizes = sorted(len(sat.shown) for sat in sittings)
    parts = {f"{share} %": sizes[min(len(sizes) - 1, len(sizes) * share // 100)] for share in (10, 50, 90)}
    return {"mean": mean(sizes), **parts}


def _shares(counts: Counter[str], total: int) -> dict[str, float]:
    return {name: count / total for name, count in counts.most_common()} if total else {}


def _exposure(design: Design, sittings: Sequence[Sat]) -> dict[str, Figure]:
    counts = Counter(item.id for sat in sittings for item in sat.shown)
    size, pairs = mean(len(sat.shown) for sat in sittings), comb(len(sittings), 2)
    shared = sum(comb(count, 2) for count in counts.values()) / pairs if pairs else 0.0
    return {
        "highest": max(counts.values(), default=0) / len(sittings),
        "items": len(design.items),
        "never shown": len(design.items) - len(counts),
        "overlap of two candidates": shared / size if size else 0.0,
        "by item": _shares(counts, len(sittings)),
    }


def _true(cut_scores: CutScores, sat: Sat) -> int:
    """The number of the true level, lowest 0."""
    return bisect_right([cut.theta for cut in cut_scores.cuts], sat.theta)


def _named(sat: Sat) -> int:
    return max(range(len(sat.bands)), key=lambda number: sat.bands[number].probability)


def _levels(cut_scores: CutScores, sittings: Sequence[Sat]) -> dict[str, Figure]:
    pairs = [(_true(cut_scores, sat), _named(sat)) for sat in sittings]
    return {
        "right": mean(true == named for true, named in pairs),
        "at most one off": mean(abs(true - named) <= 1 for true, named in pairs),
        "too low": mean(named < true for true, named in pairs),
        "too high": mean(named > true for true, named in pairs),
        "quadratic kappa": _kappa(pairs),
    }


def _kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Agreement weighted by the square of the distance (Cohen 1968); 1 where nobody could disagree."""
    trues, nameds = Counter(true for true, _ in pairs), Counter(named for _, named in pairs)
    by_chance = sum((t - n) ** 2 * trues[t] * nameds[n] for t in trues for n in nameds) / len(pairs)
    return 1 - sum((true - named) ** 2 for true, named in pairs) / by_chance if by_chance else 1.0


def _claims(cut_scores: CutScores, sittings: Sequence[Sat]) -> dict[str, Figure]:
    """What the most probable level claims beside how often it is the true one: all together, and by claim."""
    claims = [(sat.bands[_named(sat)].probability, _named(sat) == _true(cut_scores, sat)) for sat in sittings]
    found: dict[str, Figure] = {"all": _claim(claims)}
    for low, high in pairwise(_STEPS):
        if inside := [pair for pair in claims if low <= pair[0] < high]:
            found[f"{low:.1f} to {min(high, 1):.1f}"] = _claim(inside)
    return found


def _claim(claims: Sequence[tuple[float, bool]]) -> dict[str, Figure]:
    return {"candidates": len(claims), "claimed": mean(c for c, _ in claims), "true": mean(held for _, held in claims)}


def _by_level(cut_scores: CutScores, sittings: Sequence[Sat]) -> dict[str, Figure]:
    names = [cut_scores.lowest, *(cut.level for cut in cut_scores.cuts)]
    found: dict[str, Figure] = {}
    for number, name in enumerate(names):
        if inside := [sat for sat in sittings if _true(cut_scores, sat) == number]:
            right, size = mean(_named(sat) == number for sat in inside), mean(len(sat.shown) for sat in inside)
            found[name] = {"candidates": len(inside), **_accuracy(inside), "items": size, "right level": right}
    return found
