"""Several scripted candidates at once, each sitting one session after another, while the kiosk is tortured."""

import math
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable

from assessment.session import codes
from tests.torture.sitter import Dropped, Locked, Sitter

PATIENCE = 120.0  # seconds until every client has noticed that the kiosk is gone
A_MOMENT = 0.03  # seconds before a dropped client tries again


class Load:
    """*clients* threads at *address*, each with its own chance out of *seed*; ended by `stop`.

    *pauses*, *stops* and *clock* are those of the sitters; together they answer *pace* times a second at most.
    By default a sitting is short, half of them are paused once, and few see the whole bank.
    """

    def __init__(
        self,
        address: str,
        clients: int,
        seed: object,
        pauses: float = 0.02,
        stops: float = 0.02,
        pace: float = math.inf,
        clock: Callable[[int], object] = lambda port: None,
    ) -> None:
        self.sitters: list[Sitter] = []
        self.broken_off = 0
        self.locked: list[str] = []
        self._pace = pace
        self._begun = math.inf
        self._sitter = lambda code, chance: Sitter(address, code, chance, pauses, stops, clock)
        self._stopping = False
        self._may_go_on = threading.Event()
        self._state = threading.Condition()
        self._waiting = 0
        self._troubles: list[BaseException] = []
        chances = [random.Random(f"{seed}/{number}") for number in range(clients)]
        self._threads = [threading.Thread(target=self._work, args=(chance,), daemon=True) for chance in chances]

    def wait_until_all_dropped(self) -> None:
        """After the kiosk was cut off: until each client has noticed, and has noted all that was acknowledged."""
        self._may_go_on.clear()
        with self._state:
            if not self._state.wait_for(lambda: self._waiting == self._alive(), PATIENCE):
                raise TimeoutError(f"{self._alive() - self._waiting} clients never noticed that the kiosk was gone")
        self._raise_troubles()

    def _alive(self) -> int:
        return len(self._threads) - len(self._troubles)

    def wait_for(self, answers: int) -> None:
        """Until *answers* more were acknowledged, or something went wrong."""
        enough, deadline = self.acknowledged + answers, time.monotonic() + PATIENCE
        while self.acknowledged < enough:
            self._raise_troubles()
            if time.monotonic() > deadline:
                raise TimeoutError(f"fewer than {answers} answers were acknowledged in {PATIENCE} s")
            time.sleep(A_MOMENT / 10)

    def go_on(self) -> None:
        """Let the candidates come in, or go on after the kiosk was gone."""
        self._begun = min(self._begun, time.monotonic())
        self._may_go_on.set()
        for thread in self._threads:
            if thread.ident is None:
                thread.start()

    def stop(self) -> None:
        """End every client after its step; what went wrong in one of them is raised here."""
        self._stopping = True
        self._may_go_on.set()
        for thread in self._threads:
            thread.join(PATIENCE)
        self._raise_troubles()

    def _raise_troubles(self) -> None:
        for trouble in self._troubles:
            raise trouble

    @property
    def acknowledged(self) -> int:
        """How many answers were acknowledged so far."""
        return sum(sitter.posts_acknowledged for sitter in list(self.sitters))

    @property
    def unexpected(self) -> Counter[str]:
        """Every status that nobody expected, with its page."""
        return sum((sitter.unexpected for sitter in list(self.sitters)), Counter())

    def _work(self, chance: random.Random) -> None:
        try:
            while not self._stopping:
                sitter = self._sitter(a_start_code(chance), chance)
                self.sitters.append(sitter)
                self._sit(sitter)
        except BaseException as trouble:
            self._troubles.append(trouble)
            raise

    def _sit(self, sitter: Sitter) -> None:
        while not sitter.finished and not self._stopping:
            try:
                sitter.takes_a_step()
            except Dropped:
                self._wait_for_the_kiosk()
            except Locked as locked:
                if not sitter.asked_to_share:  # else it is sealed, and only the reply was lost: the outbox will tell
                    self.locked.append(f"{sitter.start_code}: {locked}")
                return
            self._keep_pace()

    def _keep_pace(self) -> None:
        """Rest while more answers were acknowledged than the pace allows."""
        while not self._stopping and self.acknowledged > self._pace * (time.monotonic() - self._begun):
            time.sleep(A_MOMENT)

    def _wait_for_the_kiosk(self) -> None:
        with self._state:
            self.broken_off += 1
            self._waiting += 1
            self._state.notify_all()
        self._may_go_on.wait()
        with self._state:
            self._waiting -= 1
        time.sleep(A_MOMENT)


def a_start_code(chance: random.Random) -> str:
    """A start code as a desk issues it."""
    return codes.start_code("".join(chance.choices("0123456789", k=codes.START_RANDOM)), 1)


def lost_steps(sitters: Iterable[Sitter]) -> list[str]:
    """The items that came again although their answer had been acknowledged."""
    return [f"{sitter.start_code} {lost}" for sitter in sitters for lost in sitter.lost]
