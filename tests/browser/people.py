"""The people of the browser tests: what a candidate and a case worker do, as verbs."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from playwright.sync_api import Locator, Page

NEXT = '#item-form button[value="answer"]'
SKIP = '#item-form button[value="skip"]'
MOST_PAGES = 120
HURRY = r"""
async ({ wanted, known }) => {
  const marks = { practice: /class="practice"/, picture: /class="picture"/, stimulus: /id="stimulus"/,
    tiles: /tiles--pictures/, dutch: /tile__label[^]*<span lang="nl"/, personal: /value="declined"/,
    card: /class="card-note"/ };
  for (let pages = 0; pages < 120; pages += 1) {
    const html = await (await fetch("/item")).text();
    const item = /id="item-form"[^>]*action="\/item\/([^"]+)"/.exec(html)?.[1] ?? "";
    if (!item) return ["", ""];
    const found = Object.keys(marks).filter((mark) => marks[mark].test(html));
    const kind = [/item item--(\w+)/.exec(html)[1], ...found].join("-");
    if (item === wanted || (known.length && !known.includes(kind))) return [item, kind];
    const named = (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)[1];
    const how = html.includes('value="skip"') ? "skip" : "answer";
    const body = { csrf_token: named("csrf_token"), step: named("step"), do: how };
    await fetch(`/item/${item}`, { method: "POST", body: new URLSearchParams(body), redirect: "manual" });
  }
}
"""


@dataclass(slots=True)
class Candidate:
    """Somebody at the kiosk, who sees the *page* and presses what is there to press; chooses by *chance*."""

    page: Page
    address: str
    chance: random.Random
    own_words: str = "kok in een restaurant"
    answered: list[str] = field(default_factory=list)

    OWN_WORDS: ClassVar[dict[str, str]] = {"ar": "طباخ في مطعم", "ti": "ኣብ ቤት ብልዒ ከሻኒ"}
    ZERO: ClassVar[dict[str, str]] = {"ar": "٠"}  # keyboards of these languages have digits of their own

    # looking

    @property
    def item(self) -> str:
        """The item on screen; nothing where the page shows none."""
        form = self.page.locator("#item-form")
        return (form.get_attribute("action") or "").removeprefix("/item/") if form.count() else ""

    @property
    def step(self) -> str:
        """Which turn of the session the item on screen is."""
        return self.page.locator('#item-form [name="step"]').input_value()

    @property
    def locale(self) -> str:
        """The language that the page says it is in."""
        return self.page.locator("html").get_attribute("lang") or ""

    @property
    def at_the_end(self) -> bool:
        """Whether this is the closing page."""
        return self.page.url.endswith("/review") or "/review#" in self.page.url

    def sees(self, text: str) -> bool:
        """Whether *text* can be read on the page, in a field or in its source."""
        fields = self.page.eval_on_selector_all("input, textarea", "all => all.map(one => one.value)")
        return text in self.page.content() or text in fields

    # coming in

    def opens_the_kiosk(self) -> None:
        self.page.goto(f"{self.address}/")

    def chooses_language(self, tag: str) -> None:
        self.own_words = self.OWN_WORDS.get(tag, self.own_words)
        self.presses(f'.tongue[value="{tag}"]')

    def types_start_code(self, code: str) -> None:
        zero = ord(self.ZERO.get(self.locale, "0"))
        self.types("#code", "".join(chr(zero + int(digit)) for digit in code if digit.isdigit()))
        self.presses(".code-form .ams-button--primary")

    def taps_start_code(self, code: str) -> None:
        for digit in code:
            self.page.locator(f'[data-digit="{digit}"]').tap()
        self.presses(".code-form .ams-button--primary", Locator.tap)

    def notes_resume_code(self) -> str:
        return self.page.locator(".code").inner_text()

    def sits_down(self, locale: str, start_code: str) -> str:
        """All the way to the first item; returns the resume code."""
        self.opens_the_kiosk()
        self.chooses_language(locale)
        self.types_start_code(start_code)
        code = self.notes_resume_code()
        self.presses(".card .ams-button--primary")
        return code

    # answering

    def picks(self, number: int | None = None) -> None:
        """One of the choices or faces: the one with *number*, else any."""
        labels = self.page.locator(".tile__label")
        labels.nth(self.chance.randrange(labels.count()) if number is None else number).click()

    def types(self, field: str, text: str) -> None:
        self.page.locator(field).press_sequentially(text)

    def sends_a_mail(self) -> None:
        """Reads the address off the card, where there is one, and writes a greeting of four words."""
        self.page.locator('[data-action="compose"]').click()
        card = self.page.locator(".card-note dd")
        if card.count():
            self.types("#mail-to", card.first.inner_text())
            self.types("#mail-subject", self.own_words)
            self.types("#mail-body", f"{self.own_words} {self.own_words}")
            self.page.locator('[data-action="send"]').click()

    def fills_in(self) -> None:
        """What the item on screen asks for, without sending it."""
        if self.page.locator(".tile__label").count():
            self.picks()
        elif self.page.locator("#text").count():
            self.page.locator("#text").fill("")
            self.types("#text", self.own_words)
        elif self.page.locator("[data-simulation]").count():
            self.sends_a_mail()

    def answers(self) -> None:
        self.answered.append(self.item)
        self.fills_in()
        self.presses(NEXT)

    def answers_until(self, here: Callable[[], bool]) -> None:
        for _ in range(MOST_PAGES):
            if here():
                return
            self.answers()
        raise AssertionError(f"still at {self.page.url} after {MOST_PAGES} pages")

    def answers_everything(self) -> None:
        self.answers_until(lambda: self.at_the_end)

    def hurries_to(self, item: str) -> None:
        """Skip without looking, until *item* is on screen; "" is the closing page."""
        assert self._hurries(item, [])[0] == item

    def hurries_past(self, known: list[str]) -> str:
        """Skip without looking, until an item comes of a kind that is not *known*; returns its kind, "" at the end."""
        return self._hurries("", ["none yet", *known])[1]

    def _hurries(self, item: str, known: list[str]) -> tuple[str, str]:
        found = self.page.evaluate(HURRY, {"wanted": item, "known": known})
        self.page.goto(f"{self.address}/item")
        return found[0], found[1]

    # everything else

    def switches_to(self, tag: str) -> None:
        self.page.locator(".languages summary").click()
        self.presses(f'.languages__choice[value="{tag}"]')

    def pauses(self) -> None:
        self.presses('.bar [formaction="/pause"]')

    def leaves(self) -> None:
        self.presses("#leave button")

    def comes_back(self, resume_code: str) -> None:
        self.page.goto(f"{self.address}/resume")
        self.types("#code", resume_code)
        self.presses(".code-form .ams-button--primary")

    def stops(self) -> None:
        self.presses('.bar [formaction="/stopping"]')
        self.presses('form[action="/stop"] button')

    def corrects(self, item: str) -> None:
        self.presses(f'#{item} [formaction="/revisit"]')

    def strikes_out(self, item: str) -> None:
        self.presses(f'#{item} [formaction="/withhold"]')

    def shares(self) -> None:
        self.presses(".review > .actions .ams-button--primary")

    def presses(self, what: str, how: Callable[[Locator], None] = Locator.click) -> None:
        """Press *what* and wait for the page that follows."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            how(self.page.locator(what))


@dataclass(slots=True)
class CaseWorker:
    """Somebody at the desk, with a *name* and a *password*."""

    page: Page
    address: str
    name: str
    password: str

    def logs_in(self, password: str | None = None) -> None:
        self.page.goto(f"{self.address}/log-in")
        self.page.fill("#name", self.name)
        self.page.fill("#password", self.password if password is None else password)
        self.presses('form[action="/log-in"] button')

    def issues_a_start_code(self) -> str:
        self.page.goto(f"{self.address}/codes")
        self.page.fill("#count", "1")
        self.presses('form[action="/codes"] button')
        return self.page.locator("[data-start-code]").first.get_attribute("data-start-code") or ""

    def takes_in(self, bundle: Path) -> None:
        self.page.goto(f"{self.address}/")
        self.page.set_input_files("#bundle", bundle)
        self.presses('form[action="/bundles"] button')

    def reads(self) -> str:
        """Everything on the page, also what is folded away."""
        return self.page.locator("main").text_content() or ""

    def is_told(self) -> str:
        """The message above the page."""
        return self.page.locator('[role="status"], [role="alert"]').first.inner_text()

    def downloads_the_page(self, folder: Path) -> Path:
        with self.page.expect_download() as coming:
            self.page.locator('a[href$="report.pdf"]').click()
        target = folder / coming.value.suggested_filename
        coming.value.save_as(target)
        return target

    def presses(self, what: str) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator(what).click()
