"""What stood out in how a test was answered: said as something to ask about, on one sheet, and never as a reproach."""

import re
from dataclasses import replace

import pytest

from assessment.report import flags
from assessment.report.pdf import pdf
from assessment.scoring.profile_model import AbilityResult, Evidence, Flag
from tests.report.profiles import a_count, shown, with_results
from tests.report.test_pdf import fullest, sheets

FLAGS = (
    Flag("quick", 4),
    Flag("long_gap", 2),
    Flag("same_position", 9),
    Flag("unexpected_pattern"),
    Flag("changed_on_the_way"),
)
DUTCH = AbilityResult("dutch", Evidence.TESTED, None, None, None, (), (), 14, 14, "stopped", FLAGS)
LETTERS = replace(a_count("latin-letters", 8, 8, 8, "reads"), flags=(Flag("quick", 3),))


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.name)
def test_a_flag_is_something_to_ask_about_and_no_reproach(flag: Flag) -> None:
    text = flags.stands_out(flag.name, flag.number)

    assert re.search(r"misschien|vraag hoe het ging", text)
    assert not flag.number or str(flag.number) in text
    assert not re.search(r"fraude|bedrog|vals|spiek|gok|oneerlijk|verdacht|slordig", text.casefold())


def test_the_fullest_profile_with_every_flag_still_fits_on_one_sheet() -> None:
    flagged = shown(with_results(DUTCH, LETTERS))

    (text,) = sheets(pdf(replace(fullest(), reliability=flagged.reliability)))

    assert text.count("Vraag hoe het ging; het kan toeval zijn en heeft geen niveau veranderd.") == 1
    assert all(flags.seen(flag) in text for flag in (*DUTCH.flags, *LETTERS.flags))


def test_without_flags_nothing_is_said() -> None:
    (text,) = sheets(pdf(shown(with_results())))

    assert "geen niveau veranderd" not in text
