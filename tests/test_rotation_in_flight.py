"""Keys change while bundles travel: none is lost, and what a stolen kiosk seals never comes in by itself."""

from datetime import timedelta
from pathlib import Path

from assessment.desk import trust_changes
from assessment.desk.outcomes import HeldApart, Imported, Refused
from tests.trusting import KIOSK, a_pair, receives


def test_no_bundle_is_lost_while_both_keys_change_and_bundles_travel_for_months(tmp_path: Path) -> None:
    pair = a_pair(tmp_path)
    kiosk, desk, travelling = pair.kiosk(), pair.desk(), []

    def three_sittings() -> None:
        travelling.extend(pair.sits(kiosk) for _ in range(3))
        pair.clock.forward(days=1)

    three_sittings()  # with the first keys
    trust_changes.rotate_recipient(pair.desk_home, pair.now)
    three_sittings()  # the kiosk has not heard of the desk's new key
    begun = pair.begins(kiosk)
    pair.brings_the_store()
    travelling.append(pair.shares(kiosk, begun))  # begun under the old store, shared under the new one
    three_sittings()
    pair.renews()
    three_sittings()  # the desk knows the kiosk's new key, the kiosk goes on with the old one
    pair.brings_the_store()
    three_sittings()
    kiosk.store.close()
    kiosk = pair.kiosk()
    three_sittings()  # after the program was started again
    pair.clock.forward(days=60)
    trust_changes.renew(pair.desk_home, pair.now)
    pair.clock.forward(days=90)

    outcomes = [receives(desk, bundle) for bundle in reversed(travelling)]

    assert [type(one) for one in outcomes] == [Imported] * 19
    kids = [desk.store.bundle(one.bundle_id).kid for one in outcomes if isinstance(one, Imported)]
    sequences = sorted(desk.store.bundle(one.bundle_id).sequence for one in outcomes if isinstance(one, Imported))
    assert len(set(kids)) == 2
    assert sequences == list(range(1, 20))


def test_what_was_sealed_just_after_a_key_expired_comes_in_once_the_kiosk_has_renewed(tmp_path: Path) -> None:
    pair = a_pair(tmp_path)
    kiosk, desk = pair.kiosk(), pair.desk()
    pair.clock.forward(days=80)
    trust_changes.renew(pair.desk_home, pair.now)
    pair.brings_the_store()
    pair.clock.forward(days=80)
    trust_changes.renew(pair.desk_home, pair.now)
    pair.brings_the_store()
    pair.clock.forward(days=20, hours=-1)
    begun = pair.begins(kiosk)
    pair.clock.forward(hours=2)
    bundle = pair.shares(kiosk, begun)

    early = receives(desk, bundle)
    pair.clock.forward(days=3)
    pair.renews()

    assert early == Refused("expired_device")
    assert isinstance(receives(desk, bundle), Imported)


def test_after_a_theft_nothing_comes_in_by_itself_that_was_not_there_before(tmp_path: Path) -> None:
    pair = a_pair(tmp_path)
    kiosk, desk = pair.kiosk(), pair.desk()
    received, waiting = pair.sits(kiosk), pair.sits(kiosk)
    before = receives(desk, received)
    pair.clock.forward(hours=1)
    stolen_at = pair.now
    pair.clock.forward(hours=1)
    stolen = pair.sits(kiosk)

    trust_changes.revoke(pair.desk_home, KIOSK, 2, stolen_at, pair.now)

    assert isinstance(before, Imported)
    assert receives(desk, waiting) == HeldApart("revoked_plausible")
    assert receives(desk, stolen) == Refused("revoked_device")
    assert [case.code for case in desk.cases()] == [before.code]  # what was there stays


def test_a_thief_who_sets_the_clock_back_is_stopped_by_the_number(tmp_path: Path) -> None:
    pair = a_pair(tmp_path)
    kiosk, desk = pair.kiosk(), pair.desk()
    stolen_at = pair.now + timedelta(hours=1)
    good = pair.sits(kiosk)
    backdated = pair.sits(kiosk)

    trust_changes.revoke(pair.desk_home, KIOSK, 1, stolen_at, pair.now)

    assert receives(desk, good) == HeldApart("revoked_plausible")
    assert receives(desk, backdated) == Refused("revoked_device")
