"""Whether a pattern of responses is one that the item parameters lead to expect: lz*, and two halves compared.

It looks at responses and never at the person: somebody may have had help, or be at home in one subject. Who taps
through everything without reading is hardly found here: with guessing, that pattern fits a very low theta. Response
times find it: `effort.py`.
"""

from collections.abc import Sequence
from math import exp, hypot, sqrt

from assessment.scoring.estimate import Posterior, Scored, posterior
from assessment.scoring.irt import curve, log_probabilities, slopes

LEAST = 10  # scored items; below it lz* has so few values that no cut flags the share it promises
_NOTHING = 1e-9  # of the variance before theta was estimated: less is rounding
_STEPS = 50
_EXACT = 1e-12


def pattern_fit(scored: Sequence[Scored], known: Posterior, mean: float, sd: float) -> float | None:
    """lz* of *scored* items: about standard normal where the parameters hold, far below 0 for an unexpected pattern.

    *known* is their posterior from a normal prior with *mean* and *sd* in logits. The theta is its mode: lz* needs one
    that solves an estimating equation, which the posterior mean does not, and from the highest node of the grid the
    mode takes a few steps, a tenth of the time that Warm's estimate takes. None where fewer than LEAST items are
    scored, or where nothing is left to vary once theta is estimated, as with items that are all alike.
    """
    if len(scored) < LEAST:
        return None
    theta = mode(scored, known, mean, sd)
    return standardised(scored, theta, (mean - theta) / sd**2)


def standardised(scored: Sequence[Scored], theta: float, pull: float) -> float | None:
    """The log likelihood of *scored* items at *theta*, standardised for theta being estimated from the same responses.

    *theta* solves pull + sum of slopes = 0; *pull* is 0 for MLE, J/(2I) for WLE and (mean - theta)/sd² for MAP.
    Snijders 2001 for right or wrong, Sinharay 2016 for partial credit and mixed tests. None where nothing varies.
    """
    tables = [(log_probabilities(theta, item), slopes(theta, item), category) for item, category in scored]
    told = sum(curve(theta, item)[0] for item, _ in scored)
    if not told:
        return None
    # the derivative of a chance is the chance times the derivative of its logarithm
    share = sum(_mean(logs, [w * r for w, r in zip(logs, rises, strict=True)]) for logs, rises, _ in tables) / told
    found = pull * share + sum(logs[category] - _mean(logs, logs) for logs, _, category in tables)
    before = sum(_variance(logs, logs) for logs, _, _ in tables)
    variance = sum(
        _variance(logs, [w - share * r for w, r in zip(logs, rises, strict=True)]) for logs, rises, _ in tables
    )
    return found / sqrt(variance) if variance > _NOTHING * before else None


def mode(scored: Sequence[Scored], known: Posterior, mean: float, sd: float) -> float:
    """The mode of *known*, the posterior of *scored* items from a prior with *mean* and *sd*: between two of its nodes.

    Scoring by the expected information (Samejima 1969) from the highest node, halving where a step would leave its
    neighbours: with guessing there may be a second, lower mode elsewhere.
    """
    nodes = known.grid.nodes
    highest = max(range(len(nodes)), key=known.weights.__getitem__)
    low, theta, high = nodes[max(0, highest - 1)], nodes[highest], nodes[min(len(nodes) - 1, highest + 1)]
    for _ in range(_STEPS):
        rise = (mean - theta) / sd**2 + sum(slopes(theta, item)[category] for item, category in scored)
        low, high = (theta, high) if rise > 0 else (low, theta)
        after = theta + rise / (1 / sd**2 + sum(curve(theta, item)[0] for item, _ in scored))
        after = after if low < after < high else (low + high) / 2
        if abs(after - theta) <= _EXACT * (1 + abs(theta)):
            break
        theta = after
    return theta


def halves(scored: Sequence[Scored], mean: float, sd: float) -> float:
    """How far the second half of *scored*, in the order of presentation, lies above the first, in SEs of a difference.

    Both halves are estimated (EAP) from the prior with *mean* and *sd*; the SE of the difference is the root of the sum
    of the two posterior variances. Both means lean towards the same prior, so it is a little below standard normal.
    """
    middle = len(scored) // 2
    first, second = (posterior(part, mean, sd) for part in (scored[:middle], scored[middle:]))
    return (second.theta - first.theta) / hypot(first.standard_error, second.standard_error)


def _mean(logs: Sequence[float], values: Sequence[float]) -> float:
    return sum(exp(log) * value for log, value in zip(logs, values, strict=True))


def _variance(logs: Sequence[float], values: Sequence[float]) -> float:
    middle = _mean(logs, values)
    return _mean(logs, [(value - middle) ** 2 for value in values])
