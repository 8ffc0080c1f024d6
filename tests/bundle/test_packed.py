"""What paper carries of a profile: in short, strictly, and never an answer."""

import json
from dataclasses import fields

import pytest

from assessment.bundle import packed
from assessment.bundle.packed import FIELDS, LEFT_OUT, LETTERS
from assessment.bundle.schema import Misfit
from assessment.scoring.profile_model import Answer, AnswersResult, Evidence, Profile
from tests.bundle.paper_builders import PROFILE, RESULTS
from tests.desk.builders import a_profile


@pytest.mark.parametrize("profile", [PROFILE, a_profile()], ids=["every kind of result", "a whole sitting"])
def test_what_is_packed_comes_back(profile: Profile):
    short = packed.of(profile)

    assert packed.unpack(json.loads(json.dumps(packed.pack(short)))) == short
    assert [result.scale for result in short.results] == [result.scale for result in profile.results]


def test_every_kind_of_result_and_every_field_is_named_or_left_out_on_purpose():
    assert {type(result) for result in RESULTS} == LETTERS.keys()
    for kind, named in FIELDS.items():
        rest = {field.name for field in fields(kind)} - set(named.split())
        assert rest <= LEFT_OUT.keys(), kind


def test_no_answer_and_nothing_that_tells_of_one_is_in_it():
    answered = AnswersResult("work", Evidence.SELF_REPORT, (Answer("q-secret", missing="withheld"),))
    profile = Profile("b", "1", "", "1", (*RESULTS, answered), PROFILE.followups, PROFILE.sections, ("ti",))

    text = json.dumps(packed.pack(packed.of(profile)))

    assert "q-secret" not in text
    assert "i-cook" not in text
    assert "i-weld" not in text
    assert "q-papers" not in text


def test_a_question_that_an_answer_led_to_is_left_out():
    assert [question.id for question in packed.of(PROFILE).followups] == ["script"]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((), {}),
        ((0,), "results"),
        ((0, 0), []),
        ((0, 0, 0), "z"),
        ((0, 0, 1), 'dutch"'),
        ((0, 0, 2), "tested"),
        ((0, 0, 3), "0.1"),
        ((0, 0, 3), True),
        ((0, 0, 3), 0.12345),
        ((0, 0, 3), 1e300),
        ((0, 0, 8), -1),
        ((0, 0, 8), 9.0),
        ((0, 0, 8), True),
        ((0, 0, 6), ["A1"] * 201),
        ((0, 0, 7, 0), ["A1"]),
        ((0, 2, 7), 1),
        ((0, 3, 4), [8]),
        ((0, 3, 4), [8, 8, 8]),
        ((2, 0), ["dutch"]),
        ((3, 0), None),
    ],
)
def test_anything_else_is_refused(path: tuple[int, ...], value: object):
    data = json.loads(json.dumps(packed.pack(packed.of(PROFILE))))
    packed.unpack(data)

    with pytest.raises(Misfit):
        packed.unpack(_with(data, path, value))


def _with(data: object, path: tuple[int, ...], value: object) -> object:
    if not path:
        return value
    at, *rest = path
    assert isinstance(data, list)
    return [_with(part, tuple(rest), value) if number == at else part for number, part in enumerate(data)]
