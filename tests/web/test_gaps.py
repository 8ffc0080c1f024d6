from dataclasses import replace

import pytest
from werkzeug.datastructures import MultiDict

from assessment.items.interactions import Gap, GapText
from assessment.items.responses import GapsResponse
from assessment.web import player
from assessment.web.gaps import MAX_LENGTH, show_gaps
from assessment.web.shown import ShownGap
from tests.web.builders import GAPS, a_bank

pytestmark = pytest.mark.usefixtures("speaking_english")


def form(*typed, given=None):
    return player.form(a_bank(), GAPS, MultiDict([("gap", each) for each in typed]) if typed else None, given)


def sent(*typed):
    made = form(*typed)
    return made.response if made.validate() else made.complaint


def test_what_was_typed_is_kept_gap_by_gap_on_one_line():
    assert sent(" derd\r\n", "in\tnen") == GapsResponse(("derd", "in nen"))
    assert sent("e\u0301", "x") == GapsResponse(("é", "x"))


def test_some_gaps_may_stay_open_but_not_all():
    assert sent("", "innen") == GapsResponse(("", "innen"))
    assert sent("", " ") == "Write an answer, or press Skip."
    assert sent("x") == GapsResponse(("x", ""))


def test_more_than_there_are_gaps_is_not_kept():
    assert sent("a", "b", "c") == GapsResponse(("a", "b"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [("x" * (MAX_LENGTH + 1), "Your answer is too long."), ("\u202ex", "There are signs in your answer")],
)
def test_what_cannot_be_taken_is_said_and_pointed_at(wrong, said):
    made = form("derd", wrong)

    assert not made.validate()
    assert made.complaint.startswith(said)
    assert [made.is_wrong(number) for number in (1, 2)] == [False, True]


def test_a_form_shows_what_was_given_before():
    made = form(given=GapsResponse(("derd", "")))

    assert made.typed == ("derd", "")
    assert made.given == "derd"


def test_a_draft_is_what_stands_there_so_far():
    assert player.draft(a_bank(), GAPS, MultiDict([("gap", ""), ("gap", "in")])) == GapsResponse(("", "in"))
    assert player.draft(a_bank(), GAPS, MultiDict([("gap", ""), ("gap", "")])) is None


def test_a_text_is_shown_without_what_is_to_be_typed():
    shown = show_gaps(GAPS.interaction, "fa")

    assert shown.gaps == (
        ShownGap("Hier is het rooster. De tijden zijn ", "veran", ".", "۱"),
        ShownGap(" U kunt ", "beg", "", "۲"),
    )
    assert (shown.total, shown.rest) == ("۲", " om negen uur.")
    assert "derd" not in str(shown)


@pytest.mark.parametrize("after", ["", ".", "-les is om tien uur.", " en dan"])
def test_nothing_of_the_text_is_lost(after):
    text = GapText((Gap("", "A", ("b",)), Gap(", ", "c", ("d",)), Gap("", "e", ("f",))), after)

    shown = show_gaps(text, "nl")

    assert "".join(gap.before + gap.half + gap.after for gap in shown.gaps) + shown.rest == f"A, ce{after}"


def test_not_knowing_is_an_answer_where_it_counts():
    practice = replace(GAPS, interaction=replace(GAPS.interaction, bands=()), practice=True)

    found = [player.show(a_bank(), item, player.Voice("nl", lambda context, text: text)) for item in (GAPS, practice)]

    assert [shown.can_be_unknown for shown in found] == [True, False]
