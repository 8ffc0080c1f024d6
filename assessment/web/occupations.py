"""The picker of occupations: sectors, the tiles of one, a search over ESCO, own words; and what was picked."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from wtforms import StringField, ValidationError

from assessment.items.model import ItemBank, OccupationGroup, OccupationTile
from assessment.items.responses import OccupationResponse
from assessment.storage.esco import LANGUAGES, Esco, Found
from assessment.web.answers import Filled, FormData, ItemForm, check_text, choose_or_skip, tidy
from assessment.web.pictures import picture_address
from assessment.web.voice import Voice, Words

LONGEST_QUERY = 60
_TILE, _ESCO = "tile:", "esco:"
_WITHOUT_OWN_NAMES = ("en", "nl")  # what is searched where ESCO does not speak the candidate's language


@dataclass(frozen=True, slots=True)
class Looking:
    """Where in the picker somebody wants to be, None where they did not say: a *sector* ("" for all), a *query*."""

    sector: str | None = None
    query: str | None = None


class Step(StrEnum):
    """The pages of the picker."""

    SECTORS = "sectors"
    TILES = "tiles"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Option:
    """Something to press or pick; *locale* is the language of its *words* where that is not the candidate's."""

    value: str
    words: Words
    picture: str | None = None
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Picker:
    """One page of the picker: what there is to pick in *sector* or for *query*, searched in *languages*."""

    step: Step
    options: tuple[Option, ...] = ()
    sector: Option | None = None
    query: str = ""
    languages: tuple[str, ...] = ()


class OccupationForm(ItemForm):
    """A tile of *groups*, an occupation of *esco*, or own words."""

    answer_field = "pick"
    pick = StringField()
    text = StringField(filters=[lambda raw: tidy(raw or "")])
    groups: tuple[OccupationGroup, ...] = ()
    esco: Esco | None = None
    max_length = 200

    @classmethod
    def asking(
        cls, groups: tuple[OccupationGroup, ...], esco: Esco | None, sent: FormData | None, before: Filled
    ) -> Self:
        """The form whose tiles are those of *groups*, and whose search is over *esco*."""
        made = cls(sent, data=before)
        made.groups, made.esco = groups, esco
        return made

    def validate_pick(self, field: StringField) -> None:
        """Something was picked that there is, or something was written."""
        if self._picked is None and (field.data or not self.text.data):
            raise ValidationError(choose_or_skip())

    def validate_text(self, field: StringField) -> None:
        """Own words are not too long, and read as they are written."""
        check_text(str(field.data), self.max_length)

    @property
    def _picked(self) -> OccupationResponse | None:
        value = str(self.pick.data or "")
        if tile := tile_at(self.groups, value):
            return OccupationResponse("tile", tile.isco)
        found = self.esco.get(value.removeprefix(_ESCO)) if self.esco and value.startswith(_ESCO) else None
        return OccupationResponse("search", found.isco, found.id) if found else None

    @property
    def response(self) -> OccupationResponse:
        """The occupation; own words count where nothing was picked."""
        return self._picked or OccupationResponse("text", text=str(self.text.data))


def filled(groups: tuple[OccupationGroup, ...], given: OccupationResponse) -> Filled:
    """The fields of the form as *given* filled them."""
    if given.source == "tile":
        return {"pick": next((value for value, tile in _tiles(groups) if tile.isco == given.isco), "")}
    return {"pick": f"{_ESCO}{given.esco}"} if given.esco else {"text": given.text}


def tile_at(groups: tuple[OccupationGroup, ...], value: str) -> OccupationTile | None:
    """The tile whose radio button has *value*."""
    return dict(_tiles(groups)).get(value)


def _tiles(groups: tuple[OccupationGroup, ...]) -> Iterator[tuple[str, OccupationTile]]:
    return ((_value(group, tile), tile) for group in groups for tile in group.tiles)


def _value(group: OccupationGroup, tile: OccupationTile) -> str:
    return f"{_TILE}{group.sector}/{tile.id}"


def picker(bank: ItemBank, voice: Voice, looking: Looking, form: OccupationForm) -> Picker:
    """The page of the picker that *looking* asks for, else the one where *form* was filled in, else all sectors."""
    sector = looking.sector if looking.sector is not None else _sector_of(str(form.pick.data or ""))
    if looking.query is not None or (looking.sector is None and _was_searched(form)):
        return _search(voice, looking.query or "", form)
    group = next((group for group in bank.occupations if group.sector == sector), None)
    if group is None:
        return Picker(Step.SECTORS, tuple(_sector(bank, group, voice) for group in bank.occupations))
    tiles = tuple(Option(_value(group, tile), *_tile(bank, group, tile, voice)) for tile in group.tiles)
    return Picker(Step.TILES, tiles, _sector(bank, group, voice))


def _sector_of(pick: str) -> str:
    return pick.removeprefix(_TILE).partition("/")[0] if pick.startswith(_TILE) else ""


def _was_searched(form: OccupationForm) -> bool:
    return bool(form.text.data) or str(form.pick.data or "").startswith(_ESCO)


def _sector(bank: ItemBank, group: OccupationGroup, voice: Voice) -> Option:
    words = voice.words(f"occupation/{group.sector}", group.text)
    return Option(group.sector, words, picture_address(bank, group.picture))


def _tile(bank: ItemBank, group: OccupationGroup, tile: OccupationTile, voice: Voice) -> tuple[Words, str | None]:
    return voice.words(f"occupation/{group.sector}/{tile.id}", tile.text), picture_address(bank, tile.picture)


def tile_words(bank: ItemBank, isco: str, voice: Voice) -> Words | None:
    """What the first tile with the code *isco* says."""
    found = ((group, tile) for group in bank.occupations for tile in group.tiles if tile.isco == isco)
    return next((_tile(bank, group, tile, voice)[0] for group, tile in found), None)


def _search(voice: Voice, query: str, form: OccupationForm) -> Picker:
    languages = searched(voice.locale)
    found = [_named(voice, each.occupation.id, each.language, each.name) for each in _hits(form, query, languages)]
    picked = str(form.pick.data or "")
    if picked not in {option.value for option in found}:
        found[:0] = esco_options(voice, form.esco, picked.removeprefix(_ESCO)) if picked.startswith(_ESCO) else []
    return Picker(Step.SEARCH, tuple(found), query=query, languages=languages)


def _hits(form: OccupationForm, query: str, languages: tuple[str, ...]) -> tuple[Found, ...]:
    return form.esco.search(query, languages) if form.esco and query else ()


def esco_options(voice: Voice, esco: Esco | None, occupation_id: str) -> list[Option]:
    """The occupation with that id, named in the candidate's language as far as ESCO does; nothing where unknown."""
    found = esco.get(occupation_id) if esco else None
    if found is None:
        return []
    language = next(name for name in (*searched(voice.locale), *LANGUAGES) if name in found.names)
    return [_named(voice, found.id, language, found.names[language])]


def _named(voice: Voice, occupation_id: str, language: str, name: str) -> Option:
    own = language == voice.locale
    speaker = voice if own else voice.speaking(language)
    return Option(f"{_ESCO}{occupation_id}", speaker.say(name), locale=None if own else language)


def searched(locale: str) -> tuple[str, ...]:
    """The languages of the names that somebody who speaks *locale* searches."""
    return (locale,) if locale in LANGUAGES else _WITHOUT_OWN_NAMES
