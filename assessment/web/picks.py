"""Several choices, tiles in order, yes or no: what was picked becomes a typed Response."""

from typing import Self

from flask_babel import gettext
from wtforms import SelectMultipleField, StringField, ValidationError

from assessment.items.interactions import MultipleChoice, Order
from assessment.items.responses import MultipleResponse, OrderResponse, YesNoResponse
from assessment.web.answers import Filled, FormData, ItemForm, choose_or_skip
from assessment.web.numerals import say


class MultipleForm(ItemForm):
    """*least* to *most* of the choices *allowed*; *alone* is one that goes with no other."""

    answer_field = "choice"
    choice = SelectMultipleField(choices=[], validate_choice=False)
    allowed: tuple[str, ...] = ()
    least = 1
    most = 1
    alone: str | None = None

    @classmethod
    def asking(cls, several: MultipleChoice, sent: FormData | None, before: Filled) -> Self:
        """The form for *several*."""
        made = cls(sent, data=before)
        made.allowed = tuple(each.id for each in several.choices)
        made.least, made.alone = several.least, several.alone
        made.most = len(made.allowed) if several.most is None else several.most
        return made

    def validate_choice(self, field: SelectMultipleField) -> None:
        """As many as there should be, each of them a choice of the item, and none with one that stands alone."""
        sent = frozenset(field.data or ())
        if not sent <= frozenset(self.allowed) or (self.least and not sent):
            raise ValidationError(choose_or_skip())
        if self.alone in sent and len(sent) > 1:
            raise ValidationError(gettext("These answers do not go together. Take one away."))
        if not self.least <= len(sent) <= self.most and self.alone not in sent:
            raise ValidationError(how_many(self.least, self.most, len(self.allowed)))

    @property
    def picked(self) -> tuple[str, ...]:
        """The choices that stand picked, in the order of the item."""
        return tuple(choice for choice in self.allowed if choice in (self.choice.data or ()))

    @property
    def hint(self) -> str:
        """The sentence that says how many to pick."""
        return how_many(self.least, self.most, len(self.allowed))

    @property
    def response(self) -> MultipleResponse:
        """The choices that were picked."""
        return MultipleResponse(self.picked)

    @property
    def draft(self) -> MultipleResponse | None:
        """What is picked so far, too few or too many included."""
        return self.response if self.picked else None


def how_many(least: int, most: int, choices: int) -> str:
    """The sentence that says how many of so many *choices* to pick."""
    if least == most:
        return gettext("Choose this number of answers: %(number)s", number=say(least))
    if most < choices:
        return gettext("You can choose more than one answer. No more than: %(number)s", number=say(most))
    if least > 1:
        return gettext("You can choose more than one answer. No fewer than: %(number)s", number=say(least))
    return gettext("You can choose more than one answer.")


class OrderForm(ItemForm):
    """A place in the line, from 1, for each of *tiles*."""

    answer_field = "place"
    place = SelectMultipleField(choices=[], validate_choice=False)
    tiles: tuple[str, ...] = ()

    @classmethod
    def asking(cls, order: Order, sent: FormData | None, before: Filled) -> Self:
        """The form for *order*."""
        made = cls(sent, data=before)
        made.tiles = tuple(tile.id for tile in order.tiles)
        return made

    def validate_place(self, _: SelectMultipleField) -> None:
        """Every tile has a place of its own."""
        if len(self.order) != len(self.tiles) or len(self.places) != len(self.tiles):
            raise ValidationError(gettext("Put everything in the line, or press Skip."))

    @property
    def places(self) -> tuple[str, ...]:
        """What was chosen for each tile; "" where it is not in the line."""
        return tuple(self.place.data or ())

    @property
    def order(self) -> tuple[str, ...]:
        """The tiles as they stand in the line now, without those that share a place or have none."""
        at = dict(zip(self.places, self.tiles, strict=False))
        return tuple(at[name] for name in map(str, range(1, len(self.tiles) + 1)) if name in at)

    def place_of(self, tile: str) -> int | None:
        """The place of *tile* in the line."""
        return self.order.index(tile) + 1 if tile in self.order else None

    @property
    def response(self) -> OrderResponse:
        """The line."""
        return OrderResponse(self.order)

    @property
    def draft(self) -> OrderResponse | None:
        """The line so far."""
        return self.response if self.order else None


class YesNoForm(ItemForm):
    """Two buttons that send; *choice* is what was given before, for whoever only wants to go on."""

    answer_field = "choice"
    choice = StringField()
    do = StringField()

    def validate_choice(self, _: StringField) -> None:
        """One of the two was pressed, now or before."""
        if self.given not in ("yes", "no"):
            raise ValidationError(choose_or_skip())

    @property
    def given(self) -> str:
        """The button that was pressed, or else what was given before."""
        return str(self.do.data if self.do.data in ("yes", "no") else self.choice.data or "")

    @property
    def response(self) -> YesNoResponse:
        """Yes or no."""
        return YesNoResponse(self.given == "yes")
