"""One table from everything that can come of a file to what people read: what is the matter, and what to do.

The texts are English; a page shows them in its own language, and `assessment bundle inspect` in both.
"""

from dataclasses import dataclass
from enum import StrEnum

from assessment.desk.unchanged import gettext as _


class Group(StrEnum):
    """What became of the file."""

    TAKEN_IN = "taken in"
    HELD = "kept apart"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Words:
    """What became of the file, the HTTP *status*, one *sentence* on what is the matter, and what to do *next*."""

    group: Group
    status: int
    sentence: str
    next: str


_AGAIN = _("Copy the file from the kiosk again, or choose another file.")
_OPERATOR = _("Do not use this file. Ask the manager of the kiosks.")
_ELSEWHERE = _("Ask the manager of the kiosks for which municipality this kiosk was set up.")
_LOOK = _("The file is kept apart. Ask the manager of the kiosks to look at it.")


def _taken_in(sentence: str, next: str = "") -> Words:
    return Words(Group.TAKEN_IN, 200, sentence, next)


def _held(sentence: str, next: str) -> Words:
    return Words(Group.HELD, 202, sentence, next)


def _refused(status: int, sentence: str, next: str) -> Words:
    return Words(Group.REFUSED, status, sentence, next)


OUTCOMES: dict[str, Words] = {
    "imported": _taken_in(_("The profile was taken in.")),
    "imported_differs": _taken_in(
        _("The profile was taken in, but scoring again gave other scores than the kiosk stated."),
        _("Look at the page of this person before you use the scores."),
    ),
    "already_imported": _taken_in(_("This profile was taken in before. Nothing was changed.")),
    "withdrawn": _taken_in(
        _("This person withdrew. There is no profile."),
        _("Talk with the person only about what they want to tell. A new sitting needs a new start code."),
    ),
    "withdrawn_after_import": _taken_in(
        _("This person withdrew, but their profile was taken in before."),
        _("Do not use the profile any more. Ask the manager of the desk to delete it."),
    ),
    "already_withdrawn": _taken_in(_("It was known that this person withdrew. Nothing was changed.")),
    "test": _taken_in(_("This is a test of a kiosk. It came in whole. It is about nobody.")),
    "test_again": _taken_in(_("This test of a kiosk came in before. Nothing was changed.")),
    "list_taken": _taken_in(
        _("This is the list of what a kiosk put on the stick. It was taken in."),
        _("Take in all other files of the stick too. Under Kiosks you see whether any is missing."),
    ),
    "list_again": _taken_in(_("This list of a kiosk was taken in before. Nothing was changed.")),
    "unknown_bank": _held(
        _("This desk does not have the item bank of this profile, so it cannot check the scores."),
        _("The file is kept apart. Ask the manager to add the item bank, and then try again."),
    ),
    "unlisted_bank": _held(
        _("The item bank of this profile is not on the municipality's list."),
        _("The file is kept apart. Ask the manager to put the item bank on the list, and then try again."),
    ),
    "unknown_format": _held(
        _("This file was made by a newer program than this desk has."),
        _("The file is kept apart. Ask the manager to install the newer program, and then try again."),
    ),
    "clock_doubt": _held(
        _("The date in this file cannot be right: the clock of the kiosk is wrong, or that of this desk."),
        _("The file is kept apart. Ask the manager to look at the clocks, and then try again."),
    ),
    "revoked_plausible": _held(
        _("This kiosk is no longer trusted, but this profile may be from before that."),
        _("The file is kept apart. Ask the manager of the kiosks whether it can be used."),
    ),
    "chain_broken": _held(
        _("This profile does not fit in the row of the profiles that this kiosk made."),
        _("The file is kept apart. Ask the manager of the kiosks whether the kiosk was put back to an older state."),
    ),
    "incoherent": _held(_("The contents of this profile contradict each other."), _LOOK),
    "too_large": _refused(413, _("This file is too large to be a profile."), _AGAIN),
    "not_a_file": _refused(422, _("This is a link or a device, and not a file."), _OPERATOR),
    "wrong_name": _refused(422, _("This file does not have the name of a profile from a kiosk."), _AGAIN),
    "unreadable": _refused(422, _("This file cannot be read."), _AGAIN),
    "not_a_bundle": _refused(422, _("This file is not a profile from a kiosk."), _AGAIN),
    "damaged_bundle": _refused(422, _("This file was damaged or changed after the kiosk made it."), _AGAIN),
    "wrong_desk": _refused(403, _("This profile was made for another desk and cannot be opened here."), _ELSEWHERE),
    "unknown_device": _refused(
        403,
        _("This profile comes from a kiosk that this desk does not know."),
        _("Ask the manager of the kiosks. If the kiosk is ours, it can be added, and then you can take in the file."),
    ),
    "revoked_device": _refused(403, _("This profile comes from a kiosk that is no longer trusted."), _OPERATOR),
    "expired_device": _refused(403, _("The key of this kiosk was no longer valid when it made this file."), _OPERATOR),
    "bad_signature": _refused(
        422, _("The signature does not fit: the kiosk that is named did not make this."), _OPERATOR
    ),
    "malformed_contents": _refused(422, _("The contents of this file do not have the right form."), _OPERATOR),
    "wrong_kind": _refused(422, _("This file comes from a kiosk, but it is not a profile."), _AGAIN),
    "expired_bundle": _refused(
        410,
        _("This profile is too old to be accepted."),
        _("Invite this person for a new sitting if it is still needed."),
    ),
    "withdrawn_before": _refused(
        410,
        _("This person withdrew, so this profile was not taken in."),
        _("Delete the file from the stick. Talk with the person only about what they want to tell."),
    ),
    "list_conflict": _refused(
        409,
        _("Another list with the same number came from this kiosk before. This one was not taken in."),
        _("Ask the manager of the kiosks: the kiosk may have been copied or put back."),
    ),
    "too_costly": _refused(422, _("This file asks too much of the computer. Reading it was stopped."), _OPERATOR),
    "no_trust": _refused(
        503,
        _("The list of kiosks of this desk cannot be used, so nothing can be taken in."),
        _("Keep the file. Ask the manager of the desk for a newer list."),
    ),
    "not_read": _refused(
        503,
        _("The desk could not read the file now. Nothing was changed."),
        _("Try again. If it happens again, ask the manager of the desk."),
    ),
    "conflict": Words(
        Group.CONFLICT,
        409,
        _("Another profile with the same number is stored here. Nothing was overwritten."),
        _("Use neither of them yet. Ask the manager of the kiosks: the kiosk may have been copied or put back."),
    ),
}
