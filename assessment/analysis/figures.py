"""What a simulation found, in figures: how far off, how long, how often the right level."""

from collections import Counter
from collections.abc import Sequence
from math import comb, sqrt
from statistics import mean

from assessment.analysis.simulation import Design, Simulee
from assessment.items.model import CutScores

Figures = dict[str, object]


def figures(design: Design, people: Sequence[Simulee]) -> Figures:
    """Bias, RMSE, length, standard error, exposure and band accuracy of *people* in *design*: overall and by true band.

    Logits, items and shares from 0 to 1. Bias is estimate less truth. Exposure is the share of people who saw an item.
    """
    return {
        "candidates": len(people),
        "items": len(design.items),
        **_of(design, people),
        "length": _length(people),
        "exposure": _exposure(design, people),
        "reasons": {reason: count / len(people) for reason, count in Counter(p.reason for p in people).most_common()},
        "domains": _domains(design, people),
        "band_claims": _claims(design.cut_scores, people) if design.cut_scores else {},
        "by_true_band": _by_band(design, people),
    }


def _length(people: Sequence[Simulee]) -> Figures:
    """The lengths that so many percent of people do not exceed."""
    lengths = sorted(len(person.shown) for person in people)
    return {f"{share}_percent": lengths[(len(lengths) - 1) * share // 100] for share in (10, 50, 90)}


def _exposure(design: Design, people: Sequence[Simulee]) -> Figures:
    """The share of people that saw each item, and *overlap*: which part of their items two people have in common."""
    seen = Counter(name for person in people for name in person.shown)
    shares = {item.id: round(seen[item.id] / len(people), 4) for item in design.items}
    common = sum(comb(count, 2) for count in seen.values()) / max(1, comb(len(people), 2))
    return {
        "highest": max(shares.values()),
        "never_shown": sum(not seen[name] for name in shares),
        "overlap": round(common / max(1.0, mean(len(person.shown) for person in people)), 4),
        "by_item": dict(sorted(shares.items(), key=lambda one: -one[1])),
    }


def _of(design: Design, people: Sequence[Simulee]) -> Figures:
    off = [person.estimate - person.theta for person in people]
    found: Figures = {
        "bias": round(mean(off), 4),
        "rmse": round(sqrt(mean(error**2 for error in off)), 4),
        "mean_length": round(mean(len(person.shown) for person in people), 3),
        "mean_standard_error": round(mean(person.standard_error for person in people), 4),
        "within_1.96_standard_errors": round(
            mean(abs(error) <= 1.96 * person.standard_error for error, person in zip(off, people, strict=True)), 4
        ),
    }
    return found | (_levels(design.cut_scores, people) if design.cut_scores else {})


def _levels(cut_scores: CutScores, people: Sequence[Simulee]) -> Figures:
    """How often the most probable level is the true one, and how often it was said to be."""
    pairs = [(true_band(cut_scores, person), stated_band(person)) for person in people]
    claimed = mean(max(band.probability for band in person.levels) for person in people)
    return {
        "band_exact": round(mean(true == stated for true, stated in pairs), 4),
        "band_within_one": round(mean(abs(true - stated) <= 1 for true, stated in pairs), 4),
        "band_too_low": round(mean(stated < true for true, stated in pairs), 4),
        "band_claimed": round(claimed, 4),
        "quadratic_kappa": round(kappa(pairs), 4),
    }


def kappa(pairs: Sequence[tuple[int, int]]) -> float:
    """Agreement beyond chance of (true, stated) bands, weighted by squared distance (Cohen 1968).

    1 where nobody could disagree.
    """
    trues, stateds = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum((t - s) ** 2 * trues[t] * stateds[s] for t in trues for s in stateds) / len(pairs)
    return 1 - sum((true - stated) ** 2 for true, stated in pairs) / chance if chance else 1.0


def _claims(cut_scores: CutScores, people: Sequence[Simulee]) -> Figures:
    """How often the most probable band is the true one, beside what it claims, by tenths of that claim."""
    groups: dict[int, list[tuple[float, bool]]] = {}
    for person in people:
        stated = stated_band(person)
        claim = person.levels[stated].probability
        groups.setdefault(min(9, int(claim * 10)), []).append((claim, stated == true_band(cut_scores, person)))
    return {
        f"{tenth / 10:g}": {
            "candidates": len(group),
            "claimed": round(mean(claim for claim, _ in group), 4),
            "true": round(mean(held for _, held in group), 4),
        }
        for tenth, group in sorted(groups.items())
    }


def true_band(cut_scores: CutScores, person: Simulee) -> int:
    """The number of the band in which the true theta lies, 0 for the lowest."""
    return sum(person.theta >= cut.theta for cut in cut_scores.cuts)


def stated_band(person: Simulee) -> int:
    """The number of the most probable band."""
    return max(range(len(person.levels)), key=lambda number: person.levels[number].probability)


def _by_band(design: Design, people: Sequence[Simulee]) -> Figures:
    cuts = design.cut_scores
    if cuts is None:
        return {}
    groups = {level: [p for p in people if true_band(cuts, p) == number] for number, level in enumerate(_names(cuts))}
    return {level: {"candidates": len(group), **_of(design, group)} for level, group in groups.items() if group}


def _names(cut_scores: CutScores) -> list[str]:
    return [cut_scores.lowest, *(cut.level for cut in cut_scores.cuts)]


def _domains(design: Design, people: Sequence[Simulee]) -> Figures:
    """The share of each domain in what was shown, beside the share that the blueprint asks for."""
    if design.blueprint is None:
        return {}
    of = {item.id: item.domain for item in design.items}
    shown = Counter(of[name] for person in people for name in person.shown)
    total = sum(shown.values()) or 1
    return {name: {"wanted": share, "shown": round(shown[name] / total, 4)} for name, share in design.blueprint.shares}


def told(found: Figures, indent: str = "") -> str:
    """*found* as lines of text."""
    lines = []
    for name, value in found.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", told(value, indent + "  ")] if value else []
        else:
            lines.append(f"{indent}{name}: {value:g}" if isinstance(value, float) else f"{indent}{name}: {value}")
    return "\n".join(lines)
