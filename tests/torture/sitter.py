"""A scripted candidate whose connection may break at any moment, and who remembers what was acknowledged."""

import json
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from assessment.demo import responses
from assessment.demo.browser import Element, Page, Unexpected
from assessment.demo.browser import parse as read
from assessment.demo.responses import Fields

WORDS = "ዘይሰማዕ ቃል"
SKIPPED = "skipped"
SOME = 0.1  # of the items are skipped
SEE_OTHER = 303
EXPECTED = frozenset({200, SEE_OTHER, 403})  # 403: the resume code is asked for


class Dropped(Exception):
    """The connection broke: the kiosk was killed."""


class Locked(Exception):
    """The resume code does not open the session."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An *answer* to an *item* that the kiosk acknowledged at *moment*, on whatever clock the sitter was given."""

    moment: object
    item: str
    answer: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A form about to be sent: *answers_to* is the item and what `outbox.as_sent` will say of the answer, if any."""

    path: str
    fields: Fields
    answers_to: tuple[str, str] | None = None


class Sitter:
    """Goes on wherever the kiosk is: chooses by *chance*, resumes when asked for the code.

    *pauses* and *stops* are the shares of steps at which a break is taken, or the rest is left out.
    *clock* tells the moment of an acknowledgement from the port that this end of the connection had.
    """

    def __init__(
        self,
        address: str,
        start_code: str,
        chance: random.Random,
        pauses: float = 0.0,
        stops: float = 0.0,
        clock: Callable[[int], object] = lambda port: None,
    ) -> None:
        self.start_code = start_code
        self.resume_code = ""
        self.kept: list[Kept] = []
        self.lost: list[str] = []
        self.unexpected: Counter[str] = Counter()
        self.begun: object = None
        self.ended: object = None
        self.pauses = 0
        self.resumes = 0
        self.asked_to_share = False
        self.finished = False
        self.posts_acknowledged = 0
        self._address = address
        self._chance = chance
        self._pauses, self._stops = pauses, stops
        self._clock = clock
        self._port = 0
        self._cookies: dict[str, str] = {}
        self._newest_step = 0

    @property
    def acknowledged(self) -> dict[str, str]:
        """What was acknowledged, by item."""
        return {kept.item: kept.answer for kept in self.kept}

    def takes_a_step(self) -> None:
        """One page and what to do on it; Dropped where the kiosk went away, Locked where it does not open."""
        page = self.get("/item")
        if page.path == "/review" and page.document.first("form", action="/finish") is not None:
            self._share(page)
        elif page.document.first("form", id="item-form") is not None:
            self.note_code()
            self._go_on(page)
        elif self.resume_code:
            self._resume()
        else:
            self._begin()

    def _begin(self) -> None:
        page = self.get("/")
        self.post("/language", {**page.hidden(page.form("/language")), "locale": self.a_locale(page)})
        page = self.get("/start")
        self.post("/start", {**page.hidden(page.form("/start")), "code": self.start_code})
        self.note_code()

    def note_code(self) -> None:
        if not self.resume_code:
            code = self.get("/code").document.first(class_="code")
            self.resume_code = code.text if code else ""
            self.begun = self._clock(self._port)

    def a_locale(self, page: Page) -> str:
        return self._chance.choice([each.get("value") for each in page.document.all("button", name="locale")])

    def _resume(self) -> None:
        page = self.get("/resume")
        status = self.post("/resume", {**page.hidden(page.form("/resume")), "code": self.resume_code})
        if status != SEE_OTHER:
            raise Locked(f"the resume code was answered with {status}")
        self.resumes += 1

    def _go_on(self, page: Page) -> None:
        """Answer the item on *page*, or pause or stop there."""
        mood = self._chance.random()
        if mood < self._pauses:
            self.pauses += self.post("/pause", page.hidden(item_form(page))) == SEE_OTHER
        elif mood < self._pauses + self._stops:
            self.stops_here(page)
        else:
            self._answer(page)

    def stops_here(self, page: Page | None = None) -> None:
        """Leave out the rest of the items."""
        page = page or self.get("/item")
        self.post("/stop", page.hidden(item_form(page)))

    def _answer(self, page: Page) -> None:
        sending = self.an_answer_to(page)
        step, item = int(str(sending.fields["step"])), sending.path.removeprefix("/item/")
        if step <= self._newest_step:
            self.lost.append(f"{item}: step {step} came again after step {self._newest_step} was acknowledged")
        if self.post(sending.path, sending.fields) != SEE_OTHER:
            return
        self.posts_acknowledged += 1
        self._newest_step = step
        if sending.answers_to is not None:
            self.kept.append(Kept(self._clock(self._port), *sending.answers_to))

    def an_answer_to(self, page: Page) -> Sending:
        """What to send on the *page* of an item."""
        form = item_form(page)
        answer = self._chosen(page.document)
        kept = page.document.first(class_="practice") is None  # what is practised may come more than once
        item = form.get("action").removeprefix("/item/")
        fields = {**page.hidden(form), "do": "answer", **answer}
        return Sending(form.get("action"), fields, (item, _as_kept(page.document, answer)) if kept else None)

    def _chosen(self, document: Element) -> Fields:
        if document.first("button", value="skip") is not None and self._chance.random() < SOME:
            return {"do": "skip"}
        words = f"{WORDS} {self._chance.randrange(10**6)}"
        return responses.given(document, self._chance, words) or self._own_work(document, words)

    def _own_work(self, document: Element, words: str) -> Fields:
        """Own words where work is chosen, without looking at its tiles."""
        return {"text": words} if document.first("a", href="/item?q=") is not None else {}

    def _share(self, page: Page) -> None:
        self.asked_to_share = True
        if self.post("/finish", page.hidden(page.form("/finish"))) == SEE_OTHER:
            self.ended = self._clock(self._port)
            self.finished = True

    # the line to the kiosk

    def get(self, path: str) -> Page:
        for _ in range(5):
            status, location, data = self._exchange("GET", path, None)
            if status != SEE_OTHER:
                return read(path, status, data)
            path = urlsplit(location).path
        raise Unexpected(f"{path}: too many redirects")

    def post(self, path: str, fields: Fields) -> int:
        return self._exchange("POST", path, urlencode(fields, doseq=True).encode())[0]

    def _exchange(self, method: str, path: str, body: bytes | None) -> tuple[int, str, bytes]:
        connection = HTTPConnection(self._address, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            connection.request(method, path, body, {**kind, "Cookie": cookies})
            self._port = connection.sock.getsockname()[1]
            answer = connection.getresponse()
            data = answer.read()
        except (OSError, HTTPException) as broken:
            raise Dropped(path) from broken
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status not in EXPECTED:
            self.unexpected[f"{method} /{path.split('/')[1].split('?')[0]} {answer.status}"] += 1
        return answer.status, answer.headers.get("Location", ""), data


def item_form(page: Page) -> Element:
    return page.form(next(each.get("action") for each in page.document.all("form", id="item-form")))


def _as_kept(document: Element, answer: Fields) -> str:
    """What `outbox.as_sent` says of *answer*, given on the page that is *document*."""
    if "place" in answer:
        tiles = [each.get("id").removeprefix("place-") for each in document.all("select", name="place")]
        return " ".join(tile for _, tile in sorted(zip(answer["place"], tiles, strict=True)))
    if "do" in answer:
        return SKIPPED if answer["do"] == "skip" else str(answer["do"])
    if "gap" in answer:
        return " ".join(answer["gap"])
    if "log" in answer:
        return json.dumps([action["name"] for action in json.loads(str(answer["log"]))])
    return " ".join(map(str, answer.values()))
