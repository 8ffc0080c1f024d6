"""What scoring again changes, and why: one change in the bank at a time."""

from dataclasses import replace

import pytest

from assessment.items.interactions import Gap, GapText
from assessment.items.load import load
from assessment.items.model import Cut, Item, ItemBank, Scale, ScaleKind, Section
from assessment.items.responses import ChoiceResponse, Missing, TextResponse
from assessment.session import record
from assessment.session.causes import Cause, CauseKind, causes
from assessment.session.changes import Change, changes
from assessment.session.rescoring import Scored, same, scored
from assessment.session.session import Session, replay
from assessment.session.statements import Statement, statements
from tests.builders import a_bank, a_changed_bank, a_session, some_sources
from tests.desk.builders import a_sitting, the_bank


def again(bank: ItemBank, session: Session | None = None) -> dict[str, Change]:
    """The changes by scale when a sitting with the small bank is scored again with *bank*."""
    sat = session or a_session()
    found = changes(scored(sat, a_bank(), a_bank()), scored(sat, a_bank(), bank))
    return {change.scale: change for change in found}


def test_the_same_bank_changes_nothing() -> None:
    assert again(a_bank()) == {}


def test_a_higher_cut_score_lowers_the_level_and_says_where_it_comes_from() -> None:
    found = again(a_changed_bank("bank.yaml", "{level: A2, theta: 0.5}", "{level: A2, theta: 2.5}"))

    assert list(found) == ["dutch"]
    assert (found["dutch"].before, found["dutch"].after) == (Statement("A2"), Statement("A1"))
    assert found["dutch"].causes == (
        Cause(CauseKind.CUT_SCORE, "A2", "0.5", "2.5", "Een voorbeeld (De toetsen, 2026-11-22)"),
    )


def test_bands_that_move_within_a_level_are_no_change_of_level() -> None:
    found = again(a_changed_bank("bank.yaml", "{level: A2, theta: 0.5}", "{level: A2, theta: 0.4}"))

    assert not found["dutch"].moved
    assert found["dutch"].causes[0].kind is CauseKind.CUT_SCORE


def test_a_level_that_is_not_certain_any_more_is_named_with_its_neighbour() -> None:
    found = again(a_changed_bank("bank.yaml", "{level: A2, theta: 0.5}", "{level: A2, theta: 1.0}"))

    assert found["dutch"].after == Statement(between=("A1", "A2"))
    assert found["dutch"].moved


def test_a_cut_score_of_a_count_moves_its_level() -> None:
    found = again(a_changed_bank("bank.yaml", "{level: reads, theta: 3}", "{level: reads, theta: 4}"))

    assert (found["reading"].before.level, found["reading"].after.level) == ("reads", "partly")


def test_a_corrected_key_is_named_with_its_item() -> None:
    bank = a_changed_bank("reading.yaml", "{id: b, stimulus: خبز}]\n    key: a", "{id: b, stimulus: خبز}]\n    key: b")

    found = again(bank)

    assert found["reading"].causes == (Cause(CauseKind.KEY, "own-ar-1"),)
    assert (found["reading"].before.level, found["reading"].after.level) == ("reads", "partly")


def test_new_difficulties_are_counted_over_what_was_answered() -> None:
    names = {item for item in a_session().responses if item.startswith("nl-")}
    text = some_sources().files["dutch.yaml"]
    for old, new in (
        (", value: 0.0}", ", value: 0.1}"),
        ("value: 0.4}", "value: 0.5}"),
        ("value: 1.0}", "value: 1.2}"),
    ):
        text = text.replace(old, new)
    bank, _ = load(some_sources({"dutch.yaml": text}))
    assert bank is not None
    many = sum(a_bank().item(name).parameters != bank.item(name).parameters for name in names)

    assert many > 0
    assert again(bank)["dutch"].causes == (Cause(CauseKind.DIFFICULTY, after=str(many)),)


def test_a_changed_item_is_named_and_its_response_not_used() -> None:
    found = again(a_changed_bank("computer.yaml", "Stuur een e-mail aan Lina.", "Schrijf Lina."))

    assert (found["computer"].before.outcome, found["computer"].after.outcome) == ("seen", "not_measured")
    assert found["computer"].causes == (Cause(CauseKind.UNUSED, "mail-send"),)


def test_an_item_that_is_gone_is_named_too() -> None:
    line = '  - {id: yn-huis, type: yes_no, prompt: Is dit een Nederlands woord?, stimulus: huis, key: "yes"}\n'

    assert again(a_changed_bank("words.yaml", line, ""))["words"].causes == (Cause(CauseKind.UNUSED, "yn-huis"),)


def test_a_later_bank_can_bring_an_item_back() -> None:
    session, sat = a_session(), a_bank()
    without = a_changed_bank("questions.yaml", "Welk werk deed u?", "Wat was uw werk?")

    found = changes(scored(session, sat, without), scored(session, sat, sat))

    assert [change.causes for change in found] == [(Cause(CauseKind.USED_AGAIN, "q-work"),)]


def test_other_rules_for_a_task_are_named() -> None:
    found = again(a_changed_bank("computer.yaml", ">= 3", ">= 99"))

    assert found["computer"].after.outcome == "partly"
    assert found["computer"].causes == (Cause(CauseKind.RULES, "mail-send"),)


def test_another_prior_is_named_with_both() -> None:
    found = again(a_changed_bank("bank.yaml", "prior: {mean: 0.0, sd: 1.0}", "prior: {mean: -0.5, sd: 1.5}"))

    assert found["dutch"].causes == (Cause(CauseKind.PRIOR, "", "0 ± 1", "-0.5 ± 1.5"),)


def test_a_level_that_needs_more_answers_is_named() -> None:
    session = a_session({item: Missing.SKIPPED for item in a_bank().items if item.startswith("nl-")})
    session = replace(session, responses={**session.responses, **some_dutch(session)})

    found = again(a_changed_bank("dutch.yaml", "least: 2, most: 4", "least: 3, most: 4"), session)

    assert found["dutch"].after == Statement()
    assert found["dutch"].causes == (Cause(CauseKind.LEAST, "", "2", "3"),)


def some_dutch(session: Session) -> dict[str, ChoiceResponse]:
    return {"nl-brood": ChoiceResponse("a"), "nl-vis": ChoiceResponse("b")}


def test_another_kind_of_work_moves_the_order_of_interests() -> None:
    found = again(a_changed_bank("interests.yaml", "riasec: R", "riasec: E"))

    assert found["interests"].moved
    assert found["interests"].causes == (Cause(CauseKind.GROUPS, after="1"),)


def test_another_version_of_the_scoring_is_the_reason_of_what_only_it_changed() -> None:
    session = a_session()
    now = scored(session, a_bank(), a_bank())
    results = [{**one, "level": "A1"} if one["scale"] == "dutch" else one for one in now.profile["results"]]
    before = Scored(a_bank(), session, "0", {**now.profile, "results": results})

    (found,) = changes(before, now)

    assert (found.scale, found.before.level, found.after.level) == ("dutch", "A1", "A2")
    assert found.causes == (Cause(CauseKind.SCORING, "", "0", now.scoring),)


def test_fields_that_only_one_version_knows_are_no_change() -> None:
    session = a_session()
    now = scored(session, a_bank(), a_bank())
    results = [{**one, "certainty": "high"} for one in now.profile["results"]]

    assert changes(Scored(a_bank(), session, "0", {**now.profile, "results": results}), now) == ()


def test_a_scale_that_only_the_newer_bank_names_and_nobody_measured_is_no_news() -> None:
    bank = a_changed_bank(
        "bank.yaml",
        "{id: speaking, title: Spreken, kind: none}",
        "{id: speaking, title: Spreken, kind: none}\n  - {id: writing, title: Schrijven, kind: none}",
    )

    assert again(bank) == {}


@pytest.mark.parametrize("profile", [{}, {"results": "none"}, {"results": [1, {"level": "A1"}]}, {"results": None}])
def test_a_profile_that_cannot_be_read_states_nothing(profile: dict[str, object]) -> None:
    assert statements(profile) == {}


def test_a_profile_states_each_scale_in_its_own_way() -> None:
    profile = {
        "results": [
            {"scale": "a", "level": "A2", "between": ["A1", "A2"]},
            {"scale": "b", "level": None, "between": []},
            {"scale": "c", "outcome": "seen"},
            {"scale": "d", "ranks": [["R", "S"], ["I"]]},
            {"scale": "e", "level": 3, "between": ["A1"], "ranks": [4]},
        ]
    }

    assert list(statements(profile).values()) == [
        Statement(between=("A1", "A2")),
        Statement(),
        Statement(outcome="seen"),
        Statement(order=("RS", "I")),
        Statement(order=("",)),
    ]


def test_the_statements_of_our_own_profile_are_those_of_its_results() -> None:
    found = statements(record.dump_profile(record.load_profile(scored(a_session(), a_bank(), a_bank()).profile)))

    assert (found["dutch"].level, found["reading"].level, found["computer"].outcome) == ("A2", "reads", "seen")
    assert found["interests"].order


def a_bank_with_higher_words() -> ItemBank:
    """The real bank, where nobody reads short words any more."""
    bank = the_bank()

    def higher(scale: Scale) -> Scale:
        if scale.id != "latin-words" or scale.cut_scores is None:
            return scale
        *lower, top = scale.cut_scores.cuts
        return replace(scale, cut_scores=replace(scale.cut_scores, cuts=(*lower, Cut(top.level, 99))))

    return replace(bank, scales=tuple(map(higher, bank.scales)), content_hash="ab" * 32)


def test_a_scale_of_parts_moves_with_them_and_gives_their_reasons() -> None:
    session = replay(a_sitting())

    found = changes(scored(session, the_bank(), the_bank()), scored(session, the_bank(), a_bank_with_higher_words()))

    by_scale = {change.scale: change for change in found}
    reading = next(scale.id for scale in the_bank().scales if scale.parts)
    assert by_scale[reading].moved
    assert by_scale[reading].causes == by_scale["latin-words"].causes
    assert [cause.kind for cause in by_scale[reading].causes] == [CauseKind.CUT_SCORE]


def test_the_ends_that_are_right_are_the_key_of_a_text_with_gaps() -> None:
    text = GapText((Gap("Ik woon in een h", "h", ("uis",)),), bands=(1,))
    item = Item("gaps", "Maak de woorden af.", text)
    other = replace(item, interaction=replace(text, gaps=(Gap("Ik woon in een h", "h", ("uis", "uisje")),)))

    before, after = (with_an_item(one) for one in (item, other))

    assert same("gaps", before.bank, after.bank)
    assert causes(before, after, "gaps") == (Cause(CauseKind.KEY, "gaps"),)


def with_an_item(item: Item) -> Scored:
    """A sitting in which only *item* was answered."""
    scale = Scale("gaps", "Gaten", ScaleKind.COUNT)
    section = Section("gaps", "Gaten", (item,), scale="gaps")
    bank = replace(a_bank(), scales=(scale,), sections=(section,))
    session = replace(a_session(until="welcome"), responses={"gaps": TextResponse("uis")})
    return Scored(bank, session, "2", {})
