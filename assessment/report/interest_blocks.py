"""What somebody likes, on paper: kinds of work in order, sectors to talk about, activities, what to talk through."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from reportlab.platypus import Flowable, Paragraph

from assessment.report import blocks
from assessment.report.catalogue import gettext as _
from assessment.report.page_model import InterestsPart, SectorPart
from assessment.report.styles import Styles

LIKED = 4
_WHY = 2  # activities that are named with a sector; the screen has them all


def interests(part: InterestsPart, styles: Styles) -> list[Flowable]:
    """What was liked: types in order, sectors to talk about with examples and why, what to talk through."""
    return _told(part, _sectors(part.suggestions, styles), styles)


def brief(part: InterestsPart, styles: Styles) -> list[Flowable]:
    """The same for a full page: of the sectors only the names, with where the rest can be read."""
    names = _("Sectors to talk about (no advice, no order): %(sectors)s; examples and why: see the screen")
    told = names % {"sectors": "; ".join(one.title for one in part.suggestions)}
    return _told(part, [blocks.words(told, styles.text)], styles)


def _told(part: InterestsPart, sectors: Iterable[Flowable], styles: Styles) -> list[Flowable]:
    story = blocks.heading(part.title, part.evidence, styles)
    order = [f"{number}. {group}" for number, group in enumerate(part.order, 1)]
    code = [_("Letter code: %(code)s") % {"code": part.code}] if part.code else []
    for told in filter(None, (" · ".join(order), part.preference, *code)):
        story.append(blocks.words(told, styles.text))
    if part.suggestions:
        story += [blocks.gap(styles, 0.2), *sectors]
    else:
        story += [blocks.words(line, styles.text) for line in (_("Sectors: none stands out"), liked(part)) if line]
    if part.remarks:
        remarks = _("To talk through: %(remarks)s") % {"remarks": "; ".join(part.remarks)}
        story += [blocks.gap(styles, 0.2), blocks.words(remarks, styles.text)]
    return story


def _sectors(parts: Sequence[SectorPart], styles: Styles) -> Iterator[Flowable]:
    """The sectors with examples and why, then once what is known of the labour market."""
    yield blocks.words(_("Sectors to talk about (no advice, no order)"), styles.strong)
    yield from (_sector(part, styles) for part in parts)
    learnt = [_("In brackets: how people usually learn it.")]
    yield blocks.words(" ".join([*learnt, *_market(parts)]), styles.small)


def _sector(part: SectorPart, styles: Styles) -> Paragraph:
    small = styles.small
    text = f"<b>{escape(part.title)}</b>: {escape('; '.join(f'{one.name} ({one.brief})' for one in part.examples))}"
    why = f" <font size='{small.fontSize:.1f}' color='{blocks.colour(small)}'>{escape(' · '.join(_why(part)))}</font>"
    return Paragraph(blocks.settable(text) + why, styles.bullet, bulletText="–")


def _why(part: SectorPart) -> Iterator[str]:
    named = [*part.liked[:_WHY], *(["…"] if len(part.liked) > _WHY else [])]
    if named:  # paper does not name them
        yield _("Likes: %(activities)s") % {"activities": "; ".join(named)}
    if part.types:
        yield _("Kind of work that comes back here: %(types)s") % {"types": part.types}


def _market(parts: Sequence[SectorPart]) -> Iterator[str]:
    """What is known of the labour market: sectors of which the same is known together, under the day and the source."""
    for checked in dict.fromkeys(part.checked for part in parts if part.checked):
        known = [part for part in parts if part.checked == checked]
        told = [
            f"{', '.join(part.title for part in known if part.market == market)}: {market}"
            for market in dict.fromkeys(part.market for part in known)
        ]
        yield _("Labour market: %(told)s (%(checked)s).") % {"told": "; ".join(told), "checked": checked}


def liked(part: InterestsPart) -> str:
    """The activities that were liked; where there are more than fit, how many more; "" for none."""
    if not part.liked:
        return ""
    activities = "; ".join(picture.text for picture in part.liked[:LIKED])
    if len(part.liked) <= LIKED:
        return _("Likes: %(activities)s") % {"activities": activities}
    more = {"activities": activities, "more": len(part.liked) - LIKED}
    return _("Likes: %(activities)s; and more, see the screen: %(more)d") % more
