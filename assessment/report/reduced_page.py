"""The page of a sitting of which only paper came: what the kiosk stated, under a plain warning of what it is not."""

from dataclasses import replace

from assessment.items.model import ItemBank
from assessment.report import profile_page
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import Origin, ProfilePage
from assessment.scoring.profile_model import AnswersResult, Profile


def page(bank: ItemBank, stated: Profile, origin: Origin) -> ProfilePage:
    """The *stated* profile, which has no answers; LookupError where it names what *bank* does not have."""
    silent = [result.scale for result in stated.results if isinstance(result, AnswersResult)]
    told = replace(stated, results=tuple(one for one in stated.results if not isinstance(one, AnswersResult)))
    made = profile_page.page(bank, told, origin, {})
    warning = _("Reduced: from paper, without answers. The scores are those that the kiosk stated; not scored again.")
    titles = "; ".join(bank.scale(scale).title for scale in silent)
    left_out = _("Not on paper: %(what)s; and questions that follow from answers.") % {"what": titles}
    return replace(
        made,
        title=_("Reduced profile of one sitting"),
        warnings=(warning, *made.warnings),
        remarks=(*made.remarks, left_out),
    )
