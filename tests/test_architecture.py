import sys
from pathlib import Path
from subprocess import run

import pytest

ROOT = Path(__file__).parent.parent


def test_imports_follow_the_dependency_rule():
    linter = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]

    result = run([*linter, "--no-logo", "--no-cache"], cwd=ROOT, capture_output=True, text=True)

    if result.returncode:
        pytest.fail(result.stdout + result.stderr, pytrace=False)
