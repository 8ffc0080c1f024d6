"""Item models from their definitions, over an mpmath context: `fp` (floats) or `mp` (50 digits)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mpmath import mp

mp.dps = 50


@dataclass(frozen=True)
class Item:
    """One item; its parameters are decimals as text, so that no float comes between file and reference."""

    item: str
    model: str
    a: str = "1"
    b: str = "0"
    c: str = "0"
    steps: tuple[str, ...] = ()

    @property
    def top(self) -> int:
        """The highest category."""
        return len(self.steps) or 1

    @property
    def places(self) -> list[float]:
        """Where on the scale the item changes from one category to the next."""
        return [float(step) for step in self.steps or (self.b,)]


@dataclass(frozen=True)
class Pattern:
    """Answered items with their categories, and the prior N(mean, sd)."""

    answers: tuple[tuple[Item, int], ...]
    mean: str
    sd: str
    numbers: dict[tuple[Any, Item], Any] = field(default_factory=dict, repr=False, compare=False)

    def parameters(self, context: Any, item: Item) -> Any:
        """a, b, c and the steps of *item* as numbers of *context*, converted once."""
        if (context, item) not in self.numbers:
            steps = [context.mpf(step) for step in item.steps]
            self.numbers[context, item] = context.mpf(item.a), context.mpf(item.b), context.mpf(item.c), steps
        return self.numbers[context, item]


# For each category: the chance P, the score P'/P and the curvature P''/P. As ratios they stay exact where P is 1e-300.


def categories(context: Any, numbers: Any, theta: Any) -> list[tuple[Any, Any, Any]]:
    a, b, c, steps = numbers
    return partial_credit(context, a, steps, theta) if steps else dichotomous(context, a * (theta - b), a, c)


def dichotomous(context: Any, x: Any, a: Any, c: Any) -> list[tuple[Any, Any, Any]]:
    small = context.exp(-abs(x))
    large, less = 1 / (1 + small), small / (1 + small)
    up, down = (large, less) if x >= 0 else (less, large)  # of the logistic curve; neither as 1 minus the other
    right = c + (1 - c) * up
    known = (1 - c) * up / right if c else 1  # share of the right answers that are not guesses
    wrong = (1 - c) * down
    return [(wrong, -a * up, -a * a * up * (down - up)), (right, a * known * down, a * a * known * down * (down - up))]


def partial_credit(context: Any, a: Any, steps: Sequence[Any], theta: Any) -> list[tuple[Any, Any, Any]]:
    exponents = [0 * theta]
    for step in steps:
        exponents.append(exponents[-1] + a * (theta - step))
    weights = [context.exp(exponent - max(exponents)) for exponent in exponents]
    chances = [weight / sum(weights) for weight in weights]
    away = [
        sum((k - j) * chance for j, chance in enumerate(chances)) for k in range(len(chances))
    ]  # k - E, uncancelled
    variance = sum(chance * d * d for chance, d in zip(chances, away, strict=True))
    return [(chance, a * d, a * a * (d * d - variance)) for chance, d in zip(chances, away, strict=True)]


@dataclass(frozen=True)
class Slopes:
    """At one theta: l', the expected information I, Warm's J, and how steeply l' could fall at most."""

    score: Any
    information: Any
    j: Any
    fall: Any


def slopes(context: Any, pattern: Pattern, theta: Any) -> Slopes:
    score = information = j = fall = 0 * theta
    for item, k in pattern.answers:
        found = categories(context, pattern.parameters(context, item), theta)
        score += found[k][1]
        fall -= found[0][1]
        information += sum(p * s * s for p, s, _ in found)
        j += sum(p * s * t for p, s, t in found)  # P'P''/P
    return Slopes(score, information, j, fall)


def log_likelihood(context: Any, pattern: Pattern, theta: Any) -> Any:
    product = context.mpf(1)
    for item, k in pattern.answers:
        product *= categories(context, pattern.parameters(context, item), theta)[k][0]
    return context.log(product)  # mp has no underflow; never called with fp
