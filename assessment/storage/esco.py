"""The ESCO occupations and their names in three languages: read when somebody first searches, found by words."""

import csv
import gzip
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FILE = Path(__file__).parent / "data" / "esco-occupations.csv.gz"
LANGUAGES = ("nl", "en", "ar")
MOST = 12  # names that still fit on a page
_WORD = re.compile(r"[^\W_]+")
# look-alikes that NFKD keeps apart: alef wasla, alef maqsura, teh marbuta, and the Persian yeh and kaf
_ALIKE = str.maketrans({"ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك", "ـ": None, "\u200c": " "})
_ARTICLE = "ال"
_LONG = 4  # letters: shorter ones stand inside too many words by chance


@dataclass(frozen=True, slots=True)
class Occupation:
    """An ESCO concept: its *id*, its ISCO-08 unit group, its *names* by language as far as it has them."""

    id: str
    isco: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """An occupation, with the *language* in which its *name* fits what was searched for."""

    occupation: Occupation
    language: str
    name: str


class Esco:
    """The occupations in the file at *path*; nothing is read before it is needed."""

    def __init__(self, path: Path = FILE) -> None:
        self._path = path

    def get(self, occupation_id: str) -> Occupation | None:
        """The occupation with that id; None where ESCO has none."""
        return self._occupations.get(occupation_id)

    def search(self, text: str, languages: Iterable[str]) -> tuple[Found, ...]:
        """The occupations whose name in one of *languages* has each word of *text*, best first: see `_worth`."""
        wanted = words(text)
        hits: dict[str, tuple[int, int, str, Found]] = {}
        for language in languages if wanted else ():
            for plain, occupation in self._index[language]:
                if all(word in plain for word in wanted) and (worth := _worth(plain, wanted)) is not None:
                    name = occupation.names[language]
                    hits.setdefault(name, (worth, len(name), name, Found(occupation, language, name)))
        return tuple(_once(found for *_, found in sorted(hits.values(), key=lambda hit: hit[:3])))[:MOST]

    @cached_property
    def _occupations(self) -> dict[str, Occupation]:
        with gzip.open(self._path, "rt", encoding="utf-8", newline="") as file:
            return {row["id"]: _occupation(row) for row in csv.DictReader(file, strict=True)}

    @cached_property
    def _index(self) -> dict[str, list[tuple[str, Occupation]]]:
        return {language: list(_plain(self._occupations.values(), language)) for language in LANGUAGES}


def words(text: str) -> list[str]:
    """The words of *text* for comparing only: no case, accents or vowel signs, look-alike letters made one."""
    bare = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    letters = "".join(char for char in bare if not unicodedata.combining(char)).casefold().translate(_ALIKE)
    return [_without_article(word) for word in _WORD.findall(letters)]


def _without_article(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 2 else word


def _worth(plain: str, wanted: list[str]) -> int | None:
    """0 for the name itself, 1 for one that begins so, 2 where words do, 3 for the end of a compound; None for less.

    *plain* may be two names, one for men and one for women.
    """
    asked = " ".join(wanted)
    whole = [name.strip() for name in plain.split("/")]
    if asked in whole:
        return 0
    if any(name.startswith(asked) for name in whole):
        return 1
    if all(f" {word}" in plain for word in wanted):
        return 2
    return 3 if all(len(word) >= _LONG for word in wanted) else None


def _once(hits: Iterable[Found]) -> Iterator[Found]:
    seen: set[str] = set()
    for found in hits:
        if found.occupation.id not in seen:
            seen.add(found.occupation.id)
            yield found


def _occupation(row: Mapping[str, str]) -> Occupation:
    return Occupation(row["id"], row["isco"], {name: row[name] for name in LANGUAGES if row[name]})


def _plain(occupations: Iterable[Occupation], language: str) -> Iterator[tuple[str, Occupation]]:
    for occupation in occupations:
        if name := occupation.names.get(language):
            yield "/".join(f" {' '.join(words(part))}" for part in name.split("/")), occupation
