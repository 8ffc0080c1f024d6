"""The browser's engine and the server's, on the same random actions: always the same end state."""

import json
import random
from collections.abc import Callable

import pytest

from assessment.items import app_model
from assessment.items.app_model import AppModel, IllegalAction, State
from assessment.items.model import ItemBank
from assessment.items.responses import Action
from assessment.session import codes
from assessment.web.simulations import read_log
from tests.browser.people import Candidate
from tests.items.test_app_model import BASKET

SEQUENCES = 400
GESTURES = 40
TEXTS = ("", "a", "lina@postsnel.voorbeeld", "صباح الخير", "ከመይ ሓዲርኩም", "👩‍👩‍👧 x", " two  words ", '"\\\n')
RUN_THE_ENGINE = """
async ([app, sequences]) => {
  const model = typeof app === "string" ? await (await fetch(`/simulation/${app}.json`)).json() : app;
  const run = (actions) => {
    let state = Object.fromEntries(Object.entries(model.fields).map(([name, field]) => [name, field.start]));
    const taken = actions.map((action) => {
      const legal = allows(model, state, action.name);
      if (legal) state = step(model, state, action);
      return legal;
    });
    return { taken, state };
  };
  return sequences.map(run);
}
"""
SHOWN = """() => {
  const all = (name) => [...document.querySelectorAll(`[data-${name}]`)];
  const view = all("show").find((one) => one.dataset.show.startsWith("view") && !one.hidden);
  return Object.fromEntries([...all("field").map((one) => [one.dataset.field, one.value]),
    ...all("text").map((one) => [one.dataset.text, one.textContent]),
    ...(view ? [["view", view.dataset.show.slice(5)]] : [])]);
}"""
ITEMS = {"mail": "practice-mail", "typing": "type-brood"}


@pytest.fixture(params=ITEMS)
def app(request: pytest.FixtureRequest, bank: ItemBank) -> AppModel:
    return bank.apps[request.param]


@pytest.fixture
def candidate(a_candidate: Callable[..., Candidate], app: AppModel) -> Candidate:
    somebody = a_candidate()
    somebody.opens_the_kiosk()
    first = somebody.page.locator(".tongue").first.get_attribute("value") or ""
    somebody.sits_down(first, codes.start_code("14142135", 1))
    somebody.hurries_to(ITEMS[app.id])
    somebody.page.locator("[data-simulation]").wait_for()
    return somebody


def test_both_engines_end_in_the_same_state(candidate: Candidate, app: AppModel):
    chance = random.Random(11)
    sequences = [[an_action(app, chance) for _ in range(chance.randrange(1, 40))] for _ in range(SEQUENCES)]

    there = candidate.page.evaluate(RUN_THE_ENGINE, [app.id, sequences])

    here = [replayed(app, sequence) for sequence in sequences]
    assert there == here
    assert any(all(run["taken"]) for run in here)
    assert all(any(run["state"][name] != field.start for run in here) for name, field in app.fields.items())


def test_what_is_seen_is_what_the_server_replays(candidate: Candidate, app: AppModel):
    chance = random.Random(12)

    for _ in range(GESTURES):
        gestures(candidate, chance)
        send_along = candidate.page.evaluate("new FormData(document.getElementById('item-form')).get('log')")
        state = app.replay(read_log(send_along))

        shown = candidate.page.evaluate(SHOWN)
        assert shown
        assert {name: state[name] for name in shown} == {name: one_line(shown[name]) for name in shown}


def test_both_engines_keep_the_same_lists(candidate: Candidate):
    basket, chance = app_model.parse(BASKET), random.Random(13)
    sequences = [[an_action(basket, chance) for _ in range(chance.randrange(1, 20))] for _ in range(SEQUENCES)]

    there = candidate.page.evaluate(RUN_THE_ENGINE, [BASKET, sequences])

    here = [replayed(basket, sequence) for sequence in sequences]
    assert there == json.loads(json.dumps(here))
    assert {len(run["state"]["basket"]) for run in here} >= {0, 1, 2, 3, 4}


def test_a_part_of_the_page_can_depend_on_what_a_list_has_in_it(candidate: Candidate):
    says = "([state, test]) => Simulation.prototype.says.call({ state }, test)"
    state = {"basket": ["cv.pdf", "a=b"], "view": "inbox"}

    asked = ("basket~=cv.pdf", "basket~=cv", "basket~=a=b", "view=inbox", "view!=inbox")
    assert [candidate.page.evaluate(says, [state, test]) for test in asked] == [True, False, True, True, False]


def an_action(app: AppModel, chance: random.Random) -> dict[str, object]:
    """Any action, legal or not at that point; now and then one that the app does not have."""
    name = chance.choice([*app.actions, *app.actions, "delete_everything", "toString"])
    return {"name": name, "value": chance.choice(TEXTS) if name.startswith(("type", "choose")) else "", "at_ms": 0}


def replayed(app: AppModel, sequence: list[dict[str, object]]) -> dict[str, object]:
    """What the server makes of *sequence*, leaving out what is illegal as the browser does."""
    state, taken = app.start(), []
    for action in sequence:
        state, legal = stepped(app, state, Action(**action))
        taken.append(legal)
    return {"taken": taken, "state": state}


def stepped(app: AppModel, state: State, action: Action) -> tuple[State, bool]:
    try:
        return app.step(state, action), True
    except IllegalAction:
        return state, False


def gestures(candidate: Candidate, chance: random.Random) -> None:
    """One press on a button that is there, or words in a field that is there."""
    page = candidate.page
    there = page.locator("[data-simulation] :is(button, input, textarea)").locator("visible=true")
    chosen = there.nth(chance.randrange(there.count()))
    if chosen.evaluate("one => one.matches('button')"):
        chosen.click()
    else:
        chosen.fill(one_line(chance.choice(TEXTS)))


def one_line(text: str) -> str:
    return text.replace("\n", "")
