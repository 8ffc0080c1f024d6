"""A scripted candidate whose connection may break at any moment, and who remembers what was acknowledged."""

import json
import random
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


class Dropped(Exception):
    """The connection broke: the kiosk was killed."""


class Locked(Exception):
    """The resume code does not open the session."""


class Sitter:
    """Goes on wherever the kiosk is: chooses by *chance*, resumes when asked for the code."""

    def __init__(self, address: str, start_code: str, chance: random.Random) -> None:
        self.start_code = start_code
        self.acknowledged: dict[str, str] = {}
        self.lost: list[str] = []
        self.posts_acknowledged = 0
        self.asked_to_share = False
        self.finished = False
        self._address = address
        self._chance = chance
        self._cookies: dict[str, str] = {}
        self._resume_code = ""
        self._newest_step = 0

    def takes_a_step(self) -> None:
        """One page and what to do on it; Dropped where the kiosk went away, Locked where it does not open."""
        page = self._get("/item")
        if page.path == "/review":
            self._share(page)
        elif page.document.first("form", id="item-form") is not None:
            self._note_code()
            self._answer(page)
        elif self._resume_code:
            self._resume()
        else:
            self._begin()

    def _begin(self) -> None:
        page = self._get("/")
        self._post("/language", {**page.hidden(page.form("/language")), "locale": self._a_locale(page)})
        page = self._get("/start")
        self._post("/start", {**page.hidden(page.form("/start")), "code": self.start_code})
        self._note_code()

    def _note_code(self) -> None:
        if not self._resume_code:
            code = self._get("/code").document.first(class_="code")
            self._resume_code = code.text if code else ""

    def _a_locale(self, page: Page) -> str:
        return self._chance.choice([each.get("value") for each in page.document.all("button", name="locale")])

    def _resume(self) -> None:
        page = self._get("/resume")
        status = self._post("/resume", {**page.hidden(page.form("/resume")), "code": self._resume_code})
        if status != SEE_OTHER:
            raise Locked(f"the resume code was answered with {status}")

    def _answer(self, page: Page) -> None:
        form = page.form(next(each.get("action") for each in page.document.all("form", id="item-form")))
        fields = page.hidden(form)
        step, item = int(fields["step"]), form.get("action").removeprefix("/item/")
        if step <= self._newest_step:
            self.lost.append(f"{item}: step {step} came again after step {self._newest_step} was acknowledged")
        answer = self._chosen(page.document)
        if self._post(form.get("action"), {**fields, "do": "answer", **answer}) != SEE_OTHER:
            return
        self.posts_acknowledged += 1
        self._newest_step = step
        if answer and page.document.first(class_="practice") is None:
            self.acknowledged[item] = _as_kept(page.document, answer)

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
        self.finished = self._post("/finish", page.hidden(page.form("/finish"))) == SEE_OTHER

    # the line to the kiosk

    def _get(self, path: str) -> Page:
        for _ in range(5):
            status, location, data = self._exchange("GET", path, None)
            if status != SEE_OTHER:
                return read(path, status, data)
            path = urlsplit(location).path
        raise Unexpected(f"{path}: too many redirects")

    def _post(self, path: str, fields: Fields) -> int:
        return self._exchange("POST", path, urlencode(fields, doseq=True).encode())[0]

    def _exchange(self, method: str, path: str, body: bytes | None) -> tuple[int, str, bytes]:
        connection = HTTPConnection(self._address, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            connection.request(method, path, body, {**kind, "Cookie": cookies})
            answer = connection.getresponse()
            data = answer.read()
        except (OSError, HTTPException) as broken:
            raise Dropped(path) from broken
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers.get("Location", ""), data


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
