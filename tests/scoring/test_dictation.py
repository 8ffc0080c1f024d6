"""Author's lists: what was dictated, what somebody wrote, and whether it is right, sounds right or is another word."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.scoring import dictation as module
from assessment.scoring.dictation import RULES, SoundRule, dictation, sound
from assessment.scoring.typed import plain

RIGHT = [
    ("brood", "brood"),
    ("brood", "Brood"),
    ("brood", "BROOD"),
    ("brood", " brood "),
    ("brood", "brood."),
    ("brood", "brood ."),
    ("het brood", "Het  brood."),
    ("foto's", "foto’s"),
    ("foto’s", "foto's"),
    ("foto's", "foto`s"),
    ("één", "e\u0301e\u0301n"),
    ("tijd", "tĳd"),
    ("IJsland", "ijsland"),
    ("brood", "bro\u00adod"),
]
SOUNDS_RIGHT = [
    # d and t at the end of a word or a syllable
    ("hond", "hont"),
    ("brood", "broot"),
    ("bed", "bet"),
    ("bed", "bedd"),
    ("kant", "kand"),
    ("wordt", "wort"),
    ("wordt", "word"),
    ("stad", "stadt"),
    ("handje", "hantje"),
    ("eindpunt", "eintpunt"),
    ("vriendschap", "vrientschap"),
    ("handdoek", "hantdoek"),
    ("een rode hond", "een roode hont"),
    # ei and ij
    ("trein", "trijn"),
    ("tijd", "teid"),
    ("tijd", "tijt"),
    ("meisje", "mijsje"),
    ("moeilijk", "moeileik"),
    ("werktijden", "werkteiden"),
    # au and ou
    ("blauw", "blouw"),
    ("vrouw", "vrauw"),
    ("oud", "aut"),
    ("augustus", "ougustus"),
    # a vowel in an open syllable is long, single or double
    ("lopen", "loopen"),
    ("manen", "maanen"),
    ("water", "waater"),
    ("leren", "leeren"),
    ("buren", "buuren"),
    ("boven", "booven"),
    ("nu", "nuu"),
    ("sla", "slaa"),
    ("zo", "zoo"),
    ("vooral", "voral"),
    # a double consonant that shortens no vowel
    ("man", "mann"),
    ("komt", "kommt"),
    ("school", "schooll"),
    ("schoenen", "schoennen"),
    ("buiten", "buitten"),
    ("kaarten", "kaartten"),
]
OTHER = [
    # the length of a vowel makes another word
    ("maan", "man"),
    ("man", "maan"),
    ("boom", "bom"),
    ("bomen", "bommen"),
    ("bommen", "bomen"),
    ("manen", "mannen"),
    ("appel", "apel"),
    ("zitten", "ziten"),
    ("kaarten", "karten"),
    ("zee", "ze"),
    ("mee", "me"),
    ("veel", "vel"),
    ("leeuw", "leuw"),
    ("mooi", "moi"),
    ("lachen", "laachen"),
    # d and t that are heard
    ("dak", "tak"),
    ("drein", "trein"),
    ("dwars", "twars"),
    ("bieden", "bieten"),
    ("lader", "ladder"),
    ("werkte", "werkde"),
    # what no rule of the four speaks of
    ("dag", "dach"),
    ("kat", "cat"),
    ("zon", "son"),
    ("vis", "fis"),
    ("web", "wep"),
    ("fiets", "fits"),
    ("deur", "dur"),
    ("huis", "hous"),
    ("tijd", "tyd"),
    ("vrouw", "vrau"),
    # one letter wrong, missing, too many, or in another place
    ("brood", "brod"),
    ("brood", "broood"),
    ("brood", "bood"),
    ("brood", "borod"),
    ("brood", "broods"),
    ("brood", "groot"),
    ("brood", "bro od"),
    ("tot ziens", "totziens"),
    ("één", "een"),
    ("brood", "brood!"),
    ("brood", ""),
    ("brood", "."),
    ("brood", "خبز"),
]
MANUAL = Path(module.__file__).with_name("README.md").read_text("utf-8")
WORDS = [word for word, _ in (*RIGHT, *SOUNDS_RIGHT, *OTHER)]


@pytest.mark.parametrize(("word", "typed"), RIGHT)
def test_what_nobody_should_be_marked_down_for_is_right(word: str, typed: str) -> None:
    assert dictation(typed, [word]) == 2


@pytest.mark.parametrize(("word", "typed"), SOUNDS_RIGHT)
def test_a_word_written_as_it_sounds_is_half_right(word: str, typed: str) -> None:
    assert dictation(typed, [word]) == 1


@pytest.mark.parametrize(("word", "typed"), OTHER)
def test_another_word_is_not_right(word: str, typed: str) -> None:
    assert dictation(typed, [word]) == 0


def test_the_lists_are_long_enough_to_trust() -> None:
    assert len(RIGHT) + len(SOUNDS_RIGHT) + len(OTHER) >= 40
    assert len({*RIGHT, *SOUNDS_RIGHT, *OTHER}) == len(RIGHT) + len(SOUNDS_RIGHT) + len(OTHER)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_is_what_makes_its_own_example_half_right(rule: SoundRule, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (dictation(rule.heard, [rule.written]), dictation(rule.other, [rule.written])) == (1, 0)

    monkeypatch.setattr(module, "RULES", [other for other in RULES if other is not rule])

    assert dictation(rule.heard, [rule.written]) == 0


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_stands_in_the_manual_with_its_example(rule: SoundRule) -> None:
    (line,) = [line for line in MANUAL.splitlines() if f"| {rule.name}" in line]

    assert line.endswith(f"| {rule.written} | {rule.heard} | {rule.other} |")


def test_each_of_several_answers_counts_and_the_best_is_taken() -> None:
    assert dictation("de tuin", ["tuin", "de tuin"]) == 2
    assert dictation("hont", ["tuin", "hond"]) == 1
    assert dictation("hard", ["hart", "hard"]) == 2


@given(st.text(), st.lists(st.text(), max_size=3))
def test_whatever_is_typed_it_is_worth_0_1_or_2(typed: str, accept: list[str]) -> None:
    assert dictation(typed, accept) in (0, 1, 2)


@given(st.text(), st.lists(st.text(), max_size=3))
def test_what_is_right_is_fully_right(word: str, others: list[str]) -> None:
    assert dictation(word, [*others, word]) == 2
    assert dictation(f"  {word.lower()} ", [*others, word.lower()]) == 2


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_who_sounds_like_whom_does_not_depend_on_who_was_dictated(one: str, other: str) -> None:
    assert dictation(one, [other]) == dictation(other, [one])


@given(st.text(alphabet="adeijnortu'. ", max_size=12))
def test_what_is_plain_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text) or text.count(".") > 1
    assert sound(plain(text)) == sound(plain(text.upper()))
