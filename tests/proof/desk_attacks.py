"""Attacks on the whole desk: bundles that can be opened, but come twice, in another's place, or with other scores."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.bundle.contents import Bank, Contents
from assessment.desk.outcomes import code_of
from assessment.desk.service import Desk
from assessment.storage.cases import CaseStore
from tests.builders import a_bank
from tests.bundle.builders import some_contents
from tests.proof.attack import Attack, listed
from tests.proof.forge import mirrored
from tests.proof.good_bundles import sitting
from tests.proof.scene import KIOSK, OLD, SECOND, Scene

Make = Callable[[Scene], Sequence[bytes]]
_WORKER = "hanna"
_MEMORY = Path("/dev/shm")  # nothing here is about disks
_ANSWERED = next(at for at, event in enumerate(sitting().events) if event["type"] == "ResponseGiven")
_OTHER = "11111111-2222-4333-8444-555555555555"


@contextmanager
def a_desk(scene: Scene) -> Iterator[Desk]:
    """A desk with an empty database, which has the small bank and trusts whom the scene trusts."""
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        store = CaseStore(Path(folder) / "desk.db")
        store.add_user(_WORKER, "")
        known = {a_bank().content_hash: a_bank()}
        yield Desk(store, (scene.desk, scene.earlier), lambda: scene.trust, known, lambda: scene.now, lambda count: "")
        store.close()


def received(scene: Scene, files: Sequence[bytes]) -> str:
    """What comes of the last of *files* when a new desk gets them in order."""
    with a_desk(scene) as desk:
        return [outcome_code(desk, data) for data in files][-1]


def outcome_code(desk: Desk, data: bytes) -> str:
    """The word for what comes of *data* at *desk*."""
    return code_of(desk.receive(data, _WORKER))


def _twice(again: Callable[[Scene, bytes, bytes], bytes]) -> Make:
    """A bundle, and then what *again* makes of its file and of the signed token in it."""

    def make(scene: Scene) -> Sequence[bytes]:
        first = scene.sealed(sitting())
        return first, again(scene, first, scene.inside(first))

    return make


def _followed_by(other: Contents, kiosk: str = KIOSK) -> Make:
    return lambda scene: (scene.sealed(sitting()), scene.sealed(other, kiosk))


def _says(**changes: object) -> Make:
    return lambda scene: (scene.sealed(sitting(**changes)),)


def _event(number: int, **changes: object) -> Make:
    """A sitting in which the event *number* says something else; None takes a field away."""
    events = list(sitting().events)
    events[number] = {name: value for name, value in {**events[number], **changes}.items() if value is not None}
    return _says(events=events)


def _answer(**changes: object) -> Make:
    """A sitting in which the first response of all has other fields."""
    return _event(_ANSWERED, response={**sitting().events[_ANSWERED]["response"], **changes})  # type: ignore[dict-item]


def _raised() -> dict[str, object]:
    """The profile with one level raised."""
    profile = sitting().profile
    results = [dict(result) for result in profile["results"]]  # type: ignore[attr-defined]
    next(result for result in results if result["scale"] == "dutch")["level"] = "A2+"
    return {**profile, "results": results}


def _without_a_wrong_answer() -> list[dict[str, object]]:
    """The events without one answer, so that the profile no longer follows from them."""
    events = sitting().events
    number = next(at for at, one in enumerate(events) if one["type"] == "ResponseGiven" and "nl-" in str(one["item"]))
    return events[:number] + events[number + 1 :]


def _row(*others: Callable[[str], Contents]) -> Make:
    """A sitting, and behind it what each of *others* gives for the digest of its signed token."""

    def make(scene: Scene) -> Sequence[bytes]:
        first = scene.sealed(sitting())
        digest = scene.opened(first).jws_digest
        return first, *(scene.sealed(other(digest)) for other in others)

    return make


def _late(scene: Scene) -> Sequence[bytes]:
    """A withdrawal, and then the sitting that it takes back, which an insider had kept."""
    first = scene.sealed(sitting())
    return scene.sealed(_withdrawal(scene.opened(first).jws_digest)), first


def _withdrawal(replaces: str, **changes: object) -> Contents:
    """Somebody takes back the sitting with the digest *replaces*."""
    nothing = {"kind": "withdrawn", "events": [], "profile": {}, "consent": None, "bundle_id": _OTHER}
    return sitting(**{**nothing, "replaces": replaces, **changes})


DESK_ATTACKS: tuple[Attack, ...] = (
    *listed("T 33", "withdrawn_before", sitting_that_was_taken_back=_late),
    *listed("T 33", "already_withdrawn", withdrawal_again=_row(_withdrawal, _withdrawal)),
    *listed(
        "T 8, T 33",
        "conflict",
        withdrawal_of_another_sitting=_row(lambda digest: _withdrawal("ab" * 32)),
        withdrawal_of_nothing_in_its_place=_row(lambda digest: _withdrawal("")),
        trial_in_the_place_of_a_sitting=_row(lambda digest: sitting(kind="test", bundle_id=_OTHER)),
    ),
    *listed(
        "T 9",
        "chain_broken",
        next_one_names_another_before_it=_row(lambda digest: sitting(bundle_id=_OTHER, sequence=2, previous="ab" * 32)),
        next_one_names_nothing_before_it=_row(lambda digest: sitting(bundle_id=_OTHER, sequence=2)),
    ),
    *listed(
        "T 8",
        "already_imported",
        replay=_twice(lambda scene, data, token: data),
        sealed_a_second_time=_twice(lambda scene, data, token: scene.sealed(sitting())),
        encrypted_again_by_an_insider=_twice(lambda scene, data, token: scene.jwe(token).data),
        encrypted_again_to_the_earlier_key=_twice(lambda scene, data, token: scene.jwe(token, scene.earlier).data),
        signature_mirrored_by_an_insider=_twice(lambda scene, data, token: scene.jwe(mirrored(token)).data),
    ),
    *listed(
        "T 8",
        "conflict",
        sequence_used_again=_followed_by(sitting(bundle_id=_OTHER)),
        id_used_again=_followed_by(sitting(sequence=2)),
        id_used_again_by_another_kiosk=_followed_by(sitting(), SECOND),
        other_answers_under_the_same_number=_followed_by(sitting(events=_without_a_wrong_answer())),
    ),
    *listed(
        "T 29, T 30",
        "imported_differs",
        level_raised=_says(profile=_raised()),
        answer_taken_out=_says(events=_without_a_wrong_answer()),
    ),
    *listed(
        "T 29",
        "unlisted_bank",
        other_bank=_says(bank=Bank("small", "0.1.0", "00" * 32)),
        bank_under_another_version=_says(bank=Bank("small", "9.9.9", a_bank().content_hash)),
    ),
    *listed("T 29", "unknown_bank", bank_that_this_desk_does_not_have=_says(bank=some_contents().bank)),
    *listed(
        "T 29, T 30",
        "incoherent",
        code_of_somebody_else=_says(subject="1876543216"),
        code_with_a_wrong_check_digit=_says(subject="1234567890"),
        no_events=_says(events=[]),
        never_finished=_says(events=sitting().events[:-1]),
        started_twice=_says(events=sitting().events[:1] * 2 + sitting().events[1:]),
        events_in_reverse=_says(events=sitting().events[::-1]),
        unknown_event=_event(1, type="ScoreRaised"),
        event_with_one_field_more=_event(1, admin=True),
        event_with_one_field_less=_event(1, at=None),
        event_without_a_time_zone=_event(1, at="2026-11-22T09:30:00"),
        event_in_the_year_zero=_event(1, at="0000-01-01T00:00:00+00:00"),
        item_that_nobody_wrote=_event(1, item="nobody-wrote-this"),
        answer_to_an_item_that_nobody_wrote=_event(_ANSWERED, item="nobody-wrote-this"),
        seed_is_true=_event(0, seed=True),
        response_of_another_kind=_answer(type="TextResponse"),
        profile_that_is_none=_says(profile={"results": 1}),
        profile_with_one_field_more=_says(profile={**sitting().profile, "rank": 1}),
    ),
    *listed(
        "T 18",
        "expired_device",
        key_that_expired_on_the_way=lambda scene: (
            scene.sealed(sitting()),
            scene.sealed(sitting(bundle_id=_OTHER), OLD),
        ),
    ),
)
