"""The desk's trust store as its officers and operators have it: proposed, signed, in force, rotated, revoked."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.bundle import keys, trust_file, trust_signatures
from assessment.bundle.contents import Bank
from assessment.bundle.errors import AlreadyEnrolled, BadTrust, NoTrustStore, UnknownDevice, UnknownOfficer
from assessment.desk import commands, trust_changes, trust_text, trusting
from assessment.storage import trust_files
from tests.bundle.officers import ANNE, BRAM, CARO, DAY, DIRK, STRANGER, of
from tests.desk.towns import NOW, Town, a_request, said

# officers


def test_a_new_desk_trusts_nobody_until_two_officers_have_signed(town: Town) -> None:
    first = town.signs(ANNE)

    assert not first.in_force
    assert first.signed_by == ("anne",)
    assert town.trust is None
    assert town.signs(CARO).in_force
    assert town.trust.officers == of(ANNE, BRAM, CARO)


def test_an_officer_who_signs_twice_is_one_officer(town: Town) -> None:
    town.signs(ANNE)

    assert not town.signs(ANNE).in_force


def test_a_stranger_signs_nothing(town: Town) -> None:
    town.signs(ANNE)

    with pytest.raises(UnknownOfficer):
        town.signs(STRANGER)
    assert trusting.signed_by(trusting.proposal(town.home, NOW), None) == ("anne",)


def test_officers_who_sign_elsewhere_bring_their_signatures_together(town: Town) -> None:
    proposal = trust_signatures.load((town.home / trusting.PROPOSAL).read_bytes())
    files = [trust_signatures.dump(trust_signatures.signed(proposal, signer.key)) for signer in (BRAM, CARO)]

    step = trusting.activate(town.home, files, NOW)

    assert step.in_force
    assert step.signed_by == ("bram", "caro")


def test_a_false_signature_from_elsewhere_leaves_the_proposal_as_it_was(town: Town) -> None:
    proposal = trust_signatures.load((town.home / trusting.PROPOSAL).read_bytes())
    signed = trust_signatures.signed(proposal, BRAM.key)
    forged = replace(
        signed.signatures[0], signature=trust_signatures.signed(proposal, CARO.key).signatures[0].signature
    )

    with pytest.raises(BadTrust):
        trusting.activate(town.home, [trust_signatures.dump(replace(signed, signatures=(forged,)))], NOW)
    assert town.signs(ANNE, BRAM).in_force


def test_a_change_after_the_first_signature_has_to_be_signed_anew(town: Town) -> None:
    town.signs(ANNE, BRAM)
    trust_changes.enrol(town.home, a_request("kiosk-1"), NOW)
    town.signs(ANNE)

    step = trust_changes.enrol(town.home, a_request("kiosk-2"), NOW)

    assert step.signed_by == ()
    assert [device.name for device in step.after.devices] == ["kiosk-1", "kiosk-2"]
    assert not town.signs(BRAM).in_force
    assert town.signs(CARO).after.version == 2


def test_one_officer_is_followed_by_three(village: Town) -> None:
    step = trust_changes.appoint(village.home, of(ANNE, BRAM, CARO), NOW)

    assert not step.in_force  # the desk has signed, the new ones have not
    assert step.signed_by == ("desk",)
    assert not village.signs(ANNE).in_force
    assert village.signs(BRAM).in_force
    assert not trust_changes.renew(village.home, NOW).in_force
    with pytest.raises(UnknownOfficer):
        trusting.sign(village.home, keys.load_signing_key((village.home / trusting.OFFICER).read_bytes()), NOW)


def test_a_new_officer_is_signed_in_by_the_others(town: Town) -> None:
    town.signs(ANNE, BRAM)
    trust_changes.appoint(town.home, of(ANNE, BRAM, DIRK), NOW)

    assert not town.signs(DIRK).in_force
    assert not town.signs(ANNE).in_force
    assert town.signs(BRAM).after.officers == of(ANNE, BRAM, DIRK)


def test_earlier_versions_stay_for_kiosks_that_were_away(town: Town) -> None:
    town.signs(ANNE, BRAM)
    trust_changes.appoint(town.home, of(CARO, DIRK), NOW)
    town.signs(ANNE, BRAM, CARO, DIRK)
    trust_changes.renew(town.home, NOW)
    town.signs(CARO, DIRK)
    first, bridge, latest = (trusting.exported(town.home, NOW, version) for version in (1, 2, 0))

    away = trust_file.accept(first, None, NOW)

    assert trust_file.accept(latest, trust_file.accept(bridge, away, NOW), NOW).version == 3
    with pytest.raises(NoTrustStore, match="the versions 1 to 3"):
        trusting.exported(town.home, NOW, 4)


# one officer


def test_a_desk_that_is_its_own_officer_trusts_a_kiosk_at_once_and_says_both_kinds_of_words(village: Town) -> None:
    key = keys.make_device_key()

    step = trust_changes.enrol(village.home, a_request("kiosk-1", key), NOW)

    assert step.in_force
    assert keys.words(key) in said(step)
    assert keys.fingerprint(key) in said(step)
    assert village.trust.device(key["kid"]).name == "kiosk-1"


def test_a_request_under_a_known_name_that_nobody_vouches_for_is_pointed_out(village: Town) -> None:
    first = trust_changes.enrol(village.home, a_request("kiosk-1"), NOW)
    other = trust_changes.enrol(village.home, a_request("kiosk-2"), NOW)
    again = trust_changes.enrol(village.home, a_request("kiosk-1"), NOW)

    assert "CAREFUL" not in said(first) + said(other)
    assert "CAREFUL: there is a kiosk-1 already" in said(again)


def test_the_same_kiosk_twice_is_refused_and_changes_nothing(village: Town) -> None:
    request = a_request()
    trust_changes.enrol(village.home, request, NOW)

    with pytest.raises(AlreadyEnrolled):
        trust_changes.enrol(village.home, request, NOW)
    assert village.trust.version == 2


def test_every_change_of_trust_is_in_the_audit_trail(village: Town) -> None:
    commands.note(village.home, trust_changes.enrol(village.home, a_request(), NOW))

    assert commands.desk(village.home).store.audited() == [("trust_in_force", "2")]


# keys of the desk


def test_a_new_key_to_seal_to_leaves_the_old_one_to_open_with(village: Town) -> None:
    desk = commands.desk(village.home)
    (old,) = desk.keys

    step = trust_changes.rotate_recipient(village.home, NOW + DAY)

    kept = [key["kid"] for key in desk.keys]  # the same desk: it need not be started again
    assert step.after.sealing_key(NOW + 2 * DAY).kid != old["kid"]
    assert old["kid"] in kept
    assert step.after.sealing_key(NOW + 2 * DAY).kid in kept


def test_an_old_key_is_destroyed_when_no_bundle_can_come_for_it_any_more(village: Town) -> None:
    trust_changes.rotate_recipient(village.home, NOW)

    soon = trust_changes.renew(village.home, NOW + 170 * DAY)
    late = trust_changes.renew(village.home, NOW + 181 * DAY)

    assert soon.destroyed == ()
    assert late.destroyed == (trusting.KEY,)
    assert "was destroyed" in said(late)
    assert len(commands.desk(village.home).keys) == 1


def test_receipts_are_signed_with_the_newest_key_that_kiosks_believe(town: Town) -> None:
    assert trusting.receipt_key(town.home, NOW) is None
    town.signs(ANNE, BRAM)
    first = trusting.receipt_key(town.home, NOW)

    trust_changes.rotate_receipts(town.home, NOW + DAY)
    assert trusting.receipt_key(town.home, NOW + DAY) == first  # nobody has signed for the other one yet
    town.signs(ANNE, BRAM)

    second = trusting.receipt_key(town.home, NOW + DAY)
    assert second != first
    assert town.trust.receipt_key(first["kid"]).holds(NOW + DAY)  # receipts are on their way


def test_only_the_owner_reads_the_keys(village: Town) -> None:
    trust_changes.rotate_recipient(village.home, NOW)
    trust_changes.rotate_receipts(village.home, NOW)

    assert {path.stat().st_mode & 0o077 for path in village.home.glob("*.jwk")} == {0}


# kiosks and banks


def test_a_stolen_kiosk_is_revoked_with_all_its_keys(village: Town) -> None:
    for _ in range(2):
        trust_changes.enrol(village.home, a_request("kiosk-1"), NOW)
    trust_changes.enrol(village.home, a_request("kiosk-2"), NOW)

    step = trust_changes.revoke(village.home, "kiosk-1", 41, NOW - DAY, NOW)

    revoked = [(one.name, one.revoked_at, one.last_good_sequence) for one in step.after.devices if one.revoked]
    assert revoked == [("kiosk-1", NOW - DAY, 41)] * 2
    assert "kiosk kiosk-1: REVOKED since" in said(step)
    with pytest.raises(UnknownDevice):
        trust_changes.revoke(village.home, "kiosk-1", 41, NOW, NOW)


def test_officers_list_the_banks_or_leave_it_open(village: Town) -> None:
    bank = Bank("amsterdam", "0.1.0", "ab" * 32)

    listed, opened = (trust_changes.allow(village.home, banks, NOW) for banks in ([bank], []))

    assert listed.after.banks == (bank,)
    assert "item banks: amsterdam 0.1.0" in said(listed)
    assert opened.after.banks == ()
    assert "item banks: any that the desk has" in said(opened)


# what lies in the folder


def test_an_older_store_in_the_folder_changes_nothing_and_is_named(village: Town) -> None:
    old = (village.home / trust_files.STORE).read_bytes()
    trust_changes.enrol(village.home, a_request(), NOW)

    (village.home / trust_files.STORE).write_bytes(old)

    assert village.trust.version == 2
    assert "rolled_back" in "\n".join(trust_text.status(village.home, NOW))


def test_a_pin_that_cannot_be_read_is_said_at_the_start(village: Town) -> None:
    (village.home / trust_files.PIN).write_text('{"v": 1, "store": 3}')

    with pytest.raises(BadTrust, match="put a copy of it back"):
        commands.desk(village.home)


def test_a_proposal_that_is_overtaken_waits_no_longer(town: Town) -> None:
    town.signs(ANNE, BRAM)
    trust_changes.enrol(town.home, a_request("kiosk-1"), NOW)
    stale = (town.home / trusting.PROPOSAL).read_bytes()
    town.signs(ANNE, BRAM)

    (town.home / trusting.PROPOSAL).write_bytes(stale)

    assert trusting.proposal(town.home, NOW) is None
    with pytest.raises(NoTrustStore):
        town.signs(CARO)


def test_nothing_can_be_changed_or_exported_before_there_is_a_store(tmp_path: Path, town: Town) -> None:
    with pytest.raises(NoTrustStore, match="assessment desk init"):
        trust_changes.renew(tmp_path / "elsewhere", NOW)
    with pytest.raises(NoTrustStore, match="sign the proposal"):
        trusting.exported(town.home, NOW)
