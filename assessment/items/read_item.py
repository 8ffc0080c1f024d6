"""One item of a section's YAML, field by field."""

from collections.abc import Mapping

from assessment.items import gaps, read_rule
from assessment.items.interactions import (
    TEN_GAPS,
    Choice,
    Credit,
    DateEntry,
    GapText,
    Information,
    Interaction,
    MultipleChoice,
    NumberEntry,
    OccupationPicker,
    Order,
    Precision,
    Rating,
    SimpleChoice,
    Simulation,
    TextEntry,
    YesNo,
)
from assessment.items.model import Condition, Item, Parameters, Place, Stimulus, Worksheet
from assessment.items.nodes import Malformed, Node
from assessment.items.rules import Rule

_COMMON = (
    "note",
    "practice",
    "personal",
    "picture",
    "stimulus",
    "riasec",
    "sectors",
    "domain",
    "block",
    "words",
    "seconds",
    "locale",
    "when",
)
_SHORTEST, _LONGEST = 1, 600  # seconds: what lies outside was written in another unit
_SCORED = ("guessing", "difficulty", "discrimination", "steps")
_FIELDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "choice": (("choices",), ("key", *_SCORED)),
    "multiple_choice": (("choices",), ("least", "most", "alone")),
    "order": (("tiles",), ("orders", *_SCORED)),
    "yes_no": ((), ("key", *_SCORED)),
    "number_entry": ((), ("least", "most")),
    "date_entry": ((), ("finest", "first", "last")),
    "occupation": ((), ()),
    "rating": ((), ()),
    "text_entry": ((), ("max_length", "accept", "credit", *_SCORED)),
    "gap_text": (("text",), ("bands", *_SCORED)),
    "information": ((), ("paragraphs",)),
    "simulation": (("app",), ("card", "score", "flags", "limits")),
}


def item(node: Node, content_hash: str) -> Item:
    """The item that *node* describes; Malformed where it describes none."""
    kind = node.pairs().get("type")
    if kind is None:
        raise Malformed(node.place, "no type", "type: one of " + ", ".join(_FIELDS))
    required, optional = kind.one_of(_FIELDS)
    fields = node.fields(("id", "type", "prompt", *required), (*_COMMON, *optional))
    return Item(
        id=fields["id"].text(),
        prompt=fields["prompt"].text(),
        interaction=_interaction(kind.text(), fields),
        stimulus=_stimulus(fields["stimulus"]) if "stimulus" in fields else None,
        picture=_text(fields, "picture"),
        parameters=_parameters(fields),
        worksheet=_worksheet(fields["difficulty"]) if "difficulty" in fields else None,
        riasec=fields["riasec"].one_of({letter: letter for letter in "RIASEC"}) if "riasec" in fields else None,
        sectors=fields["sectors"].texts() if "sectors" in fields else (),
        practice=fields["practice"].truth() if "practice" in fields else False,
        personal=fields["personal"].truth() if "personal" in fields else False,
        domain=_text(fields, "domain"),
        block=_text(fields, "block"),
        words=fields["words"].texts() if "words" in fields else (),
        seconds=_usual_time(fields["seconds"]) if "seconds" in fields else None,
        locale=_text(fields, "locale"),
        conditions=fields["when"].read(condition) if "when" in fields else (),
        note=_text(fields, "note") or "",
        content_hash=content_hash,
        places={**node.places(), **_rule_places(fields)},
    )


def _rule_places(fields: Mapping[str, Node]) -> dict[str, Place]:
    named = (fields[name].places_within(name) for name in ("score", "flags") if name in fields)
    return {path: place for places in named for path, place in places}


def _text(fields: Mapping[str, Node], name: str) -> str | None:
    return fields[name].text() if name in fields else None


def _usual_time(node: Node) -> float:
    if not _SHORTEST <= (seconds := node.number()) <= _LONGEST:
        raise node.malformed(f"a time in seconds, {_SHORTEST} to {_LONGEST}")
    return seconds


def condition(node: Node) -> Condition:
    """The condition that *node* describes; Malformed where it describes none."""
    fields = node.pairs()
    for kind in ("level", "response"):
        for word in ("in", "not_in"):
            if set(fields) == {kind, word}:
                return Condition(kind, fields[kind].text(), fields[word].texts(), word == "not_in")
    raise node.malformed("level: a scale, or response: an item, each with in: [...] or not_in: [...]")


def _interaction(kind: str, fields: Mapping[str, Node]) -> Interaction:  # noqa: C901  # one case for each kind
    match kind:
        case "choice":
            return Choice(fields["choices"].read(_choice), _text(fields, "key"))
        case "multiple_choice":
            return _multiple(fields)
        case "order":
            orders = tuple(node.texts() for node in fields["orders"].list()) if "orders" in fields else ()
            return Order(fields["tiles"].read(_choice), orders)
        case "yes_no":
            return YesNo(fields["key"].one_of({"yes": True, "no": False}) if "key" in fields else None)
        case "number_entry":
            return NumberEntry(_whole(fields, "least", 0), _whole(fields, "most", 99))
        case "date_entry":
            finest = fields["finest"].one_of({p.value: p for p in Precision}) if "finest" in fields else Precision.MONTH
            return DateEntry(finest, _whole(fields, "first", 1930), _whole(fields, "last", 2100))
        case "occupation":
            return OccupationPicker()
        case "rating":
            return Rating()
        case "text_entry":
            return _text_entry(fields)
        case "gap_text":
            return _gap_text(fields)
        case "information":
            return Information(fields["paragraphs"].texts() if "paragraphs" in fields else ())
    return _simulation(fields)


def _text_entry(fields: Mapping[str, Node]) -> TextEntry:
    accept = fields["accept"].texts() if "accept" in fields else ()
    credit = fields["credit"].one_of({one.value: one for one in Credit}) if "credit" in fields else Credit.EXACT
    return TextEntry(_whole(fields, "max_length", 200), accept, credit)


def _gap_text(fields: Mapping[str, Node]) -> GapText:
    try:
        found, after = gaps.parse(fields["text"].text())
    except gaps.NotGaps as error:
        raise Malformed.saying(fields["text"].place, str(error)) from None
    if "bands" in fields:
        return GapText(found, after, tuple(node.whole() for node in fields["bands"].list()))
    practice = "practice" in fields and fields["practice"].truth()
    return GapText(found, after, TEN_GAPS if len(found) == 10 and not practice else ())


def _whole(fields: Mapping[str, Node], name: str, default: int) -> int:
    return fields[name].whole() if name in fields else default


def _multiple(fields: Mapping[str, Node]) -> MultipleChoice:
    return MultipleChoice(
        choices=fields["choices"].read(_choice),
        least=_whole(fields, "least", 1),
        most=fields["most"].whole() if "most" in fields else None,
        alone=_text(fields, "alone"),
    )


def _choice(node: Node) -> SimpleChoice:
    fields = node.fields(("id",), ("text", "stimulus", "picture"))
    return SimpleChoice(fields["id"].text(), _text(fields, "text"), _text(fields, "stimulus"), _text(fields, "picture"))


def _simulation(fields: Mapping[str, Node]) -> Simulation:
    score = fields["score"].fields(("full",), ("partial",)) if "score" in fields else {}
    limits = fields["limits"].fields((), ("time_s", "idle_s")) if "limits" in fields else {}
    return Simulation(
        app=fields["app"].text(),
        card=fields["card"].read(_card_line) if "card" in fields else (),
        full=_rule(score["full"]) if "full" in score else None,
        partial=_rule(score["partial"]) if "partial" in score else None,
        flags=fields["flags"].read(_flag) if "flags" in fields else (),
        time_s=limits["time_s"].whole() if "time_s" in limits else None,
        idle_s=limits["idle_s"].whole() if "idle_s" in limits else None,
    )


def _card_line(node: Node) -> tuple[str, str]:
    fields = node.fields(("label", "value"))
    return fields["label"].text(), fields["value"].text()


def _flag(node: Node) -> tuple[str, Rule]:
    fields = node.fields(("name", "when"))
    return fields["name"].text(), _rule(fields["when"])


def _rule(node: Node) -> Rule:
    try:
        return read_rule.parse(node.plain())
    except read_rule.NotARule as error:
        raise Malformed.saying(dict(node.places_within())[error.path], str(error)) from None


def _stimulus(node: Node) -> Stimulus:
    if not node.is_mapping():
        return Stimulus(node.text())
    fields = node.fields(("text",), ("kind",))
    kinds = {kind: kind for kind in ("word", "sign", "message", "letter", "gap")}
    return Stimulus(fields["text"].text(), fields["kind"].one_of(kinds) if "kind" in fields else "word")


def _parameters(fields: Mapping[str, Node]) -> Parameters | None:
    if "difficulty" not in fields:
        return None
    difficulty = fields["difficulty"].fields(("level", "drivers", "value"))["value"].number()
    return Parameters(
        difficulty=difficulty,
        discrimination=fields["discrimination"].number() if "discrimination" in fields else 1.0,
        guessing=fields["guessing"].number() if "guessing" in fields else 0.0,
        steps=tuple(difficulty + node.number() for node in fields["steps"].list()) if "steps" in fields else (),
    )


def _worksheet(node: Node) -> Worksheet:
    fields = node.fields(("level", "drivers", "value"))
    return Worksheet(fields["level"].text(), fields["drivers"].texts())
