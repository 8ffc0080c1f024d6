"""One table from what can be wrong with a file to what the case worker reads: what is the matter, and what to do."""

from dataclasses import dataclass

from assessment.desk.later import gettext as _


@dataclass(frozen=True, slots=True)
class Words:
    """The HTTP *status*, one sentence on what is the matter, and what to do *next*."""

    status: int
    sentence: str
    next: str


_AGAIN = _("Copy the file from the kiosk again, or choose another file.")
_OPERATOR = _("Do not use this file. Ask the manager of the kiosks.")
_ELSEWHERE = _("Ask the manager of the kiosks for which municipality this kiosk was set up.")

REFUSED: dict[str, Words] = {
    "too_large": Words(413, _("This file is too large to be a profile."), _AGAIN),
    "not_a_bundle": Words(422, _("This file is not a profile from a kiosk."), _AGAIN),
    "damaged_bundle": Words(422, _("This file was damaged or changed after the kiosk made it."), _AGAIN),
    "wrong_desk": Words(403, _("This profile was made for another desk and cannot be opened here."), _ELSEWHERE),
    "unknown_device": Words(403, _("This profile comes from a kiosk that this desk does not know."), _OPERATOR),
    "revoked_device": Words(403, _("This profile comes from a kiosk that is no longer trusted."), _OPERATOR),
    "expired_device": Words(403, _("The key of this kiosk was no longer valid when it made this file."), _OPERATOR),
    "bad_signature": Words(422, _("The signature does not fit: the kiosk that is named did not make this."), _OPERATOR),
    "malformed_contents": Words(422, _("The contents of this file do not have the right form."), _OPERATOR),
    "wrong_kind": Words(422, _("This file comes from a kiosk, but it is not a profile."), _AGAIN),
    "unknown_format": Words(422, _("This file was made by a newer program than this desk has."), _OPERATOR),
    "clock_doubt": Words(422, _("The date in this file cannot be right: the clock of the kiosk is wrong."), _OPERATOR),
    "expired_bundle": Words(
        410,
        _("This profile is too old to be accepted."),
        _("Invite this person for a new sitting if it is still needed."),
    ),
    "conflict": Words(
        409,
        _("Another profile with the same number is stored here. Nothing was overwritten."),
        _OPERATOR,
    ),
}

HELD: dict[str, Words] = {
    "unknown_bank": Words(
        202,
        _("This desk does not have the item bank of this profile, so it cannot check the scores."),
        _("The file is kept apart. Ask the manager to add the item bank, and then choose the file again."),
    ),
    "revoked_plausible": Words(
        202,
        _("This kiosk is no longer trusted, but this profile may be from before that."),
        _("The file is kept apart. Ask the manager of the kiosks whether it can be used."),
    ),
    "unlisted_bank": Words(
        202,
        _("The item bank of this profile is not on the municipality's list."),
        _("The file is kept apart. Ask the manager to put the item bank on the list, and then choose the file again."),
    ),
    "incoherent": Words(
        202,
        _("The contents of this profile contradict each other."),
        _("The file is kept apart. Ask the manager of the kiosks to look at it."),
    ),
}

# why nobody can sit again with a code
NO_REPEAT: dict[str, str] = {
    "not_issued": _("This code was not handed out here, so this desk does not know who it belongs to."),
    "no_reference": _("First note under Start codes who this code is for. Then no question comes twice."),
    "no_form": _("This person has had every version of the tests."),
}
