"""Trust from the first officer to the first session, with the commands that people type."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assessment.bundle import keys, officer_file
from assessment.bundle.officer_file import Cost
from assessment.bundle.officers import Officer
from assessment.cli import main
from kiosk.cli import main as kiosk_main

PASSPHRASE = ("--passphrase-file", "passphrase")
LOGIN = ("--municipality", "amsterdam", "--user", "hanna", "--password", "een lang woord")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder in which somebody types."""
    monkeypatch.chdir(tmp_path)
    Path("passphrase").write_text("vier losse woorden\n", "utf-8")


def tries(*words: str) -> Result:
    program, *rest = words
    return CliRunner().invoke(kiosk_main if program == "kiosk" else main, rest)


def types(*words: str) -> str:
    """What the command answers, which should work."""
    done = tries(*words)
    assert done.exit_code == 0, done.output
    return done.output


def an_officer(name: str) -> str:
    """Make an officer's key in NAME.jwk; its words."""
    made = types("assessment", "keys", "officer", f"{name}.jwk", "--name", name, *PASSPHRASE)
    return made.partition(f"officer {name}: ")[2].partition(" (")[0]


def a_cheap_officer(name: str) -> str:
    """As *an_officer*, with a passphrase that is quick to try; its words."""
    key = keys.make_officer_key()
    Path(f"{name}.jwk").write_bytes(officer_file.dump(name, key, "vier losse woorden", Cost(64, 1, 1)))
    Path(f"{name}.jwk.public").write_bytes(officer_file.dump_public(Officer(name, keys.public(key))))
    return keys.words(key)


def test_two_officers_a_desk_and_a_kiosk_come_to_trust_each_other() -> None:
    anne, bram = an_officer("anne"), a_cheap_officer("bram")
    both = ("--officer", "anne.jwk.public", "--officer", "bram.jwk.public")

    proposed = types("assessment", "desk", "init", "desk", *LOGIN, *both)
    first = types("assessment", "desk", "sign", "desk", "anne.jwk", *PASSPHRASE)
    Path("away.jws").write_bytes(Path("desk/proposal.jws").read_bytes())
    types("assessment", "keys", "sign", "away.jws", "bram.jwk", *PASSPHRASE)
    second = types("assessment", "desk", "activate", "desk", "away.jws")
    types("assessment", "desk", "export-trust", "desk", "trust.jws")
    enrolled = types("kiosk", "enrol", "kiosk", "--name", "kiosk-1", "--trust", "trust.jws")

    assert anne in proposed
    assert "2 officers must sign it; signed by nobody" in proposed
    assert "signed by anne" in first
    assert "Version 1 is in force" in second
    assert anne in enrolled
    assert bram in enrolled
    assert anne in types("assessment", "keys", "words", "anne.jwk.public")
    assert bram in types("assessment", "keys", "words", "trust.jws")


def test_one_desk_on_its_own_sets_a_kiosk_up_renews_rotates_and_revokes_it() -> None:
    types("assessment", "desk", "init", "desk", *LOGIN)
    types("assessment", "desk", "export-trust", "desk", "trust.jws")
    types("kiosk", "enrol", "kiosk", "--name", "kiosk-1", "--trust", "trust.jws")

    asks = types("assessment", "keys", "words", "kiosk/enrolment.jws")
    trusted = types("assessment", "desk", "trust", "desk", "kiosk/enrolment.jws")
    types("assessment", "desk", "rotate", "desk", "recipient")
    types("assessment", "desk", "rotate", "desk", "receipts")
    types("assessment", "desk", "banks", "desk", "amsterdam")
    types("assessment", "desk", "export-trust", "desk", "trust.jws")
    accepted = types("kiosk", "trust", "kiosk", "trust.jws")
    types("kiosk", "renew", "kiosk")
    vouched = types("assessment", "desk", "trust", "desk", "kiosk/renewal.jws")
    revoked = types("assessment", "desk", "revoke", "desk", "kiosk-1", "--last-good", "7", "--at", "2026-11-20")
    status = types("assessment", "desk", "status", "desk")

    spoken = keys.spoken(keys.public(keys.load_device_key(Path("kiosk/device.jwk").read_bytes())))
    assert spoken in asks
    assert spoken in trusted
    assert "bundles are sealed to a new key" in accepted
    assert "Asked for by kiosk-1 with the key that is trusted now." in vouched
    assert revoked.count("REVOKED since 2026-11-20 00:00, last good number 7") == 2
    assert "item banks: amsterdam" in status


def test_what_cannot_be_trusted_is_refused_in_one_sentence() -> None:
    Path("trust.jws").write_text("{}")

    for words in (
        ("kiosk", "enrol", "kiosk", "--name", "kiosk-1", "--trust", "trust.jws"),
        ("kiosk", "trust", "kiosk", "trust.jws"),
        ("kiosk", "renew", "kiosk"),
        ("assessment", "desk", "renew", "desk"),
        ("assessment", "desk", "activate", "desk"),
        ("assessment", "desk", "export-trust", "desk", "other.jws"),
        ("assessment", "keys", "words", "trust.jws"),
        ("assessment", "keys", "officer", "trust.jws", "--name", "anne", *PASSPHRASE),
    ):
        done = tries(*words)
        assert done.exit_code == 1
        assert done.output.startswith("Error: ")
        assert "Errno" not in done.output
        assert done.output.count("\n") == 1
        assert isinstance(done.exception, SystemExit)


def test_officers_are_named_all_at_once() -> None:
    done = tries("assessment", "desk", "officers", "desk")

    assert done.exit_code == 2
    assert "name every officer" in done.output
