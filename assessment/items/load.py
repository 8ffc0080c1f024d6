"""YAML text to an item bank, remembering where everything stands; whatever is malformed becomes a Problem."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from assessment.items import app_model, read_design, read_item, read_sectors
from assessment.items.app_model import AppModel
from assessment.items.model import (
    Cut,
    CutScores,
    Delivery,
    FollowUp,
    Item,
    ItemBank,
    OccupationGroup,
    OccupationTile,
    Origin,
    Place,
    Review,
    Scale,
    ScaleKind,
    Section,
)
from assessment.items.nodes import Malformed, Node, parse
from assessment.items.problems import Problem

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts of a bank: YAML files by name and app models (JSON) by name."""

    files: Mapping[str, str]
    apps: Mapping[str, str]


def load(sources: Sources) -> tuple[ItemBank | None, list[Problem]]:
    """The bank that *sources* describe, with every malformed part as a Problem; None where not even bank.yaml reads."""
    problems: list[Problem] = []
    collect = _Collector(problems)
    root = collect(lambda: parse(_file(sources, "bank.yaml"), "bank.yaml"))
    bank = collect(lambda: _bank(root, sources, collect)) if root is not None else None
    return bank, problems


class _Collector:
    """Runs a reader and keeps its complaint, so that an author sees all mistakes at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def __call__(self, reader: Callable[[], _T]) -> _T | None:
        try:
            return reader()
        except Malformed as error:
            self.problems.append(Problem("well-formed", error.place, str(error)))
            return None

    def all(self, nodes: list[Node], reader: Callable[[Node], _T]) -> Iterator[_T]:
        """What *reader* makes of each of *nodes* that is well formed."""
        for node in nodes:
            value = self(lambda node=node: reader(node))  # type: ignore[misc]  # a default binds the loop's value
            if value is not None:
                yield value


def _file(sources: Sources, name: str) -> str:
    if name not in sources.files:
        raise Malformed(Place(name, 1, 1), "no such file", f"the file {name} beside bank.yaml")
    return sources.files[name]


_REQUIRED = ("bank", "version", "title", "source_locale", "sections", "scales")
_OPTIONAL = ("apps", "sectors", "levels", "drivers", "followups")


def _bank(root: Node, sources: Sources, collect: _Collector) -> ItemBank:
    fields = root.fields(_REQUIRED, _OPTIONAL)
    roots = list(collect.all(fields["sections"].list(), lambda node: _section_root(node, sources)))
    apps = dict(collect.all(fields["apps"].list(), lambda node: _app(node, sources))) if "apps" in fields else {}
    pictures = collect(lambda: _pictures(sources)) or {}
    examples = collect(lambda: _other(sources, read_sectors.OCCUPATIONS))
    market = collect(lambda: _other(sources, read_sectors.LABOUR_MARKET))
    # the labour market is not part of the content: no profile depends on it, and old profiles outlive many a market
    content = [
        root.plain(),
        [node.plain() for node in roots],
        [app.content_hash for app in apps.values()],
        pictures,
        sources.files.get("occupations.yaml", ""),
        *([examples.plain()] if examples else []),
    ]
    return ItemBank(
        id=fields["bank"].text(),
        version=fields["version"].text(),
        title=fields["title"].text(),
        source_locale=fields["source_locale"].text(),
        place=fields["bank"].place,
        scales=tuple(collect.all(fields["scales"].list(), _scale)),
        sections=tuple(collect.all(roots, lambda node: _section(node, collect))),
        sectors={name: node.text() for name, node in _pairs(fields, "sectors")},
        levels={name: node.number() for name, node in _pairs(fields, "levels")},
        drivers={name: node.number() for name, node in _pairs(fields, "drivers")},
        occupations=collect(lambda: _occupations(sources)) or (),
        sector_occupations=(collect(lambda: read_sectors.occupations(examples)) or ()) if examples else (),
        outlooks=(collect(lambda: read_sectors.outlooks(market)) or ()) if market else (),
        followups=tuple(collect.all(fields["followups"].list(), _followup)) if "followups" in fields else (),
        apps=apps,
        pictures=frozenset(pictures),
        content_hash=content_hash(content),
    )


def content_hash(content: object) -> str:
    """SHA-256 over *content* (lists, dicts, texts) in one canonical spelling, as 64 hexadecimal digits."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _pairs(fields: Mapping[str, Node], name: str) -> list[tuple[str, Node]]:
    return list(fields[name].pairs().items()) if name in fields else []


def _section_root(node: Node, sources: Sources) -> Node:
    name = node.text() + ".yaml"
    if name not in sources.files:
        raise Malformed(node.place, f"the section {node.text()!r}", f"a file {name} beside bank.yaml")
    return parse(sources.files[name], name)


def _app(node: Node, sources: Sources) -> tuple[str, AppModel]:
    name = node.text()
    if name not in sources.apps:
        raise Malformed(node.place, f"the app {name!r}", "one of " + ", ".join(sorted(sources.apps)))
    try:
        data = json.loads(sources.apps[name])
        return name, app_model.parse(data, content_hash(data))
    except ValueError as error:
        raise Malformed(Place(f"{name}.json", 1, 1), str(error), "an app model") from None


def _pictures(sources: Sources) -> dict[str, object]:
    if "pictures.yaml" not in sources.files:
        return {}
    root = parse(sources.files["pictures.yaml"], "pictures.yaml")
    for node in root.pairs().values():
        node.fields(("set", "icon"))
    return {name: node.plain() for name, node in root.pairs().items()}


def _scale(node: Node) -> Scale:
    fields = node.fields(("id", "title", "kind"), ("prior", "cut_scores", "parts", "levels", "design"))
    prior = fields["prior"].fields(("mean", "sd")) if "prior" in fields else None
    return Scale(
        id=fields["id"].text(),
        title=fields["title"].text(),
        kind=fields["kind"].one_of({kind.value: kind for kind in ScaleKind}),
        prior_mean=prior["mean"].number() if prior else 0.0,
        prior_sd=prior["sd"].number() if prior else 1.0,
        cut_scores=_cut_scores(fields["cut_scores"]) if "cut_scores" in fields else None,
        parts=tuple((name, node.text()) for name, node in _pairs(fields, "parts")),
        levels=read_design.levels(fields["levels"]) if "levels" in fields else None,
        design=_design(fields),
        places=node.places(),
    )


def _design(fields: Mapping[str, Node]) -> dict[str, Origin]:
    """Where the numbers beside it come from, by the name of the field that holds them."""
    return {name: _origin(node) for name, node in _pairs(fields, "design")}


def _origin(node: Node) -> Origin:
    fields = node.fields(("source", "date", "author", "provisional"))
    author, provisional = fields["author"].text(), fields["provisional"].truth()
    return Origin(fields["source"].text(), fields["date"].text(), author, provisional)


def _cut_scores(node: Node) -> CutScores:
    fields = node.fields(("lowest", "cuts", "source", "date", "author", "provisional"))
    return CutScores(
        lowest=fields["lowest"].text(),
        cuts=fields["cuts"].read(_cut),
        source=fields["source"].text(),
        date=fields["date"].text(),
        author=fields["author"].text(),
        provisional=fields["provisional"].truth(),
    )


def _cut(node: Node) -> Cut:
    fields = node.fields(("level", "theta"))
    return Cut(fields["level"].text(), fields["theta"].number())


def _followup(node: Node) -> FollowUp:
    fields = node.fields(("id", "question", "when"))
    conditions = fields["when"].read(read_item.condition)
    return FollowUp(fields["id"].text(), fields["question"].text(), conditions, node.places())


_SECTION = ("delivery", "scale", "back", "review", "stop", "blueprint", "start", "forms", "blocks", "design", "when")


def _section(root: Node, collect: _Collector) -> Section:
    fields = root.fields(("section", "title", "items"), _SECTION)
    return Section(
        id=fields["section"].text(),
        title=fields["title"].text(),
        items=tuple(collect.all(fields["items"].list(), _item)),
        delivery=_word(fields, "delivery", {d.value: d for d in Delivery}, Delivery.LINEAR),
        scale=fields["scale"].text() if "scale" in fields else None,
        back=fields["back"].truth() if "back" in fields else False,
        review=_word(fields, "review", {r.value: r for r in Review}, Review.NONE),
        stop=read_design.stop(fields["stop"]) if "stop" in fields else None,
        blueprint=read_design.blueprint(fields["blueprint"]) if "blueprint" in fields else None,
        start=read_design.start(fields["start"]) if "start" in fields else None,
        forms=fields["forms"].whole() if "forms" in fields else 1,
        blocks=fields["blocks"].read(read_design.block) if "blocks" in fields else (),
        design=_design(fields),
        conditions=fields["when"].read(read_item.condition) if "when" in fields else (),
        places=root.places(),
    )


def _word(fields: Mapping[str, Node], name: str, allowed: Mapping[str, _T], default: _T) -> _T:
    return fields[name].one_of(allowed) if name in fields else default


def _other(sources: Sources, name: str) -> Node | None:
    """The file called *name*, None where the bank has none: it may."""
    return parse(sources.files[name], name) if name in sources.files else None


def _occupations(sources: Sources) -> tuple[OccupationGroup, ...]:
    if "occupations.yaml" not in sources.files:
        return ()
    return parse(sources.files["occupations.yaml"], "occupations.yaml").read(_group)


def _group(node: Node) -> OccupationGroup:
    fields = node.fields(("sector", "text", "picture", "tiles"))
    tiles = fields["tiles"].read(_tile)
    return OccupationGroup(
        fields["sector"].text(), fields["text"].text(), fields["picture"].text(), tiles, node.places()
    )


def _tile(node: Node) -> OccupationTile:
    fields = node.fields(("id", "text", "picture", "isco"))
    return OccupationTile(fields["id"].text(), fields["text"].text(), fields["picture"].text(), fields["isco"].text())


def _item(node: Node) -> Item:
    return read_item.item(node, content_hash(node.plain()))
