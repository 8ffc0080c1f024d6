"""The words for what stood out in how a scale was answered: under the scale, and as short as paper needs it."""

from assessment.report.catalogue import gettext as _
from assessment.scoring.profile_model import Flag


def stands_out(name: str, number: int) -> str:
    """What the flag called *name* says, with its *number*: something to ask about, and never a reproach."""
    return {
        "quick": _("some answers came very quickly (%(number)d): ask how it went, perhaps questions were not clear"),
        "long_gap": _("some questions stood open for more than five minutes (%(number)d): perhaps there was a break"),
        "same_position": _("the same place in the list was chosen %(number)d times in a row: ask how it went"),
        "unexpected_pattern": _(
            "right and wrong answers are not as expected: perhaps somebody helped, or knows one subject"
        ),
        "changed_on_the_way": _(
            "the first and the second half differ much: perhaps this person was tired or got used to it"
        ),
    }[name] % {"number": number}


def seen(flag: Flag) -> str:
    """What was seen, in a few words; a *flag* that has no words yet shows its own name."""
    told = {
        "quick": _("very quick answers: %(number)d"),
        "long_gap": _("longer than five minutes on the screen: %(number)d"),
        "same_position": _("the same place in the list one after the other: %(number)d times"),
        "unexpected_pattern": _("some easy questions went wrong and some difficult ones right"),
        "changed_on_the_way": _("the first half and the second half went very differently"),
    }.get(flag.name, flag.name.replace("_", " "))
    return told % {"number": flag.number} if flag.number else told
