import json
from collections.abc import Iterator

import pytest

from assessment.items import app_model
from assessment.items.app_model import AppModel, IllegalAction, NotAnAppModel, State
from assessment.items.responses import Action
from assessment.storage import banks

LEGAL = {
    "inbox": {"compose", "show_sent"},
    "compose": {"show_inbox", "show_sent", "type_to", "type_subject", "type_body", "discard", "send"},
    "sent": {"compose", "show_inbox"},
}
SWAP = {
    "id": "swap",
    "version": 1,
    "fields": {"left": {"start": "l"}, "right": {"start": "r"}, "word": {"start": "", "max_length": 3}},
    "actions": {
        "swap": {"when": [], "then": [{"set": "left", "from": "right"}, {"set": "right", "from": "left"}]},
        "move": {
            "when": [],
            "then": [{"set": "left", "to": "x"}, {"set": "right", "to": "y", "if": [{"field": "left", "is": "l"}]}],
        },
        "type": {"when": [{"field": "left", "is_not": "x"}], "then": [{"set": "word", "input": True}]},
    },
}


def mail() -> AppModel:
    return app_model.parse(json.loads((banks.APPS / "mail.json").read_text("utf-8")))


def swap(**changes: object) -> AppModel:
    return app_model.parse({**SWAP, **changes})


def reachable(app: AppModel) -> Iterator[State]:
    """Every state that short texts lead to."""
    seen, left = [], [app.start()]
    while left:
        state = left.pop()
        if state in seen:
            continue
        seen.append(state)
        yield state
        for name in LEGAL[str(state["view"])]:
            left += [app.step(state, Action(name, text)) for text in (("", "a") if name == "type_to" else ("",))]


def test_the_mail_app_allows_exactly_what_its_page_shows() -> None:
    app = mail()

    for state in reachable(app):
        for name in app.actions:
            assert allowed(app, state, name) == (name in LEGAL[str(state["view"])]), (state, name)


def allowed(app: AppModel, state: State, name: str) -> bool:
    try:
        app.step(state, Action(name, "x"))
    except IllegalAction:
        return False
    return True


def test_every_state_of_the_mail_app_stays_within_the_declared_values() -> None:
    app = mail()

    for state in reachable(app):
        assert all(value in app.fields[name].values for name, value in state.items() if app.fields[name].values)


def test_a_mail_without_address_is_not_sent_and_says_so() -> None:
    state = mail().replay([Action("compose"), Action("type_body", "Dag"), Action("send")])

    assert (state["view"], state["sent"], state["alert"]) == ("compose", False, "no_recipient")
    assert state["body"] == "Dag"


def test_a_sent_mail_leaves_an_empty_form_behind() -> None:
    state = mail().replay([Action("compose"), Action("type_to", "a"), Action("type_body", "Dag"), Action("send")])

    assert (state["sent"], state["sent_to"], state["sent_body"]) == (True, "a", "Dag")
    assert (state["to"], state["body"], state["view"]) == ("", "", "sent")


def test_an_unknown_action_is_illegal() -> None:
    with pytest.raises(IllegalAction, match="'hack' is not possible in the app 'mail'"):
        mail().replay([Action("hack")])


def test_one_illegal_action_makes_the_whole_log_illegal() -> None:
    with pytest.raises(IllegalAction):
        mail().replay([Action("compose"), Action("compose")])


def test_a_text_may_be_as_long_as_the_field_and_no_longer() -> None:
    assert swap().replay([Action("type", "abc")])["word"] == "abc"

    with pytest.raises(IllegalAction, match="longer than the app allows"):
        swap().replay([Action("type", "abcd")])


def test_effects_read_the_state_before_the_action() -> None:
    state = swap().replay([Action("swap")])

    assert (state["left"], state["right"]) == ("r", "l")


def test_conditions_are_judged_on_the_state_before_the_action() -> None:
    state = swap().replay([Action("move")])

    assert (state["left"], state["right"]) == ("x", "y")


def test_an_action_whose_condition_fails_is_illegal() -> None:
    with pytest.raises(IllegalAction):
        swap().replay([Action("move"), Action("type", "a")])


def test_replaying_changes_nothing_in_the_model() -> None:
    app = mail()

    app.replay([Action("compose"), Action("type_to", "a")])

    assert app.start() == mail().start()


def test_letters_and_digits_go_but_their_shape_stays() -> None:
    log = [Action("type_body", "Beste Lina, bel 06-12!", 7)]

    assert mail().without_letters(log, []) == (Action("type_body", "xxxxx xxxx, xxx 99-99!", 7),)


@pytest.mark.parametrize("text", ["መልእኽቲ ንሊና", "مرحبا لينا ٠٦", "Émile straße", "नमस्ते"])
def test_letters_of_every_script_go(text: str) -> None:
    (action,) = mail().without_letters([Action("type_body", text)], [])

    assert len(action.value.split()) == len(text.split())
    assert not {char for char in text if char.isalpha()} & set(action.value)


def test_a_text_of_the_card_stays_whole_and_only_whole() -> None:
    log = [Action("type_to", " Lina@post.voorbeeld"), Action("type_body", "lina@post.voorbeeld is mijn adres")]

    kept, masked = mail().without_letters(log, ["lina@post.voorbeeld"])

    assert kept == log[0]
    assert masked.value == "xxxx@xxxx.xxxxxxxxx xx xxxx xxxxx"


def test_single_words_can_stay_among_others() -> None:
    log = [Action("type_body", "Mijn Diploma: diploma.pdf, niet diploma2")]

    (action,) = mail().without_letters(log, [], {"diploma"})

    assert action.value == "xxxx Diploma: diploma.xxx, xxxx xxxxxxx9"


BASKET = {
    "id": "basket",
    "version": 1,
    "fields": {
        "chosen": {"start": "", "values": ["", "cv.pdf", "diploma.pdf"]},
        "basket": {"start": ["note.txt"]},
        "sent": {"start": []},
        "colour": {"start": "red"},
    },
    "actions": {
        "choose": {"when": [], "then": [{"set": "chosen", "input": True}]},
        "attach": {"when": [{"field": "chosen", "is_not": ""}], "then": [{"add": "basket", "from": "chosen"}]},
        "drop": {"when": [], "then": [{"remove": "basket", "from": "chosen"}]},
        "note": {"when": [], "then": [{"add": "basket", "to": "a"}, {"add": "basket", "to": "b"}]},
        "type": {"when": [], "then": [{"add": "basket", "input": True}]},
        "send": {"when": [], "then": [{"set": "sent", "from": "basket"}, {"set": "basket", "to": []}]},
    },
}


def filled(*steps: str) -> State:
    actions = (Action(*step.split("=")) for step in steps)
    return app_model.parse(BASKET).replay(actions)


@pytest.mark.parametrize(
    ("steps", "basket"),
    [
        ((), ("note.txt",)),
        (("choose=cv.pdf", "attach"), ("note.txt", "cv.pdf")),
        (("choose=cv.pdf", "attach", "attach"), ("note.txt", "cv.pdf")),
        (("choose=note.txt", "attach"), ("note.txt",)),
        (("choose=note.txt", "drop", "drop"), ()),
        (("choose=cv.pdf", "drop"), ("note.txt",)),
        (("note",), ("note.txt", "a", "b")),
        (("type=x", "type=y", "type=x"), ("note.txt", "x", "y")),
        (("send",), ()),
    ],
    ids=str,
)
def test_a_list_holds_what_was_added_once_each_in_that_order(steps: tuple[str, ...], basket: tuple[str, ...]) -> None:
    assert filled(*steps)["basket"] == basket


def test_a_list_is_passed_on_as_it_is_then() -> None:
    assert filled("type=x", "send", "type=y")["sent"] == ("note.txt", "x")


MIXED = "that mixes lists with single values, expected add or remove with one text, or set with a list"
ON_LIST = "has a condition on the list 'basket', expected another field"


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ({"when": [{"field": "basket", "is": []}], "then": []}, ON_LIST),
        ({"when": [], "then": [{"set": "colour", "to": "x", "if": [{"field": "basket", "is_not": "a"}]}]}, ON_LIST),
        ({"when": [], "then": [{"add": "colour", "to": "blue"}]}, MIXED),
        ({"when": [], "then": [{"add": "basket", "from": "sent"}]}, MIXED),
        ({"when": [], "then": [{"remove": "basket", "to": ["a"]}]}, MIXED),
        ({"when": [], "then": [{"set": "basket", "to": "a"}]}, MIXED),
        ({"when": [], "then": [{"set": "basket", "input": True}]}, MIXED),
        ({"when": [], "then": [{"set": "colour", "from": "basket"}]}, MIXED),
        ({"when": [], "then": [{"set": "colour", "to": []}]}, MIXED),
        ({"when": [], "then": [{"set": "basket", "to": [1]}]}, "or a list of texts"),
        ({"when": [], "then": [{"set": "basket", "add": "basket", "to": []}]}, "add or remove instead of set"),
    ],
    ids=repr,
)
def test_lists_and_single_values_are_not_mixed(action: object, said: str) -> None:
    with pytest.raises(NotAnAppModel, match=said):
        app_model.parse({**BASKET, "actions": {**BASKET["actions"], "go": action}})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": 3}, "expected an object with id, version, fields and actions"),
        ({"fields": {"left": {"begin": "l"}}}, "the field 'left' is"),
        ({"fields": {"left": {"start": None}}}, "expected a text, a whole number, true or false"),
        ({"fields": {"left": {"start": "", "max_length": "40"}}}, "left is '40', expected a whole number"),
        ({"actions": {"go": {"then": []}}}, "the action 'go' is"),
        ({"actions": {"go": {"when": "now", "then": []}}}, "expected a list"),
        ({"actions": {"go": {"when": [{"field": "left"}], "then": []}}}, "expected field with is or is_not"),
        ({"actions": {"go": {"when": [], "then": [{"set": "left"}]}}}, "expected set with one of to, from or input"),
        ({"actions": {"go": {"when": [], "then": [{"set": "up", "to": "x"}]}}}, "fields that it does not have: up"),
        ({"actions": {"go": {"when": [{"field": "up", "is": 1}], "then": []}}}, "fields that it does not have: up"),
    ],
)
def test_a_file_that_describes_no_app_says_what_was_found(changes: dict[str, object], said: str) -> None:
    with pytest.raises(NotAnAppModel, match=said):
        swap(**changes)
