"""What every page must be, whoever shows it: the checks of the walk."""

import ast
import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from assessment.locales import LOCALES, folder

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SHORTEST_SENTINEL = 12  # letters: shorter texts may be the same in two languages
RUN_AXE = """
async (tags) => (await axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }))
  .violations.map(({ id, nodes }) => `axe ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`)
"""
FACTS = r"""
() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const shown = (one) => {
    const copy = one.cloneNode(true);
    copy.querySelectorAll("[aria-hidden=true]").forEach((hidden) => hidden.remove());
    return plain(copy.textContent);
  };
  const ids = all("[id]").map((one) => one.id);
  const named = (one) => one.labels?.length || one.ariaLabel || one.getAttribute("aria-labelledby");
  const leads = ["href", "src", "action", "formaction", "srcset", "data-src", "data-simulation"];
  const spoken = all("[aria-label], [alt], [title]")
    .flatMap((one) => [one.ariaLabel, one.getAttribute("alt"), one.title]);
  return {
    headings: all("h1").map(shown),
    title: plain(document.title),
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    unnamed: all("input:not([type=hidden]), select, textarea")
      .filter((one) => !one.closest("[hidden]") && !named(one)).map((one) => one.outerHTML),
    inline: all("style, script:not([src]), [style]:not([style=''])").map((one) => one.outerHTML.slice(0, 100))
      .concat(all("*").filter((one) => one.getAttributeNames().some((name) => name.startsWith("on")))
        .map((one) => one.outerHTML.slice(0, 100))),
    away: all("*").flatMap((one) => leads.map((name) => one.getAttribute(name)))
      .filter((value) => value && new URL(value, location).origin !== location.origin),
    tokenless: all("form[method=post]").filter((one) => !one.querySelector("[name=csrf_token]"))
      .map((one) => one.outerHTML.slice(0, 100)),
    text: plain(`${document.title} ${document.body.innerText} ${spoken.join(" ")}`),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}
"""


def problems(page: Page, locale: str) -> list[str]:
    """Everything that is wrong with *page*, which should be in *locale*."""
    facts = page.evaluate(FACTS)
    wanted = LOCALES[locale]
    found = [f"{kind}: {facts[kind]}" for kind in ("twice", "unnamed", "inline", "away", "tokenless") if facts[kind]]
    if len(facts["headings"]) != 1 or not same(facts["title"], facts["headings"][0]):
        found.append(f"title {facts['title']!r} with headings {facts['headings']}")
    if (facts["lang"], facts["dir"]) != (wanted.lang, wanted.direction):
        found.append(f"lang {facts['lang']} and dir {facts['dir']}, expected {locale}")
    if facts["overflow"] > 0:
        found.append(f"{facts['overflow']} pixels wider than the screen")
    found += [f"not translated: {text!r}" for text in foreign(locale) if text in facts["text"]]
    return found


def same(title: str, heading: str) -> bool:
    """Whether *title* starts with *heading*, the dots between languages aside."""
    return title.replace(" ·", "").startswith(heading)


def barriers(page: Page) -> list[str]:
    """What axe has against *page*; it is evaluated from outside, so the content security policy stays on."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    return list(page.evaluate(RUN_AXE, TAGS))


@cache
def foreign(locale: str) -> frozenset[str]:
    """Texts that may not be on a page in *locale*: English where it is not that, and Dutch from the bank likewise."""
    domains = {"en": ["amsterdam"], "nl": ["kiosk", "operator", "desk"]}.get(locale, ["kiosk", "desk", "amsterdam"])
    sources = {text for domain in domains for text in _sources(domain)}
    return frozenset(sources - _translations(locale))


def _sources(domain: str) -> list[str]:
    return _texts(folder() / "templates" / f"{domain}.pot", "msgid")


def _translations(locale: str) -> set[str]:
    catalogues = (folder() / locale / "LC_MESSAGES").glob("*.po")
    return {text for catalogue in catalogues for text in _texts(catalogue, "msgstr")}


def _texts(catalogue: Path, kind: str) -> list[str]:
    """The longer texts of *kind* in *catalogue*, those with a slot for a value left out."""
    quoted = re.findall(rf'^{kind} ((?:".*"\n)+)', catalogue.read_text("utf-8"), re.MULTILINE)
    texts = ("".join(map(ast.literal_eval, lines.splitlines())) for lines in quoted)
    return [text for text in texts if len(text) >= SHORTEST_SENTINEL and " " in text and "%(" not in text]
