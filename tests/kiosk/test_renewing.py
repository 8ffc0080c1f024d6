"""A kiosk gets its next key, and goes on with the present one until then."""

from pathlib import Path

from assessment.bundle import keys, renewal
from assessment.desk import trust_changes, trusting
from kiosk import check, config, home, trust_text
from kiosk import trusting as kiosk_trusting
from tests.kiosk.trusted import said
from tests.trusting import KIOSK, Pair, a_pair

# a new key for the kiosk


def test_a_kiosk_goes_on_with_its_key_until_the_store_lists_the_next_one(pair: Pair) -> None:
    before = home.identity(pair.kiosk_home, pair.now).device_key

    request, following, vouched = kiosk_trusting.renew(pair.kiosk_home, KIOSK, pair.now)
    asked = home.identity(pair.kiosk_home, pair.now).device_key
    trust_changes.enrol(pair.desk_home, request.read_bytes(), pair.now)
    enrolled = home.identity(pair.kiosk_home, pair.now).device_key
    pair.brings_the_store()

    assert vouched
    assert asked == enrolled == before
    assert home.identity(pair.kiosk_home, pair.now).device_key == following
    assert not request.exists()
    assert before["d"].encode() not in b"".join(path.read_bytes() for path in pair.kiosk_home.iterdir())


def test_asking_twice_asks_for_the_same_key(pair: Pair) -> None:
    first, second = (kiosk_trusting.renew(pair.kiosk_home, KIOSK, pair.now)[1] for _ in range(2))

    assert first == second


def test_an_expired_key_cannot_vouch_so_words_are_compared(pair: Pair) -> None:
    pair.clock.forward(days=181)

    shown = said(trust_text.renewed(pair.kiosk_home, pair.now))

    request = (pair.kiosk_home / kiosk_trusting.RENEWAL).read_bytes()
    asked, device = renewal.read(request, trusting.believed(pair.desk_home, pair.now), pair.now)
    assert device is None
    assert keys.words(asked.jwk) in shown
    assert "compare every word" in shown


def test_a_revoked_next_key_is_not_gone_over_to(pair: Pair) -> None:
    before = home.identity(pair.kiosk_home, pair.now).device_key
    pair.renews()
    trust_changes.revoke(pair.desk_home, KIOSK, 0, pair.now, pair.now)

    pair.brings_the_store()

    assert home.identity(pair.kiosk_home, pair.now).device_key == before


def test_the_check_says_words_version_and_what_to_do(tmp_path: Path) -> None:
    pair = a_pair(tmp_path, enrolled=False)

    shown = said(check._home(config.read(pair.kiosk_home)))

    assert keys.words(home.identity(pair.kiosk_home).recipient.jwk) in shown
    assert "trust store: version 1" in shown
    assert "WARNING: no new session can start" in shown
