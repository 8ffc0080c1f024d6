"""Every named attack, tried: a table of what it knocks at, what must come of it, and what came of it.

    python -m tests.proof.attacks

Ends with 1 if one attack gets another answer than the one that is expected, be it a refusal too.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.proof import paper_attacks, statement_attacks, store_attacks, store_forging, trust_attacks
from tests.proof.attack import Attack
from tests.proof.bank_attacks import BANK_ATTACKS
from tests.proof.bank_attacks import read as read_bank
from tests.proof.claim_attacks import CLAIM_ATTACKS
from tests.proof.desk_attacks import DESK_ATTACKS, received
from tests.proof.inner_attacks import SIGNED_ATTACKS
from tests.proof.outer_attacks import OUTER_ATTACKS
from tests.proof.scene import Scene, a_scene
from tests.proof.upload_attacks import UPLOAD_ATTACKS, handed_in

BUNDLES: tuple[Attack, ...] = (*OUTER_ATTACKS, *SIGNED_ATTACKS, *CLAIM_ATTACKS)


@dataclass(frozen=True)
class Door:
    """Where *attacks* knock; *knock* gives the code that they are answered with."""

    name: str
    knock: Callable[[Scene, Any], str]
    attacks: tuple[Attack, ...]


@dataclass(frozen=True)
class Answer:
    """What came of one attack."""

    door: str
    attack: Attack
    found: str

    @property
    def right(self) -> bool:
        """Whether it is the one expected answer."""
        return self.found == self.attack.expect

    def __str__(self) -> str:
        mark = "ok  " if self.right else "FAIL"
        wrong = "" if self.right else f", found {self.found}"
        return f"{mark} {self.door:<9} {self.attack.name:<46} {self.attack.source:<22} {self.attack.expect}{wrong}"


DOORS = (
    Door("bundle", lambda scene, data: scene.verdict(data), BUNDLES),
    Door("desk", received, DESK_ATTACKS),
    Door("upload", handed_in, UPLOAD_ATTACKS),
    Door("enrolment", trust_attacks.enrolled, trust_attacks.ENROLMENT),
    Door("renewal", trust_attacks.renewed, trust_attacks.RENEWAL),
    Door("trust", store_forging.succeeded, store_attacks.SUCCEEDING),
    Door("new trust", store_forging.begun, store_attacks.BEGINNING),
    Door("list", statement_attacks.missed, statement_attacks.LIST_ATTACKS),
    Door("receipt", statement_attacks.arrived, statement_attacks.RECEIPT_ATTACKS),
    Door("paper", paper_attacks.read, paper_attacks.PAPER_ATTACKS),
    Door("codes", paper_attacks.collected, paper_attacks.CODE_ATTACKS),
    Door("officer", trust_attacks.unlocked, trust_attacks.OFFICER_FILE),
    Door("kiosk key", trust_attacks.signed_with, trust_attacks.KEY_OF_A_KIOSK),
    Door("desk key", trust_attacks.opened_with, trust_attacks.KEY_OF_A_DESK),
    Door("bank", read_bank, BANK_ATTACKS),
)


def answers(scene: Scene) -> Iterator[Answer]:
    """What comes of each attack, in order."""
    for door in DOORS:
        for attack in door.attacks:
            yield Answer(door.name, attack, door.knock(scene, attack.make(scene)))


def main() -> int:
    """Print the table; 1 if any answer is wrong."""
    found = list(answers(a_scene()))
    print(*found, sep="\n")
    wrong = [answer for answer in found if not answer.right]
    kinds = len({answer.attack.expect for answer in found})
    print(f"\n{len(found)} attacks, {kinds} different right answers, {len(wrong)} answered wrongly")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
