"""How texts reach the candidate: translated, and with a slot for sound."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assessment.items.model import Item
from assessment.web import sounds

Translate = Callable[[str, str], str]  # pgettext: context, text in the source language


@dataclass(frozen=True, slots=True)
class Words:
    """A text on screen with its slot for sound: *key* names the recording, *sound* is its URL where there is one."""

    text: str
    key: str
    sound: str | None = None

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Voice:
    """How texts reach the candidate: in *locale*, by *translate*, aloud where *recordings* has the text."""

    locale: str
    translate: Translate
    recordings: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: str) -> Words:
        """*text*, which is in the candidate's language already."""
        key = sounds.key(self.locale, text)
        return Words(text, key, self.recordings.get(key))

    def words(self, context: str, text: str) -> Words:
        """The translation of *text*, a string of the bank."""
        return self.say(self.translate(context, text))

    def of(self, item: Item) -> "Voice":
        """The voice of *item*: this one, or that of the only language in which the item is written."""
        return self if item.locale is None else self.speaking(item.locale)

    def speaking(self, locale: str) -> "Voice":
        """A voice for texts that are written in *locale* and are never translated."""
        return Voice(locale, lambda context, text: text, self.recordings)
