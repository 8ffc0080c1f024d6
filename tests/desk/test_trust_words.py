"""What a desk says about its trust store: to people of version 0.1, and when something comes to its end."""

from datetime import timedelta
from pathlib import Path

import pytest

from assessment.bundle import keys, strict_json
from assessment.bundle.errors import NoTrustStore, RolledBack
from assessment.bundle.keys import Jwk
from assessment.bundle.officers import NOBODY
from assessment.bundle.trust import Trust
from assessment.desk import commands, config, trust_changes, trust_text, trusting
from assessment.storage import trust_files
from tests.bundle.officers import ANNE, BRAM, CARO, DAY, of
from tests.desk.towns import NOW, Town, a_request

# version 0.1


def former(home: Path, device: Jwk) -> None:
    """Make of *home* what version 0.1 left."""
    for name in (trust_files.STORE, trust_files.PIN):
        (home / name).unlink()
    kiosk = {"name": "kiosk-1", "jwk": keys.public(device), "enrolled_at": 1_780_000_000, "not_after": 1_795_000_000}
    text = {"v": 1, "recipient": "amsterdam", "devices": [{**kiosk, "revoked": False}]}
    (home / trusting.FORMER).write_bytes(strict_json.spaced(text))


def test_a_desk_of_version_0_1_says_what_to_do_and_keeps_its_kiosks_and_its_key(village: Town) -> None:
    device, key = keys.make_device_key(), (village.home / trusting.KEY).read_bytes()
    former(village.home, device)

    with pytest.raises(NoTrustStore, match="assessment desk upgrade"):
        commands.desk(village.home)
    step = trust_changes.upgrade(village.home, NOBODY, NOW)

    assert step.in_force
    assert [one.kid for one in step.after.devices] == [device["kid"]]
    assert (village.home / trusting.KEY).read_bytes() == key
    assert village.trust == step.after


def test_an_upgrade_waits_for_officers_where_they_are_named(village: Town) -> None:
    former(village.home, keys.make_device_key())

    assert not trust_changes.upgrade(village.home, of(ANNE, BRAM), NOW).in_force
    assert village.signs(ANNE, BRAM).in_force


# words for people


@pytest.mark.parametrize(
    ("days", "words"), [(300, ""), (340, "The key to seal to ends on"), (366, "no key to seal to")]
)
def test_a_key_to_seal_to_that_ends_is_said_aloud(village: Town, days: int, words: str) -> None:
    found = "\n".join(trust_text.status(village.home, NOW + days * DAY))

    assert (words in found) if words else "to seal to" not in found


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, ""), (59, ""), (61, "expires in 29 days"), (91, "expired on"), (400, "expired on")],
)
def test_a_store_that_grows_old_is_said_aloud(village: Town, days: int, words: str) -> None:
    found = trust_text.warning(village.trust, NOW + days * DAY)

    assert (words in found) if words else found == ""


def test_a_desk_goes_on_with_an_expired_store(village: Town) -> None:
    trust_changes.enrol(village.home, a_request(), NOW)

    assert trusting.believed(village.home, NOW + timedelta(days=200)).devices


def test_the_status_says_whose_signature_is_missing(town: Town) -> None:
    town.signs(BRAM)

    found = "\n".join(trust_text.status(town.home, NOW))

    assert "2 officers must sign it; signed by bram" in found
    assert all(keys.words(signer.key) in found for signer in (ANNE, BRAM, CARO))


def test_a_desk_without_a_store_in_force_knows_no_kiosk(town: Town) -> None:
    (town.home / config.FILE).write_text(config.text("amsterdam"))

    assert commands.desk(town.home).trust() == Trust("amsterdam")


def test_the_status_of_an_empty_folder_says_how_to_begin(tmp_path: Path) -> None:
    assert list(trust_text.status(tmp_path, NOW)) == [
        f"There is no trust store in {tmp_path}; run: assessment desk init"
    ]


def test_a_rolled_back_store_is_refused_by_name(village: Town) -> None:
    old = (village.home / trust_files.STORE).read_bytes()
    trust_changes.renew(village.home, NOW)

    with pytest.raises(RolledBack):
        trust_files.accept(village.home, old, NOW)
