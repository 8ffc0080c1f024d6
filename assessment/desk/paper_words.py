"""What the case worker reads while codes are read from paper, and when what they say is not taken in."""

from assessment.bundle.frames import MixedFrames, OtherPage, Reading
from assessment.desk.later import gettext as _
from assessment.desk.outcome_words import OUTCOMES, Group
from assessment.desk.outcome_words import Words as OfFiles
from assessment.desk.refusals import Words

_STICK = _("Read the codes again, or ask for the file on the stick.")


def _of_paper(words: OfFiles) -> Words:
    """What is said of a file, said of paper: of that nothing is kept apart."""
    if words.group is Group.HELD:
        return Words(422, _(words.sentence), _STICK)
    return Words(words.status, _(words.sentence), _(words.next))


PAPER_REFUSED: dict[str, Words] = {
    **{code: _of_paper(words) for code, words in OUTCOMES.items() if words.group is not Group.TAKEN_IN},
    OtherPage.code: Words(409, _("This code belongs to another sheet."), _("Finish the first sheet, or begin again.")),
    MixedFrames.code: Words(
        422, _("These codes do not fit together: perhaps they are of two sheets."), _("Read one sheet at a time.")
    ),
    "not_a_bundle": Words(422, _("The codes on this sheet do not make a profile."), _STICK),
    "damaged_bundle": Words(422, _("What these codes say was damaged or changed."), _STICK),
    "paper_bank": Words(
        422,
        _("This desk does not have the item bank of this profile, so it cannot show the results."),
        _("Ask the manager to add the item bank, and then read the sheet again."),
    ),
    "paper_incoherent": Words(422, _("What this sheet says does not fit the item bank that it names."), _STICK),
}


def progress(reading: Reading) -> str:
    """How far *reading* came, in a sentence or two."""
    if not reading.frames:
        return str(_("No code was read yet."))
    told = _("%(read)d of %(count)d codes read.") % {"read": len(reading.read), "count": reading.count}
    if not reading.missing:
        return told
    missing = ", ".join(str(number) for number in reading.missing)
    return told + " " + _("Still missing: %(missing)s.") % {"missing": missing}
