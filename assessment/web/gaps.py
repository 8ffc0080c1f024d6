"""A text with gaps at the end of words: how it is shown, and what was typed becomes a typed Response."""

from typing import Self

from flask_babel import gettext
from wtforms import SelectMultipleField, ValidationError

from assessment.items.interactions import GapText
from assessment.items.responses import GapsResponse
from assessment.web.answers import Filled, FormData, ItemForm, check_text, is_plain, tidy
from assessment.web.numerals import write
from assessment.web.shown import ShownGap, ShownGaps

MAX_LENGTH = 40  # room for whoever types the whole word


class GapsForm(ItemForm):
    """What was typed in each of *number* gaps; some may be left open, but not all of them."""

    answer_field = "gap"
    gap = SelectMultipleField(choices=[], validate_choice=False)
    number = 0
    max_length = MAX_LENGTH

    @classmethod
    def asking(cls, text: GapText, sent: FormData | None, before: Filled) -> Self:
        """The form for *text*."""
        made = cls(sent, data=before)
        made.number = len(text.gaps)
        return made

    def validate_gap(self, _: SelectMultipleField) -> None:
        """Something was typed, none of it too long, and it reads as it is written."""
        if not any(self.typed):
            raise ValidationError(gettext("Write an answer, or press Skip."))
        for text in self.typed:
            check_text(text, self.max_length)

    @property
    def typed(self) -> tuple[str, ...]:
        """What stands in each gap now, on one line; "" where it is open."""
        sent = [" ".join(tidy(text).split()) for text in self.gap.data or ()]
        return tuple((sent + [""] * self.number)[: self.number])

    @property
    def given(self) -> str:
        """What stands in the gaps, as one text."""
        return " ".join(filter(None, self.typed))

    def is_wrong(self, number: int) -> bool:
        """Whether what stands in gap *number*, from 1, cannot be taken."""
        text = self.typed[number - 1]
        return bool(self.gap.errors) and (len(text) > self.max_length or not is_plain(text))

    @property
    def response(self) -> GapsResponse:
        """What was typed."""
        return GapsResponse(self.typed)


def show_gaps(text: GapText, locale: str) -> ShownGaps:
    """*text* as it is shown to somebody who reads numbers in *locale*: without what is to be typed."""
    between = [*(gap.before for gap in text.gaps), text.after]
    signs = ["", *map(_signs, between[1:])]
    *befores, rest = (part.removeprefix(sign) for part, sign in zip(between, signs, strict=True))
    shown = (
        ShownGap(before, gap.half, sign, write(number, locale))
        for number, (gap, before, sign) in enumerate(zip(text.gaps, befores, signs[1:], strict=True), start=1)
    )
    return ShownGaps(tuple(shown), write(len(text.gaps), locale), rest)


def _signs(rest: str) -> str:
    """The signs with which *rest* begins and that belong to the word before it: a comma, a full stop."""
    return "" if rest[:1].isspace() else "".join(rest.split(maxsplit=1)[:1])
