"""What scoring a sitting again changed, scale by scale, and why."""

from dataclasses import dataclass

from assessment.session.causes import Cause, causes
from assessment.session.rescoring import Scored
from assessment.session.statements import Statement, alike, results, statements


@dataclass(frozen=True, slots=True)
class Change:
    """On *scale* the score is another one than before; *causes* say why."""

    scale: str
    before: Statement
    after: Statement
    causes: tuple[Cause, ...]

    @property
    def moved(self) -> bool:
        """Whether the level, outcome or order is another, and not only the numbers behind it."""
        return self.before != self.after


def changes(before: Scored, after: Scored) -> tuple[Change, ...]:
    """Every scale on which *after* says something else than *before*, in the order of the newer bank."""
    was, now = results(before.profile), results(after.profile)
    said, says = statements(before.profile), statements(after.profile)
    found = (
        (scale, said.get(scale, Statement()), says.get(scale, Statement()))
        for scale in dict.fromkeys((*now, *was))
        if not alike(was.get(scale), now.get(scale))
    )
    return tuple(
        Change(scale, old, new, causes(before, after, scale))
        for scale, old, new in found
        # a scale that only one bank names, and that states nothing, is no news about this person
        if old != new or (scale in was and scale in now)
    )
