"""Scoring again, as the operator does it: a desk in a folder, sealed bundles, a newer bank."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import pytest

from assessment.desk import commands
from assessment.items.responses import Missing
from assessment.scoring.profile import VERSION
from assessment.session import codes
from tests.builders import SMALL_BANK, a_bank
from tests.desk.builders import USER
from tests.desk.rescoring import MINOR, REASON, STRICTER, Place, a_newer_bank, a_place

NOTHING_KNOWN = {item: Missing.SKIPPED for item in a_bank().items if item.startswith("nl-")}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return a_place(tmp_path)


def everything(place: Place) -> list[tuple[object, ...]]:
    """All that the desk's database holds of scores and of what happened."""
    with sqlite3.connect(place.home / commands.DATABASE) as database:
        return [*database.execute("SELECT * FROM scores"), *database.execute("SELECT * FROM audit")]


def test_a_bundle_comes_with_its_first_score(place: Place) -> None:
    contents = place.receive()

    (score,) = place.desk.store.scores(contents.bundle_id)

    assert (score.number, score.bank_hash, score.scoring) == (1, a_bank().content_hash, VERSION)
    assert json.loads(score.profile) == contents.profile


def test_who_changes_is_listed_with_the_reason_and_nothing_is_written(place: Place, tmp_path: Path) -> None:
    desk = place.desk
    (code,) = desk.issue_codes(1, USER)
    contents = place.receive(subject=code)
    desk.refer(code, "dossier 12")
    before = everything(place)

    done = place.rescore(a_newer_bank(tmp_path, STRICTER))

    assert done.exit_code == 0
    assert done.output.splitlines() == [
        done.output.splitlines()[0],
        "Nothing is written; --write keeps the new scores.",
        "",
        f"{codes.show(code)}, dossier 12, received {desk.store.bundle(contents.bundle_id).imported_at.date()},"
        " bundle 5f0c9a52",
        "  Nederlands lezen: A2 → A1",
        "    because where A2 begins was changed from 0.5 to 2.5: Een voorbeeld (De toetsen, 2026-11-22)",
        "",
        "Sittings looked at: 1",
        "  say something else: 1",
        "  no change of level: 0",
        "  exactly the same: 0",
        "  scored with this bank before: 0",
        "  could not be scored again: 0",
    ]
    assert done.output.startswith("Bank small 0.2.0 (")
    assert everything(place) == before
    assert not (place.home / "banks" / "small-0.2.0").exists()


def test_whoever_stays_at_the_level_is_listed_as_such(place: Place, tmp_path: Path) -> None:
    place.receive()

    done = place.rescore(a_newer_bank(tmp_path, MINOR))

    assert "  Nederlands lezen: no change of level" in done.output
    assert "  say something else: 0\n  no change of level: 1" in done.output


def test_the_new_score_is_kept_beside_the_old_one(place: Place, tmp_path: Path) -> None:
    contents = place.receive()

    done = place.write(a_newer_bank(tmp_path, STRICTER))

    assert "The new scores are kept." in done.output
    first, second = place.desk.store.scores(contents.bundle_id)
    assert (first.bank_version, second.bank_version) == ("0.1.0", "0.2.0")
    assert (second.number, second.by, second.reason) == (2, USER, REASON)
    assert json.loads(first.profile) == contents.profile
    event, detail = place.desk.store.audited()[-1]
    assert (event, detail.split()[:2]) == ("scored_again", ["small", "0.2.0"])
    assert place.desk.profile(contents.bundle_id).bank_version == "0.2.0"


def test_doing_it_again_writes_nothing(place: Place, tmp_path: Path) -> None:
    place.receive()
    bank = a_newer_bank(tmp_path, STRICTER)
    place.write(bank)
    before = everything(place)

    done = place.write(bank)

    assert "scored with this bank before: 1" in done.output
    assert everything(place) == before


def test_only_what_came_in_since_is_scored_the_second_time(place: Place, tmp_path: Path) -> None:
    first = place.receive()
    bank = a_newer_bank(tmp_path, STRICTER)
    place.write(bank)
    second = place.receive()

    place.write(bank)

    assert [len(place.desk.store.scores(one.bundle_id)) for one in (first, second)] == [2, 2]


def test_a_desk_that_goes_on_shows_the_new_score_at_once(place: Place, tmp_path: Path) -> None:
    running = place.desk
    contents = place.receive()
    assert running.sitting(contents.bundle_id).bank.version == "0.1.0"

    place.write(a_newer_bank(tmp_path, STRICTER))

    assert running.sitting(contents.bundle_id).bank.version == "0.2.0"
    assert running.sitting(contents.bundle_id, 1).bank.version == "0.1.0"


def test_the_bank_stays_readable_when_its_folder_is_gone(place: Place, tmp_path: Path) -> None:
    contents = place.receive()
    bank = a_newer_bank(tmp_path, STRICTER)
    place.write(bank)
    rmtree(bank)

    assert commands.desk(place.home).sitting(contents.bundle_id).bank.version == "0.2.0"
    assert (place.home / "banks" / "small-0.2.0" / "apps" / "mail.json").is_file()


def test_another_bank_under_the_same_version_is_refused_before_anything_is_written(
    place: Place, tmp_path: Path
) -> None:
    place.receive()
    before = everything(place)

    done = place.write(a_newer_bank(tmp_path, STRICTER, version="0.1.0"))

    assert done.exit_code == 1
    assert "give it a new version" in done.output
    assert everything(place) == before


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--by", USER), "found no reason"),
        (("--by", USER, "--reason", " "), "found no reason"),
        (("--by", USER, "--reason", "a" * 201), "expected at most 200"),
        (("--reason", REASON), "found no user ''"),
        (("--reason", REASON, "--by", "piet"), "found no user 'piet'"),
    ],
)
def test_nobody_changes_scores_without_a_name_and_a_reason(
    place: Place, tmp_path: Path, options: tuple[str, ...], complaint: str
) -> None:
    place.receive()
    before = everything(place)

    done = place.rescore(a_newer_bank(tmp_path, STRICTER), "--write", *options)

    assert done.exit_code == 1
    assert complaint in done.output
    assert everything(place) == before


def test_a_folder_without_a_desk_is_named_and_stays_empty(tmp_path: Path) -> None:
    done = Place(tmp_path / "elsewhere", {}).rescore(SMALL_BANK)

    assert done.exit_code == 1
    assert "found no desk in" in done.output
    assert not (tmp_path / "elsewhere").exists()


def test_a_bank_with_a_mistake_is_not_scored_with(place: Place, tmp_path: Path) -> None:
    bank = a_newer_bank(
        tmp_path, ("dutch.yaml", "{id: b, stimulus: vis}]\n    key: b", "{id: b, stimulus: vis}]\n    key: c")
    )

    done = place.rescore(bank)

    assert done.exit_code == 1
    assert "key" in done.output


def test_a_sitting_whose_bank_is_gone_is_listed_with_what_to_do(place: Place, tmp_path: Path) -> None:
    place.receive()
    rmtree(place.home / "banks" / "small-0.1.0")

    done = place.write(a_newer_bank(tmp_path, STRICTER))

    assert "could not be scored again: the bank small 0.1.0 is not on this machine: put its folder" in done.output
    assert "  could not be scored again: 1" in done.output


def test_a_sitting_with_another_bank_is_left_alone(place: Place) -> None:
    place.receive()

    done = place.rescore("amsterdam")

    assert "could not be scored again: it was sat with another bank, small 0.1.0" in done.output


def test_each_sitting_of_a_person_is_looked_at(place: Place, tmp_path: Path) -> None:
    code = codes.start_code("00000001")
    place.receive(subject=code)
    place.receive(NOTHING_KNOWN, subject=code)

    found = json.loads(place.rescore(a_newer_bank(tmp_path, STRICTER), "--json").output)

    assert [one["state"] for one in found["sittings"]] == ["same", "changed"]
    assert {one["code"] for one in found["sittings"]} == {code}


def test_the_same_is_there_for_machines(place: Place, tmp_path: Path) -> None:
    place.receive()
    bank = a_newer_bank(tmp_path, STRICTER, ("questions.yaml", "Welk werk deed u?", "Wat was uw werk?"))

    found = json.loads(place.rescore(bank, "--json").output)

    assert found["totals"] == {"changed": 1, "numbers": 0, "same": 0, "current": 0, "left": 0}
    assert not found["written"]
    (sitting,) = found["sittings"]
    assert sitting["unused"] == ["q-work"]
    assert {change["scale"]: change["moved"] for change in sitting["changes"]} == {"dutch": True, "answers": False}
    assert sitting["changes"][0]["causes"][0]["before"] == "0.5"


def test_a_bundle_of_before_scores_were_kept_gets_both(place: Place, tmp_path: Path) -> None:
    contents = place.receive()
    place.forget_scores()

    place.write(a_newer_bank(tmp_path, STRICTER))

    first, second = place.desk.store.scores(contents.bundle_id)
    assert (first.number, first.bank_version, first.reason) == (1, "0.1.0", "")
    assert json.loads(first.profile) == contents.profile
    assert (second.number, second.bank_version) == (2, "0.2.0")


def test_looking_at_such_a_bundle_writes_nothing(place: Place) -> None:
    contents = place.receive()
    place.forget_scores()

    (score,) = place.desk.sitting(contents.bundle_id).scores

    assert json.loads(score.profile) == contents.profile
    assert place.desk.store.scores(contents.bundle_id) == []


def test_what_an_older_version_of_the_scoring_said_is_compared_with_what_this_one_says(
    place: Place, tmp_path: Path
) -> None:
    contents = place.receive()
    place.forget_scores()
    results = [{**one, "level": "B1"} if one["scale"] == "dutch" else one for one in contents.profile["results"]]
    older = json.dumps({"results": results, "scoring": "0"})
    store = place.desk.store
    first = place.desk.opened(contents.bundle_id).newest
    store.add_scores([replace(first, scoring="0", profile=older)], first.at, USER, "as the older program did")

    done = place.write(place.home / "banks" / "small-0.1.0")

    assert "  Nederlands lezen: B1 → A2" in done.output
    assert f"    because the scoring was changed from version 0 to version {VERSION}" in done.output
    assert [score.scoring for score in store.scores(contents.bundle_id)] == ["0", VERSION]
