"""An author's recorded logs: they prove the rules, and what they do not prove is named."""

import pytest

from assessment.scoring import recorded
from tests.builders import SMALL_BANK, a_bank, a_changed_bank

LOGS = (SMALL_BANK / "logs" / "mail-send.yaml").read_text("utf-8")
SENT = "    - {do: send, at_s: 38}\n"


def problems(old: str = "", new: str = "") -> list[str]:
    """What is said about the logs of the small bank with *new* instead of *old*, which stands once."""
    assert not old or LOGS.count(old) == 1
    return [str(problem) for problem in recorded.problems(a_bank(), {"mail-send": LOGS.replace(old, new)})]


def test_good_logs_have_no_problems() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "value: Dag, at",
            "value: Dag lieve Lina, at",
            "23:12 error: the log 'is short' is judged full, expected partial",
        ),
        ("flags: [short_message]", "flags: []", "23:12 error: the log 'is short' has short_message, expected no flags"),
        (
            "  flags: [many_tries]\n",
            "",
            "10:12 error: the log 'comes back to it twice' has many_tries, expected no flags",
        ),
        (
            SENT,
            "    - {do: answer, at_s: 38}\n",
            "23:12 error: the log 'is short': the action 'answer' is not possible",
        ),
        (SENT, "    - {do: send}\n", "29:7 error: found no at_s, expected the keys do, at_s"),
        ("name: is short", "name: does not send it", "1:1 error: the name 'does not send it' stands 2 times, expected"),
        ("outcome: partial", "outcome: half", "23:12 error: found 'half', expected one of full, partial, none"),
    ],
)
def test_a_log_that_is_judged_otherwise_is_named_with_its_place(old: str, new: str, said: str) -> None:
    found = problems(old, new)

    assert [line for line in found if line.startswith(f"logs/mail-send.yaml:{said}")], found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("does not send it\n  outcome: none", "a\n  outcome: none", []),
        ("outcome: partial", "outcome: none", ["no log with the outcome partial"]),
        ("outcome: none", "outcome: partial", ["no log with the outcome none"]),
    ],
)
def test_each_outcome_needs_a_log(old: str, new: str, said: list[str]) -> None:
    found = [line for line in problems(old, new) if "(task-has-logs)" in line]

    assert len(found) == len(said)
    assert all(part in line for part, line in zip(said, found, strict=True))


def test_full_credit_needs_the_plain_way_and_another() -> None:
    plain, _, others = LOGS.partition("- name: comes back to it twice")
    found = recorded.problems(
        a_bank(), {"mail-send": plain + "- name: is short" + others.partition("- name: is short")[2]}
    )

    assert [problem.message for problem in found] == [
        "found 1 ways to full credit, expected 2 or more: the plain one and a clever alternative"
    ]


def test_a_task_that_counts_and_has_no_logs_is_named_where_its_score_stands() -> None:
    (found,) = recorded.problems(a_bank(), {})

    said = "found no logs/mail-send.yaml, expected a log for each outcome of 'mail-send' (task-has-logs)"
    assert str(found) == f"computer.yaml:12:7 error: {said}"


def test_logs_of_no_task_are_named() -> None:
    (found,) = recorded.problems(a_bank(), {"mail-send": LOGS, "mail-sent": LOGS})

    assert str(found) == "logs/mail-sent.yaml:1:1 error: no simulation 'mail-sent' is in this bank (log-has-its-task)"


def test_a_rule_that_needs_letters_which_the_kiosk_does_not_keep_is_found() -> None:
    bank = a_changed_bank("computer.yaml", "words(mail.sent_body) >= 3", "lower(mail.sent_body) == 'dag lieve lina'")

    found = [problem.message for problem in recorded.problems(bank, {"mail-send": LOGS})]

    gone = "once letters and digits that are not on the card are gone"
    assert f"the log 'writes and sends it' is judged partial {gone}, expected full" in found


def test_logs_that_are_no_yaml_are_named() -> None:
    (found,) = recorded.problems(a_bank(), {"mail-send": "- ["})

    assert str(found).startswith("logs/mail-send.yaml:2:1 error: ")
