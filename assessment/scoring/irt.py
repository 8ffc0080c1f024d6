"""Item response theory, as functions of floats."""

from math import exp

from assessment.items.model import Parameters

_SMALLEST = 1e-12


def probability(theta: float, item: Parameters) -> float:
    """Chance, 1e-12 to 1 - 1e-12, that someone at *theta* answers *item* correctly.

    Three-parameter logistic model without the factor 1.7 (Birnbaum, in Lord & Novick 1968, ch. 17).
    """
    logit = item.discrimination * (theta - item.difficulty)
    logistic = 1 / (1 + exp(-logit)) if logit >= 0 else exp(logit) / (1 + exp(logit))
    return min(1 - _SMALLEST, max(_SMALLEST, item.guessing + (1 - item.guessing) * logistic))


def information(theta: float, item: Parameters) -> float:
    """Fisher information, at least 0, that *item* gives about someone at *theta* (Lord 1980, eq. 5-9)."""
    right = probability(theta, item)
    gain = (right - item.guessing) / (1 - item.guessing)
    return max(0.0, item.discrimination**2 * (1 - right) / right * gain**2)
