"""Recorded logs of a simulated task: an author's proof that its rules give what they should, for every outcome.

A log says which outcome and flags it must get, from what the page sends and from what the kiosk keeps of that.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.items.app_model import AppModel, IllegalAction
from assessment.items.interactions import Simulation
from assessment.items.model import ItemBank, Place
from assessment.items.nodes import Malformed, Node, parse
from assessment.items.problems import Problem
from assessment.items.responses import Action, SimulationResponse
from assessment.scoring import evidence
from assessment.scoring.keeping import kept

OUTCOMES = {"full": evidence.FULL, "partial": evidence.PARTIAL, "none": evidence.NONE}
WAYS = 2  # different ways to full credit: the plain one, and one that an author does not think of first


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one person did in a task, as the page *log*s it, and what that must be judged as."""

    name: str
    outcome: str
    flags: frozenset[str]
    log: tuple[Action, ...]
    place: Place


def problems(bank: ItemBank, files: Mapping[str, str]) -> Iterator[Problem]:
    """What is wrong with the logs in *files* (YAML by the id of the item) of the tasks of *bank*."""
    tasks = {item.id: item.interaction for item in bank.items.values() if isinstance(item.interaction, Simulation)}
    for name in sorted(set(files) - set(tasks)):
        yield Problem("log-has-its-task", Place(_file(name), 1, 1), f"no simulation {name!r} is in this bank")
    for item, task in tasks.items():
        if task.app not in bank.apps:
            continue
        if item in files:
            yield from _of_task(task, bank.app_of(task), item, files[item])
        elif task.full is not None:
            message = f"found no {_file(item)}, expected a log for each outcome of {item!r}"
            yield Problem("task-has-logs", bank.item(item).at("score"), message)


def _file(item: str) -> str:
    return f"logs/{item}.yaml"


def _of_task(task: Simulation, app: AppModel, item: str, text: str) -> Iterator[Problem]:
    try:
        logs = parse(text, _file(item)).read(_recorded)
    except Malformed as error:
        yield Problem("well-formed", error.place, str(error))
        return
    for log in logs:
        yield from (Problem("log-has-its-outcome", log.place, message) for message in _wrong(task, app, log))
    place = Place(_file(item), 1, 1)
    yield from (Problem("task-has-logs", place, message) for message in _not_there(task, logs))


def _recorded(node: Node) -> Recorded:
    fields = node.fields(("name", "outcome", "log"), ("flags",))
    return Recorded(
        name=fields["name"].text(),
        outcome=fields["outcome"].one_of({name: name for name in OUTCOMES}),
        flags=frozenset(fields["flags"].texts() if "flags" in fields else ()),
        log=fields["log"].read(_action),
        place=fields["outcome"].place,
    )


def _action(node: Node) -> Action:
    fields = node.fields(("do", "at_s"), ("value",))
    value = str(fields["value"].plain()) if "value" in fields else ""
    return Action(fields["do"].text(), value, round(1000 * fields["at_s"].number()))


def _wrong(task: Simulation, app: AppModel, recorded: Recorded) -> Iterator[str]:
    """How the judgement differs from what *recorded* says, with all that was typed and with what is kept of it."""
    try:
        found = evidence.judge(task, app, SimulationResponse(recorded.log))
        later = evidence.judge(task, app, SimulationResponse(kept(task, app, recorded.log)))
    except IllegalAction as error:
        yield f"the log {recorded.name!r}: {error}"
        return
    yield from _differs(found, recorded, "")
    if later != found:
        yield from _differs(later, recorded, " once letters and digits that are not on the card are gone")


def _differs(found: evidence.Judgement, recorded: Recorded, when: str) -> Iterator[str]:
    outcome = {score: name for name, score in OUTCOMES.items()}[found.score]
    if outcome != recorded.outcome:
        yield f"the log {recorded.name!r} is judged {outcome}{when}, expected {recorded.outcome}"
    if set(found.flags) != recorded.flags:
        flags, expected = (", ".join(sorted(names)) or "no flags" for names in (found.flags, recorded.flags))
        yield f"the log {recorded.name!r} has {flags}{when}, expected {expected}"


def _not_there(task: Simulation, logs: tuple[Recorded, ...]) -> Iterator[str]:
    """The outcomes that *task* can have and no log shows."""
    if task.full is None:
        return
    ways = {tuple(action.name for action in log.log) for log in logs if log.outcome == "full"}
    if len(ways) < WAYS:
        yield f"found {len(ways)} ways to full credit, expected {WAYS} or more: the plain one and a clever alternative"
    for outcome in ("partial", "none") if task.partial is not None else ("none",):
        if not any(log.outcome == outcome for log in logs):
            yield f"found no log with the outcome {outcome}, expected one or more"
    for name, times in Counter(log.name for log in logs).items():
        if times > 1:
            yield f"the name {name!r} stands {times} times, expected each name once"
