import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.items import gaps, lint
from assessment.items.gaps import NotGaps, parse
from assessment.items.interactions import TEN_GAPS, Credit, Gap, TextEntry
from assessment.items.load import load
from assessment.items.text import item_texts
from tests.builders import a_bank, a_change, a_changed_bank, small_files

TEXT = '"Hier is het rooster. De tijden zijn veran{derd}. Je moet mor{gen|gens} eerder be{ginnen}."'
ROSTER = (
    Gap("Hier is het rooster. De tijden zijn ", "veran", ("derd",)),
    Gap(". Je moet ", "mor", ("gen", "gens")),
    Gap(" eerder ", "be", ("ginnen",)),
)


def test_a_text_is_read_with_its_half_words_and_their_ends() -> None:
    found = a_bank().item("ct-rooster").interaction

    assert (found.gaps, found.after, found.bands) == (ROSTER, ".", (1, 2, 3))


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("(be{gin})", Gap("(", "be", ("gin",))),
        ("’s mor{gens}", Gap("’s ", "mor", ("gens",))),
        ("zo'{n}", Gap("", "zo'", ("n",))),
        ("tosti-ij{zer}", Gap("", "tosti-ij", ("zer",))),
        ("de { tuin | bal }", Gap("de ", "", ("tuin", "bal"))),
    ],
)
def test_the_half_word_begins_where_its_letters_begin(text: str, gap: Gap) -> None:
    assert parse(text)[0] == (gap,)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("een be{gin", "found { without } in 'een be{', expected gaps such as be{ginnen}"),
        ("een be{gi{n}}", "found a { inside a gap in 'een be{gi{', expected } before the next {"),
        ("een be}gin", "found } without { in 'een be}', expected gaps such as be{ginnen}"),
        ("een be{gin}}", "found } without { in 'een be{gin}}', expected"),
        ("een be{}", "found nothing to be typed in 'een be{}', expected gaps such as be{ginnen|gint}"),
        ("een be{gin|}", "found nothing to be typed in 'een be{gin|}'"),
        (
            "Hier is het nieuwe rooster van de week en dit is mijn be{gin",
            "found { without } in '… week en dit is mijn be{'",
        ),
    ],
)
def test_bad_braces_are_named_where_they_stand(text: str, said: str) -> None:
    with pytest.raises(NotGaps) as caught:
        parse(text)

    assert str(caught.value).startswith(said)


@given(st.text(alphabet="ab {}|.", max_size=20))
def test_whatever_an_author_writes_is_read_or_explained(text: str) -> None:
    with suppress(NotGaps):
        gaps, after = parse(text)

        marked = [gap.before + gap.half + "{}" for gap in gaps]
        assert "".join(marked) + after == re.sub(r"\{[^}]*\}", "{}", text)


@given(st.text(alphabet="ab ", max_size=9), st.text(alphabet="ab ", max_size=9), st.sampled_from("{}"))
def test_a_brace_alone_is_always_a_mistake(before: str, after: str, brace: str) -> None:
    with pytest.raises(NotGaps, match=r"found . without . in .*, expected gaps such as"):
        parse(before + brace + after)


def test_bad_braces_are_a_mistake_in_the_file_with_its_line_and_column() -> None:
    _, problems = load(a_change("gaps.yaml", "be{ginnen}", "be{ginnen"))

    assert [str(problem) for problem in problems] == [
        "gaps.yaml:9:11 error: found { without } in '…mor{gen|gens} eerder be{', expected gaps such as be{ginnen} "
        "(well-formed)"
    ]


def test_ten_gaps_have_bands_of_their_own_and_practice_has_none() -> None:
    ten = '"Let op. ' + "be{gin} " * 10 + '"'
    bank = a_changed_bank("gaps.yaml", f"{TEXT}\n    bands: [1, 2, 3]", ten)
    practice = a_changed_bank("start.yaml", '"Het is mooi we{er} vandaag."', ten)

    assert bank.item("ct-rooster").interaction.bands == TEN_GAPS
    assert practice.item("try-gaps").interaction.bands == ()


def test_credit_as_in_a_dictation_is_read() -> None:
    bank = a_changed_bank("dutch.yaml", "accept: [tuin, de tuin]", "accept: [tuin]\n    credit: dictation")

    assert bank.item("nl-typ").interaction == TextEntry(200, ("tuin",), Credit.DICTATION)
    assert a_bank().item("nl-typ").interaction.credit is Credit.EXACT


def test_nothing_of_the_text_is_translated_but_the_translator_sees_it_as_the_candidate_does() -> None:
    (prompt,) = item_texts(a_bank().item("ct-rooster"))

    assert (prompt.context, prompt.text) == ("ct-rooster/prompt", "Maak de woorden af.")
    assert prompt.note == (
        "With this Dutch text, which stays Dutch: "
        "Hier is het rooster. De tijden zijn veran___. Je moet mor___ eerder be___."
    )


def test_the_example_in_the_manual_is_a_good_item() -> None:
    manual = Path(gaps.__file__).with_name("README.md").read_text("utf-8")
    example = re.search(r"```yaml\n(  - id: ct-rooster\n.*?)```", manual, re.DOTALL)[1]

    bank = a_changed_bank("gaps.yaml", small_files()["gaps.yaml"].partition("items:\n")[2], example)

    assert lint.problems(bank) == []
    assert len(bank.item("ct-rooster").interaction.gaps) == 3
