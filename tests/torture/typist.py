"""A candidate in Chromium who types a word of her own into every text field that she meets, each word once."""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page

from assessment.demo.browser import Element
from assessment.demo.responses import Fields
from tests.browser.ahead import Ahead, Guess, item_of
from tests.browser.people import NEXT, Candidate

LATIN, ARABIC, ETHIOPIC = "zebraquartz", "زرافةكوارتز", "ዘብራኳርትዝ"
FIELDS = "#text, [name='gap'], #q, #typing-text, #mail-to, #mail-subject, #mail-body"
MOST_PAGES = 400


@dataclass(slots=True)
class Typist:
    """Somebody at the *page* of a kiosk; *typed* are the words, *fields* how often she met each kind of text field.

    What is *known* she answers so; the rest by *chance*.
    """

    page: Page
    address: str
    chance: random.Random
    locale: str
    breaks: Callable[["Typist"], None]
    known: Mapping[str, Fields] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    fields: Counter[str] = field(default_factory=Counter)
    items: set[str] = field(default_factory=set)
    resume_code: str = ""

    @property
    def candidate(self) -> Candidate:
        """The verbs of the browser tests."""
        return Candidate(self.page, self.address, self.chance)

    def word(self, longest: int = 60) -> str:
        """A word that was never typed before, in all three scripts where there is room."""
        number = f"{len(self.typed):04}{self.chance.randrange(10**6):06}"
        scripts = [f"{each}{number}" for each in (LATIN, ARABIC, ETHIOPIC)]
        new = " ".join(scripts) if longest >= len(" ".join(scripts)) else scripts[len(self.typed) % 3][-longest:]
        self.typed.append(new)
        return new

    def types(self, selector: str, kind: str) -> None:
        """Type a new word into the field *selector* in place of what stands there."""
        box = self.page.locator(selector)
        longest = box.evaluate("one => one.maxLength")
        box.fill("")
        box.press_sequentially(self.word(longest if longest > 0 else 60))
        self.fields[kind] += 1

    # a whole sitting

    def sits(self, start_code: str, most: int) -> None:
        """From the first page to the closing page; the rest is left out after *most* pages that ask for words."""
        somebody = self.candidate
        somebody.opens_the_kiosk()
        somebody.chooses_language(self.locale)
        self.tries_words_as_codes()
        somebody.types_start_code(start_code)
        self.resume_code = somebody.notes_resume_code()
        somebody.presses(".card .ams-button--primary")
        for _ in range(MOST_PAGES):
            document = Ahead(self.page.context, self.address).until(_asks_for_words, self.guesses)
            self.page.goto(f"{self.address}/item")
            if not item_of(document):
                return
            self.writes()
            if not (most := most - 1):
                somebody.stops()
                return
        raise AssertionError(f"still at {self.page.url}")

    def tries_words_as_codes(self) -> None:
        """Words where codes belong."""
        for page in ("resume", "start"):
            self.page.goto(f"{self.address}/{page}")
            self.types("#code", f"{page} code")
            self.candidate.presses(".code-form .ams-button--primary")
        self.page.goto(f"{self.address}/start")

    def guesses(self, document: Element) -> dict[str, str | list[str]]:
        """An answer to an item that asks for no words."""
        if document.first("button", value="yes") is not None:
            return {"do": "yes"}  # leads to more questions
        return Guess(self.chance, "-", self.known)(document)

    def writes(self) -> None:
        """Fill in the page on screen, take a break on it, fill it in once more and send it."""
        item, step = self.candidate.item, self.candidate.step
        self.items.add(item)
        self.fills_in()
        self.breaks(self)
        self.fills_in()
        if not self.page.locator(NEXT).count():
            raise AssertionError(f"{item} cannot be answered with words")
        self.candidate.presses(NEXT)
        if self.candidate.item and self.candidate.step == step:  # words were not what it takes
            self.candidate.presses("#item-form button[value='skip']")

    def fills_in(self) -> None:
        """Something in every text field of the item."""
        match self.candidate.kind:
            case "occupation":
                self.writes_own_work()
            case "simulation":
                self.uses_the_program()
            case kind:
                for number in range(self.page.locator("[name='gap']").count()):
                    self.types(f"[name='gap'] >> nth={number}", "gap_text")
                if self.page.locator("#text").count():
                    self.types("#text", kind)

    def writes_own_work(self) -> None:
        """Search in vain, then write it in own words."""
        if not self.page.locator("#q").count():
            self.candidate.presses('a[href="/item?q="]')
        self.types("#q", "search")
        self.candidate.presses(".search button")
        self.types("#text", "own work")

    def uses_the_program(self) -> None:
        """A mail with words that the task does not ask for, or typing, with the right words at last: they lead on."""
        if self.page.locator("#typing-text").count():
            self.types("#typing-text", "typing")
            self.page.locator("#typing-text").fill(self.page.locator(".card-note dd").inner_text())
            return
        if not self.page.locator("#mail-body").is_visible():
            self.page.locator('[data-action="compose"]').click()
        for part in ("to", "subject", "body"):
            self.types(f"#mail-{part}", f"mail {part}")

    # at the closing page

    def changes_her_mind(self) -> None:
        """Correct one answer in words and strike another one out, where there are any."""
        changeable = self.page.locator(".review__row:has([formaction='/revisit'])").evaluate_all(
            "all => all.map(one => one.id)"
        )
        for item in changeable:
            self.candidate.corrects(item)
            if self.page.locator("#text").count() and self.candidate.kind == "text_entry":
                self.types("#text", "corrected")
                self.candidate.presses(NEXT)
                return
            self.candidate.presses("#item-form button[value='skip']")


def switches_and_pauses(typist: Typist) -> None:
    """What stands on the page unsent goes through another language, a pause and the resume code."""
    somebody, other = typist.candidate, "nl" if typist.locale != "nl" else "ar"
    if typist.page.locator(f'.languages__choice[value="{other}"]').count():
        somebody.switches_to(other)
        somebody.switches_to(typist.locale)
    somebody.pauses()
    somebody.leaves()
    somebody.comes_back(typist.resume_code)


def _asks_for_words(document: Element) -> bool:
    fields = [("textarea", {"name": "text"}), ("input", {"name": "text"}), ("input", {"name": "gap"})]
    fields += [("input", {"id": "q"}), ("a", {"href": "/item?q="}), ("input", {"name": "log"})]
    return any(document.first(tag, **marks) is not None for tag, marks in fields)
