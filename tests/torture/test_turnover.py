"""The moment at which a worker ends, because the last session did."""

import random
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from tests.torture.kiosk_process import KioskProcess
from tests.torture.load import a_start_code
from tests.torture.sitter import Dropped, Sitter

TRIES = 10  # a worker that ends may break off a request; pressing again must help


def a_sitter(kiosk: KioskProcess, seed: int) -> Sitter:
    chance = random.Random(seed)
    return Sitter(kiosk.address, a_start_code(chance), chance)


def answers_once(sitter: Sitter) -> None:
    """Come in, and go on until one answer was acknowledged."""
    for _ in range(TRIES):
        with suppress(Dropped):
            sitter.takes_a_step()
        if sitter.posts_acknowledged:
            return


@pytest.mark.slow
def test_who_comes_in_while_the_last_one_leaves_can_go_on(tmp_path: Path) -> None:
    kiosk = KioskProcess.made_in(tmp_path)
    kiosk.start()
    try:
        leaving, coming = a_sitter(kiosk, 0), [a_sitter(kiosk, seed) for seed in range(1, 5)]
        leaving.takes_a_step()
        leaving.stops_here()

        doors = [Thread(target=answers_once, args=(sitter,)) for sitter in coming]
        for door in doors:
            door.start()
        leaving.takes_a_step()
        for door in doors:
            door.join()

        assert leaving.finished
        assert all(sitter.posts_acknowledged for sitter in coming)
    finally:
        kiosk.cut()
