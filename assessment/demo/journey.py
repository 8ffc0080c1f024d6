"""One scripted candidate and one scripted case worker, who know only the pages that are served to them."""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

from assessment.demo import responses
from assessment.demo.browser import Browser, Page, Unexpected
from assessment.demo.stage import Stage

_OWN_WORDS = {"ar": "طباخ في مطعم", "ti": "ኣብ ቤት ብልዒ ከሻኒ", "nl": "kok in een restaurant", "fa": "آشپز در رستوران"}
_LONGEST = 200  # pages


@dataclass(slots=True)
class Journey:
    """What happened: the bundle's id, whether everything held, levels by scale, and answers given by item."""

    bundle: str = ""
    verified: bool = False
    levels: dict[str, str] = field(default_factory=dict)
    responses: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool:
        """Whether the whole way worked."""
        return bool(self.bundle) and self.verified and bool(self.levels) and not self.problems

    def json(self) -> str:
        """The journey on one line."""
        parts = {"bundle": self.bundle, "verified": self.verified, "levels": self.levels, "responses": self.responses}
        return json.dumps({**parts, "problems": self.problems} if self.problems else parts, ensure_ascii=False)


def travel(stage: Stage, locale: str, seed: int = 1) -> Journey:
    """The whole way in *locale*: a start code from the desk, a sitting, the bundle, the case worker's page."""
    journey = Journey()
    try:
        desk = _CaseWorker(stage)
        code = desk.start_code()
        before = set(stage.stick.iterdir())
        candidate = Candidate(Browser(stage.kiosk), locale, seed)
        candidate.sit(code)
        journey.responses = candidate.responses
        (bundle,) = set(stage.stick.iterdir()) - before
        desk.read(bundle, journey)
    except (Unexpected, ValueError) as error:
        journey.problems.append(str(error))
    return journey


class Candidate:
    """Chooses by chance, types in the language of the page, and presses what is there to press."""

    def __init__(self, browser: Browser, locale: str, seed: int) -> None:
        self._browser = browser
        self._locale = locale
        self._chance = random.Random(seed)  # noqa: S311  # a script, not a secret
        self.responses = 0

    def sit(self, code: str) -> None:
        """The whole sitting with start code *code*; Unexpected where a page is not what it should be."""
        page = self._browser.get("/")
        page = self._browser.post("/language", {**page.hidden(page.form("/language")), "locale": self._locale})
        self._check_language(page)
        page = self._browser.post("/start", {**page.hidden(page.form("/start")), "code": code})
        page = self._browser.get("/item")
        for _ in range(_LONGEST):
            if page.path.startswith("/review"):
                break
            page = self._answer(page)
        self._check_language(page)
        page = self._browser.post("/finish", page.hidden(page.form("/finish")))
        if not page.path.startswith("/goodbye"):
            raise Unexpected(f"after sharing came {page.path} ({page.status})")

    def _check_language(self, page: Page) -> None:
        html = page.document.first("html")
        if html is None or html.get("lang") != self._locale:
            raise Unexpected(f"{page.path} ({page.status}) is not in {self._locale}")

    def _answer(self, page: Page) -> Page:
        self._check_language(page)
        page = self._look_closer(page)
        form = page.document.first("form", id="item-form")
        if form is None:
            raise Unexpected(f"{page.path} ({page.status}) shows no item")
        given = responses.given(page.document, self._chance, self._words)
        fields: dict[str, str | list[str]] = {**page.hidden(form), "do": "answer", **given}
        if given and page.document.first(class_="practice") is None:
            self.responses += 1
        step = fields["step"]
        page = self._browser.post(form.get("action"), fields)
        again = page.document.first("input", type="hidden", name="step")
        if page.status != 200 or (again is not None and again.get("value") == step):
            raise Unexpected(f"{form.get('action')} was answered with {page.status}")
        return page

    def _look_closer(self, page: Page) -> Page:
        """Where work is chosen from sectors, the page with the occupations of one of them."""
        sectors = [link.get("href") for link in page.document.all("a") if link.get("href").startswith("/item?sector=")]
        if not sectors or page.document.first("input", name="pick") is not None:
            return page
        return self._browser.get(self._chance.choice(sectors))

    @property
    def _words(self) -> str:
        return _OWN_WORDS.get(self._locale, "cook in a restaurant")


class _CaseWorker:
    """Logs in, hands out a start code, imports the bundle and reads the page."""

    def __init__(self, stage: Stage) -> None:
        self._browser = Browser(stage.desk)
        page = self._browser.get("/log-in")
        fields = {**page.hidden(page.form("/log-in")), "name": stage.user, "password": stage.password}
        if (page := self._browser.post("/log-in", fields)).status != 200:
            raise Unexpected(f"logging in was answered with {page.status}")

    def start_code(self) -> str:
        page = self._browser.get("/codes")
        page = self._browser.post("/codes", {**page.hidden(page.form("/codes")), "count": "1"})
        found = page.document.first(data_start_code=None)
        if found is None:
            raise Unexpected(f"{page.path} ({page.status}) shows no start code")
        return found.get("data-start-code")

    def read(self, bundle: Path, journey: Journey) -> None:
        page = self._browser.get("/")
        fields = page.hidden(page.form("/bundles"))
        page = self._browser.upload("/bundles", fields, "bundle", bundle.read_bytes())
        profile = page.document.first(data_bundle=None)
        if page.status != 200 or profile is None:
            raise Unexpected(f"the import was answered with {page.status}")
        journey.bundle = profile.get("data-bundle")
        journey.verified = profile.get("data-verified") == "yes"
        journey.levels = {each.get("data-scale"): each.get("data-level") for each in profile.all(data_scale=None)}
        if (received := int(profile.get("data-responses", "-1"))) != journey.responses:
            journey.problems.append(f"{journey.responses} responses were given, the desk has {received}")
