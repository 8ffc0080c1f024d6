"""Patterns of scored responses for hypothesis: every model, mixed, with parameters as wide as an author may set."""

from hypothesis import strategies as st

from assessment.items.model import Parameters

Scored = tuple[Parameters, int]

SLOPES = st.sampled_from([0.1, 0.5, 1.0, 2.0, 4.0]) | st.floats(0.1, 4)
RIGHT_OR_WRONG = st.builds(Parameters, st.floats(-8, 8), SLOPES, st.sampled_from([0.0, 0.0, 0.01, 0.25, 0.5]))
PARTIAL = st.builds(
    lambda steps, slope: Parameters(sum(steps) / len(steps), slope, 0.0, tuple(steps)),
    st.lists(st.floats(-8, 8), min_size=1, max_size=5),
    SLOPES,
)
ITEMS = RIGHT_OR_WRONG | PARTIAL


def _answered(item: Parameters) -> st.SearchStrategy[Scored]:
    return st.integers(0, len(item.steps) or 1).map(lambda category: (item, category))


ANSWERS = ITEMS.flatmap(_answered)
PATTERNS = st.lists(ANSWERS, max_size=6)
LONG_PATTERNS = st.builds(
    lambda scored, times: (scored * times)[:200], st.lists(ANSWERS, max_size=40), st.integers(1, 9)
)
