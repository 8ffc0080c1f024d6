"""Coverage-guided fuzzing of everything that reads what others wrote, with atheris (libFuzzer).

    make fuzz SECONDS=300
    .venv-fuzz/bin/python -m tests.proof.fuzz --seconds 300 before behind

Each target starts from inputs that are in order, made anew. Ends with 1 if anything escaped, took more than a second of
processor time or too much memory, or if something was accepted before the decryption; what did it is kept and named.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.proof.fuzz_targets import TARGETS

_DONE = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(r"cov: (\d+)")


def main() -> int:
    """Fuzz each target that was asked for; 1 where one did not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", default=[*TARGETS], help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=int, default=300, help="for each target (%(default)s)")
    parser.add_argument("--seed", type=int, default=7391, help="what chance begins with (%(default)s)")
    asked = parser.parse_args()
    return max(_fuzz(name, asked.seconds, asked.seed) for name in asked.targets)


def _fuzz(name: str, seconds: int, seed: int) -> int:
    folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    (folder / "corpus").mkdir()
    command = [sys.executable, "-m", "tests.proof.fuzz_run", name, str(folder), str(seconds), str(seed)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    (folder / "log").write_text(ran.stdout)
    count = _last(_DONE, ran.stdout)
    print(f"{name}: seed {seed}, {seconds} s, {count:,} runs, {_last(_COVERED, ran.stdout):,} edges covered")
    answers = json.loads((folder / "answers.json").read_text()) if (folder / "answers.json").exists() else {}
    for code, number in sorted(answers.items(), key=lambda pair: -pair[1]):
        print(f"  {number:>12,}  {code}")
    held = ran.returncode == 0 and count > 0
    print("  0 findings" if held else f"  ended with {ran.returncode}, see {folder}", flush=True)
    return 0 if held else 1


def _last(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.findall(text)
    return int(found[-1]) if found else 0


if __name__ == "__main__":
    sys.exit(main())
