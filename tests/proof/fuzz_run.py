"""One target under libFuzzer, in a process of its own: `fuzz.py` starts it, because libFuzzer ends the process."""

import json
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["assessment", "joserfc"]):
    from tests.proof.fuzz_targets import TARGETS, Target
    from tests.proof.watch import LONGEST, Limits

_EVERY = 1000  # runs between two notes of what was answered
_OWN = 0.5  # how often an input is changed by somebody who knows its form


class Slow(AssertionError):
    """One input took more than a second of processor time."""


def fuzz(target: Target, folder: Path, seconds: int, seed: int) -> None:
    """Fuzz *target* for so many *seconds*; ends the process."""
    for number, data in enumerate(target.begin()):
        (folder / "corpus" / f"good-{number}").write_bytes(data)
    answers: Counter[str] = Counter()
    watched = Limits()

    def one(data: bytes) -> None:
        watched.started = time.process_time()
        answers[target.judge(data)] += 1
        if time.process_time() - watched.started > LONGEST:
            raise Slow(f"took {time.process_time() - watched.started:.1f} s")
        if answers.total() % _EVERY == 0:
            (folder / "answers.json").write_text(json.dumps(answers))

    def changed(data: bytes, most: int, chance_seed: int) -> bytes:
        chance = Random(chance_seed)
        if chance.random() < _OWN and data:
            return target.mutate(data, chance)[:most]
        return bytes(atheris.Mutate(data, most))

    signal.signal(signal.SIGPROF, watched.look)
    signal.setitimer(signal.ITIMER_PROF, 0.5, 0.5)
    # libFuzzer's own clock ends the whole process without a word, and runs on while others use the processor
    limits = ["-timeout=100000", "-rss_limit_mb=1024", "-malloc_limit_mb=256", f"-max_len={target.longest}"]
    often = [f"-max_total_time={seconds}", f"-seed={seed}", "-print_final_stats=1", f"-artifact_prefix={folder}/"]
    atheris.Setup([sys.argv[0], *limits, *often, str(folder / "corpus")], one, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    fuzz(TARGETS[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
