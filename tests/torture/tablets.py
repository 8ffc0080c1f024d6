"""Several tablets on one kiosk: what stays in the memory that they share when one person has left and others go on."""

import random
from pathlib import Path

from assessment.session import codes
from tests.torture.kiosk_process import KioskProcess
from tests.torture.secrecy import Tally, a_kiosk, another_worker, data_key
from tests.torture.sitter import WORDS, Sitter
from tests.torture.traces import Sought, in_memory

TABLETS = 4


def several_tablets(folder: Path, seed: int, tablets: int = TABLETS) -> Tally:
    """*tablets* sessions at once on one kiosk; one is shared, and its traces are counted while the others go on."""
    tally, chance = Tally(f"canaries, {tablets} tablets on one kiosk, seed {seed}"), random.Random(seed)
    kiosk = a_kiosk(folder, "small")
    try:
        sitters = [_a_sitter(kiosk, chance) for _ in range(tablets)]
        keys = [data_key(kiosk.stage.kiosk_home, sitter.resume_code) for sitter in sitters]
        worker = kiosk.worker()
        tally.must_be_found("control: traces before it ends", in_memory(_own(sitters[0], keys[0]), worker).total())
        _count(tally, "before it ends", _own(sitters[0], keys[0]), worker)
        _shares(sitters[0])
        _count(tally, "after it was shared, others go on", _own(sitters[0], keys[0]), worker)
        for sitter in sitters[1:]:
            sitter.takes_a_step()
        _count(tally, "after the others went on for a while", _own(sitters[0], keys[0]), kiosk.worker())
        for sitter in sitters[1:]:
            _shares(sitter)
        everything = Sought()
        for number, (sitter, key) in enumerate(zip(sitters, keys, strict=True)):
            traces = _own(sitter, key).traces
            everything.traces |= {f"tablet {number}: {name}": data for name, data in traces.items()}
        following = another_worker(kiosk, worker)
        tally.must_be_absent("supervisor, after the last one", in_memory(everything, kiosk.supervisor))
        tally.must_be_absent("worker, after the last one", in_memory(everything, following))
    finally:
        kiosk.stop()
    return tally


def _a_sitter(kiosk: KioskProcess, chance: random.Random) -> Sitter:
    sitter = Sitter(kiosk.address, codes.start_code(f"{chance.randrange(10**8):08}"), chance)
    for _ in range(200):
        sitter.takes_a_step()
        if any(WORDS in kept.answer for kept in sitter.kept):
            return sitter
    raise AssertionError("no item asked for words")


def _shares(sitter: Sitter) -> None:
    if (page := sitter.get("/item")).document.first("form", id="item-form") is not None:
        sitter.stops_here(page)
    for _ in range(20):
        if sitter.finished:
            return
        sitter.takes_a_step()
    raise AssertionError("the session did not end")


def _own(sitter: Sitter, key: bytes) -> Sought:
    sought = Sought()
    for kept in sitter.kept:
        if WORDS in kept.answer:
            sought.secret(f"word {kept.item}", kept.answer.encode())
            sought.secret(f"word {kept.item} in Python", _as_python_keeps_it(kept.answer))
    sought.secret("session key", key)
    sought.secret("resume code", codes.parse_resume_code(sitter.resume_code).encode())
    return sought


def _as_python_keeps_it(text: str) -> bytes:
    """Two bytes for each character, as in a string with Ethiopic letters."""
    return text.encode("utf-16-le")


def _count(tally: Tally, when: str, sought: Sought, process: int) -> None:
    found = in_memory(sought, process)
    words = sum(count for name, count in found.items() if name.startswith("word"))
    tally.counts[when] = f"key {found['session key']}, resume code {found['resume code']}, words {words}"
