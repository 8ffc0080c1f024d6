"""The candidate of the browser tests: what somebody does at the kiosk, as verbs."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from playwright.sync_api import Locator, Page

from assessment.demo.browser import Element
from assessment.demo.responses import Fields
from tests.browser.ahead import Ahead, Gives, Guess, Hurry, item_of

NEXT = '#item-form button[value="answer"]'
SKIP = '#item-form button[value="skip"]'
YES = '.yes-no__button[value="yes"]'
NO = '.yes-no__button[value="no"]'
MOST_PAGES = 60


@dataclass(slots=True)
class Candidate:
    """Somebody at the kiosk, who sees the *page* and presses what is there to press; chooses by *chance*."""

    page: Page
    address: str
    chance: random.Random
    own_words: str = "kok in een restaurant"
    answered: list[str] = field(default_factory=list)

    OWN_WORDS: ClassVar[dict[str, str]] = {
        "ar": "طباخ في مطعم",
        "en": "cook in a restaurant",
        "fa": "آشپز در رستوران",
        "ti": "ኣብ ቤት ብልዒ ከሻኒ",
    }
    ZERO: ClassVar[dict[str, str]] = {"ar": "٠", "fa": "۰"}  # keyboards of these languages have digits of their own

    # looking

    @property
    def item(self) -> str:
        """The item on screen; nothing where the page shows none."""
        form = self.page.locator("#item-form")
        return (form.get_attribute("action") or "").removeprefix("/item/") if form.count() else ""

    @property
    def kind(self) -> str:
        """The kind of the item on screen, as its page names it."""
        classes = self.page.locator("article.item").get_attribute("class") or ""
        return classes.rpartition("item--")[2]

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

    def digits(self, number: str) -> str:
        """*number* in the digits of the keyboard of this language."""
        zero = ord(self.ZERO.get(self.locale, "0"))
        return "".join(chr(zero + int(digit)) for digit in number)

    # coming in

    def opens_the_kiosk(self) -> None:
        self.page.goto(f"{self.address}/")

    def chooses_language(self, tag: str) -> None:
        self.own_words = self.OWN_WORDS.get(tag, self.own_words)
        self.presses(f'.tongue[value="{tag}"]')

    def types_start_code(self, code: str) -> None:
        self.types("#code", self.digits("".join(filter(str.isdigit, code))))
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
        labels = self.page.locator(".tile:not(.tile--link) .tile__label")
        labels.nth(self.chance.randrange(labels.count()) if number is None else number).click()

    def types(self, field: str, text: str) -> None:
        self.page.locator(field).press_sequentially(text)

    def fills_in(self) -> None:  # noqa: C901  # one case for each kind
        """What the item on screen asks for, without sending it."""
        match self.kind:
            case "choice" | "multiple_choice" | "rating":
                self.picks()
            case "order":
                self.puts_in_order()
            case "number_entry":
                self.counts()
            case "date_entry":
                self.tells_a_date()
            case "occupation":
                self.finds_work()
            case "text_entry":
                self.page.locator("#text").fill("")
                self.types("#text", self.own_words)
            case "gap_text":
                self.completes_words()
            case "simulation":
                self.uses_the_program()

    def completes_words(self) -> None:
        """Every second word, as somebody does who does not know them all."""
        for gap in self.page.locator('[name="gap"]').all()[::2]:
            gap.fill("en")

    def puts_in_order(self) -> None:
        """All tiles, in any order: pressed one after the other, or with a place chosen for each."""
        tiles = self.page.locator("[data-tile]")
        order = self.chance.sample(range(tiles.count()), tiles.count())
        for place, tile in enumerate(order, start=1):
            press = tiles.nth(tile).locator("button.order__button")
            if press.count():
                press.click()
            else:
                tiles.nth(tile).locator("select").select_option(str(place))

    def counts(self) -> None:
        self.page.locator("#number").fill(self.digits(str(self.chance.randint(*self.limits))))

    @property
    def limits(self) -> tuple[int, int]:
        """The least and the most that can be typed here."""
        box = self.page.locator("[data-stepper]")
        return int(box.get_attribute("data-least") or ""), int(box.get_attribute("data-most") or "")

    def tells_a_date(self) -> None:
        """This year, as the page itself writes it, in any calendar; with a month where the page asks for one."""
        self.picks()
        year = self.page.locator(".tile:has(:checked) .date__now").inner_text()
        self.page.locator("#year").fill(year)
        months = self.page.locator(".date__select").locator("visible=true")
        if months.count():
            months.select_option(str(self.chance.randrange(1, 13)))

    def finds_work(self) -> None:
        if not self.page.locator('[name="pick"]').count():
            sectors = self.page.locator('a[href^="/item?sector="]').all()
            self.presses(f'a[href="{self.chance.choice(sectors).get_attribute("href")}"]')
        self.picks()

    def writes_own_work(self, words: str) -> None:
        """Own words instead of a tile."""
        if not self.page.locator("#text").count():
            self.presses('a[href="/item?q="]')
        self.types("#text", words)

    def uses_the_program(self) -> None:
        if self.page.locator("#typing-text").count():
            self.types("#typing-text", self.page.locator(".card-note dd").inner_text())
        else:
            self.sends_a_mail()

    def sends_a_mail(self) -> None:
        """Reads the address off the card, where there is one, and writes a greeting of four words."""
        self.page.locator('[data-action="compose"]').click()
        card = self.page.locator(".card-note dd")
        if card.count():
            self.types("#mail-to", card.first.inner_text())
            self.types("#mail-subject", self.own_words)
            self.types("#mail-body", f"{self.own_words} {self.own_words}")
            self.page.locator('[data-action="send"]').click()

    def answers(self) -> None:
        self.answered.append(self.item)
        if self.kind == "yes_no":
            self.presses(self.chance.choice([YES, NO]))
        else:
            self.fills_in()
            self.presses(NEXT)

    def answers_until(self, here: Callable[[], bool]) -> None:
        for _ in range(MOST_PAGES):
            if here():
                return
            self.answers()
        raise AssertionError(f"still at {self.page.url} after {MOST_PAGES} pages")

    # going ahead without looking

    def goes_ahead_to(self, item: str, decided: Mapping[str, Fields] | None = None) -> None:
        """Answer by chance, some items as *decided*, until *item* is on screen; "" is the closing page."""
        self._goes_ahead(item, Guess(self.chance, self.own_words, decided or {}))

    def hurries_to(self, item: str, decided: Mapping[str, Fields] | None = None) -> None:
        """Skip everything that is not *decided* until *item* is on screen; "" is the closing page."""
        self._goes_ahead(item, Hurry(decided or {}))

    def _goes_ahead(self, item: str, gives: Gives) -> None:
        document = self.ahead.until(lambda page: item_of(page) == item, gives)
        assert item_of(document) == item
        self.page.goto(f"{self.address}/item")

    def goes_ahead_until(self, here: Callable[[Element], bool], decided: Mapping[str, Fields]) -> Element:
        """Answer by chance, some items as *decided*, until a page comes that is wanted *here*, or the closing one."""
        document = self.ahead.until(here, Guess(self.chance, self.own_words, decided))
        self.page.goto(f"{self.address}/item")
        return document

    @property
    def ahead(self) -> Ahead:
        """The way ahead in this session."""
        return Ahead(self.page.context, self.address)

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

    def unfolds(self, item: str) -> None:
        """Open the part of the closing page that *item* is in, unless it is open."""
        if not self.page.locator(f"#{item}").is_visible():
            self.page.locator(f"details:has(#{item}) > summary").click()

    def corrects(self, item: str) -> None:
        self.unfolds(item)
        self.presses(f'#{item} [formaction="/revisit"]')

    def strikes_out(self, item: str) -> None:
        self.unfolds(item)
        self.presses(f'#{item} [formaction="/withhold"]')

    def shares(self) -> None:
        self.presses(".review > .actions .ams-button--primary")

    def presses(self, what: str, how: Callable[[Locator], None] = Locator.click) -> None:
        """Press *what* and wait for the page that follows."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            how(self.page.locator(what))
