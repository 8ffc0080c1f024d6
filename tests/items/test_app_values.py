"""What can ever stand in an app's fields, and where it comes from."""

from assessment.items import app_model
from assessment.items.app_values import origins, reach
from tests.items.test_app_model import BASKET, mail, swap


def test_values_are_those_of_the_start_and_of_every_action_that_is_possible() -> None:
    found = reach(mail())

    assert found.values["view"] == {"inbox", "compose", "sent"}
    assert found.values["alert"] == {"none", "no_recipient"}
    assert found.values["sent"] == {True, False}
    assert found.typed == {"to", "subject", "body", "sent_to", "sent_subject", "sent_body"}
    assert found.actions == set(mail().actions)


def test_what_only_an_impossible_action_would_set_is_not_among_the_values() -> None:
    never = {"when": [{"field": "left", "is": "z"}], "then": [{"set": "right", "to": "z"}]}
    if_never = {"when": [], "then": [{"set": "right", "to": "y", "if": [{"field": "left", "is": "z"}]}]}

    found = reach(swap(actions={"never": never, "perhaps": if_never}))

    assert found.actions == {"perhaps"}
    assert found.values["right"] == {"r"}


def test_a_list_is_known_by_what_can_be_in_it() -> None:
    found = reach(app_model.parse(BASKET))

    assert found.values["basket"] == {"note.txt", "", "a", "b"}
    assert found.values["sent"] == found.values["basket"]
    assert {"basket", "sent", "chosen"} == found.typed


def test_a_field_gets_its_content_from_others_however_far() -> None:
    assert origins(mail(), "sent_to") == {"sent_to", "to"}
    assert origins(app_model.parse(BASKET), "sent") == {"sent", "basket", "chosen"}
