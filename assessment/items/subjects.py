"""What an item asks about: two items with the same subject give each other away."""

from collections.abc import Iterator

from assessment.items.interactions import Choice, GapText
from assessment.items.model import Item


def subjects(item: Item) -> Iterator[tuple[str, str]]:
    """The (field, subject) pairs of *item*: its stimulus, its keyed pictures and words, and the words that it names."""
    if item.stimulus:
        yield "stimulus", item.stimulus.text.casefold()
    if isinstance(item.interaction, GapText):
        yield "text", "".join(gap.before + gap.half for gap in item.interaction.gaps).casefold()
    if item.locale is None and isinstance(item.interaction, Choice) and item.interaction.key is not None:
        keyed = [choice for choice in item.interaction.choices if choice.id == item.interaction.key]
        pictures = (item.picture, *(choice.picture for choice in keyed))
        yield from (("picture", name) for name in pictures if name)
        yield from (("stimulus", choice.stimulus.casefold()) for choice in keyed if choice.stimulus)
    yield from (("words", word.casefold()) for word in item.words)
