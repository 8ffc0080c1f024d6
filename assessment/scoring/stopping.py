"""When an adaptive section ends, and why."""

from assessment.items.model import StopRule


def stop(rule: StopRule, presented: int, left: int, standard_error: float) -> str | None:
    """Why the section ends after *presented* items (length, nothing_left, precision), or None while it goes on."""
    if presented >= rule.most:
        return "length"
    if left == 0:
        return "nothing_left"
    if presented >= rule.least and standard_error <= rule.precision:
        return "precision"
    return None
