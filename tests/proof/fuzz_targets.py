"""What is fuzzed: for each target, inputs to begin with, a judge, and a change that knows the form of an input."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.proof import bank_mutations, behind, mutations, store_mutations
from tests.proof.mutate_json import dumped, mutated, spelt
from tests.proof.scene import a_scene
from tests.proof.store_mutations import Changed
from tests.proof.watch import ACCEPTED

Mutate = Callable[[bytes, Random], bytes]


class Accepted(AssertionError):
    """Something was accepted that nobody sealed."""


@dataclass(frozen=True)
class Target:
    """*begin* gives the first inputs, *judge* the code for an input, *mutate* a changed input."""

    begin: Callable[[], list[bytes]]
    judge: Callable[[bytes], str]
    mutate: Mutate
    longest: int


# before the decryption


def _before(data: bytes) -> str:
    code = a_scene().verdict(data)
    if code == ACCEPTED and data not in mutations.pool():
        raise Accepted(repr(data))
    return code


def _bundle(data: bytes, chance: Random) -> bytes:
    return mutations.changed(data, chance)[1]


# behind it


def _contents() -> list[bytes]:
    return [dumped(claims) for claims in behind.claims()]


def _json_of(otherwise: Callable[[], object]) -> Mutate:
    """A change of an input as JSON; one that is no JSON becomes a change of what *otherwise* gives."""

    def mutate(data: bytes, chance: Random) -> bytes:
        try:
            return spelt(mutated(json.loads(data), chance), chance)
        except (ValueError, RecursionError):
            return spelt(mutated(otherwise(), chance), chance)

    return mutate


# the trust store, before the signatures of the officers and behind them


def _store(data: bytes) -> str:
    return store_mutations.judge(Changed("file", data))


def _trust(data: bytes) -> str:
    return store_mutations.judge(Changed("payload", data))


# a bank: the first line says which file of which bank, the rest is that file


def _banks() -> list[bytes]:
    return [
        f"{number} {name}\n{text}".encode()
        for number, files in enumerate(bank_mutations.banks()[:-1])
        for name, text in files.items()
    ]


def _bank(data: bytes) -> str:
    place, _, text = data.decode("utf-8", "replace").partition("\n")
    number, _, name = place.partition(" ")
    banks = bank_mutations.banks()
    files = banks[int(number) % len(banks)] if number.isdecimal() and len(number) < 4 else banks[0]
    return bank_mutations.judge({**files, (name if name in files else "bank.yaml"): text})


def _yaml(data: bytes, chance: Random) -> bytes:
    place, _, text = data.decode("utf-8", "replace").partition("\n")
    return f"{place}\n{bank_mutations.changed(text, chance)}".encode("utf-8", "replace")


TARGETS: dict[str, Target] = {
    "before": Target(lambda: [*mutations.pool()], _before, _bundle, 40_000),
    "behind": Target(
        lambda: [dumped(claims) for claims in behind.claims()],
        behind.read,
        _json_of(lambda: a_scene().claims()),
        40_000,
    ),
    "store": Target(lambda: [*store_mutations.files()], _store, store_mutations.file, 20_000),
    "trust": Target(lambda: [dumped(store_mutations.plain())], _trust, _json_of(store_mutations.plain), 20_000),
    "bank": Target(_banks, _bank, _yaml, 8_000),
}
