"""Why something that a case worker asks for cannot be done, in words."""

from dataclasses import dataclass

from assessment.desk.later import gettext as _


@dataclass(frozen=True, slots=True)
class Words:
    """The HTTP *status*, one *sentence* on what is the matter, and what to do *next*."""

    status: int
    sentence: str
    next: str


# why nobody can sit again with a code
NO_REPEAT: dict[str, str] = {
    "not_issued": _("This code was not handed out here, so this desk does not know who it belongs to."),
    "no_reference": _("First note under Start codes who this code is for. Then no question comes twice."),
    "no_form": _("This person has had every version of the tests."),
}
