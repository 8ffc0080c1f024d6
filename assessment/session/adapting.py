"""The next item of an adaptive section, chosen by the responses so far."""

from collections.abc import Sequence
from functools import cache

from assessment.items.design import StopRule
from assessment.items.model import Condition, Item, ItemBank, Scale, Section
from assessment.items.subjects import subjects
from assessment.scoring import estimate, forms, profile
from assessment.scoring.selection import Allowed, Pool, select
from assessment.scoring.starting import start_value, starting_from
from assessment.scoring.stopping import Progress, least_information, stop
from assessment.session import codes
from assessment.session.applying import applies
from assessment.session.outcome import sitting
from assessment.session.session import Session


def adapt(session: Session, bank: ItemBank, section: Section) -> tuple[Item | None, str]:
    """The item that comes next in *section*, or None and why it ends: a stop rule, or what is left of the items."""
    if section.scale is None or section.stop is None:
        raise ValueError(f"the adaptive section {section.id!r} has no scale or no stop rule")
    if codes.form(session.subject) > section.forms:
        return None, "forms_used"
    scale, given = bank.scale(section.scale), sitting(bank, session)
    counted = [item for item in section.items if not item.practice]
    shown = [item for item in counted if item.id in session.presented]
    known = profile.known(scale, counted, given)
    if reason := stop(section.stop, _progress(session, scale, section.stop, shown, known)):
        return None, reason
    theta = starting_from(known, _start(bank, section, scale, given), scale.prior_mean, scale.prior_sd)
    return _chosen(session, bank, section, shown, theta)


def _chosen(
    session: Session, bank: ItemBank, section: Section, shown: Sequence[Item], theta: float
) -> tuple[Item | None, str]:
    allowed = _allowed(session, bank, section)
    least = least_information(section.stop, len(shown)) if section.stop else 0.0
    pool = bank.once(f"pool {section.id}", lambda: Pool.of(_choosable(section), section.blueprint))
    if item := select(pool, theta, shown, session.seed, allowed, least):
        return item, ""
    return None, "uninformative" if any(map(allowed, _choosable(section))) else "nothing_left"


def _choosable(section: Section) -> list[Item]:
    return [item for item in section.items if item.parameters is not None and not item.practice]


def _progress(
    session: Session, scale: Scale, rule: StopRule, shown: Sequence[Item], known: estimate.Posterior
) -> Progress:
    levels = estimate.bands(known, scale.cut_scores) if rule.band is not None and scale.cut_scores else ()
    seconds = sum(session.seconds.get(item.id, 0.0) for item in shown)
    return Progress(len(shown), known.standard_error, levels, seconds)


def _start(bank: ItemBank, section: Section, scale: Scale, given: profile.Sitting) -> float:
    named = {source.name for source in section.start.sources} if section.start else set()
    results = [profile.result(bank, other, given) for other in bank.scales if other.id in named]
    return start_value(section.start, scale.prior_mean, given.responses, results)


def _allowed(session: Session, bank: ItemBank, section: Section) -> Allowed:
    """Whether an item may come: not yet shown, of this form, for this person, about nothing that was asked before."""
    form = codes.form(session.subject)
    dealt = bank.once(f"forms {section.id}", lambda: forms.deal(section.items, section.forms))
    about = bank.once(
        "subjects", lambda: {item.id: frozenset(s for _, s in subjects(item)) for item in bank.items.values()}
    )
    asked = frozenset().union(*(about[name] for name in session.presented if not bank.item(name).practice))

    @cache
    def holds(conditions: tuple[Condition, ...]) -> bool:
        return applies(conditions, session, bank)

    def allowed(item: Item) -> bool:
        return (
            item.id not in session.presented
            and dealt.get(item.id) == form
            and item.locale in (None, session.locale)
            and asked.isdisjoint(about[item.id])
            and holds(item.conditions)
        )

    return allowed
