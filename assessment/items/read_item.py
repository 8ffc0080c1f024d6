"""One item of a section's YAML, field by field."""

from collections.abc import Mapping

from assessment.items import rules
from assessment.items.interactions import (
    Choice,
    Information,
    Interaction,
    Rating,
    SimpleChoice,
    Simulation,
    TextEntry,
)
from assessment.items.model import Item, Parameters, Stimulus, Worksheet
from assessment.items.nodes import Malformed, Node

_COMMON = ("note", "practice", "personal", "picture", "stimulus", "riasec", "sectors")
_FIELDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "choice": (("choices",), ("key", "guessing", "difficulty", "discrimination")),
    "rating": ((), ()),
    "text_entry": ((), ("max_length",)),
    "information": ((), ("paragraphs",)),
    "simulation": (("app",), ("card", "score", "flags")),
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
        note=_text(fields, "note") or "",
        content_hash=content_hash,
        places=node.places(),
    )


def _text(fields: Mapping[str, Node], name: str) -> str | None:
    return fields[name].text() if name in fields else None


def _interaction(kind: str, fields: Mapping[str, Node]) -> Interaction:
    match kind:
        case "choice":
            return Choice(fields["choices"].read(_choice), _text(fields, "key"))
        case "rating":
            return Rating()
        case "text_entry":
            return TextEntry(fields["max_length"].whole()) if "max_length" in fields else TextEntry()
        case "information":
            return Information(fields["paragraphs"].texts() if "paragraphs" in fields else ())
    return _simulation(fields)


def _choice(node: Node) -> SimpleChoice:
    fields = node.fields(("id",), ("text", "stimulus", "picture"))
    return SimpleChoice(fields["id"].text(), _text(fields, "text"), _text(fields, "stimulus"), _text(fields, "picture"))


def _simulation(fields: Mapping[str, Node]) -> Simulation:
    score = fields["score"].fields(("full",), ("partial",)) if "score" in fields else {}
    return Simulation(
        app=fields["app"].text(),
        card=fields["card"].read(_card_line) if "card" in fields else (),
        full=_rule(score["full"]) if "full" in score else None,
        partial=_rule(score["partial"]) if "partial" in score else None,
        flags=fields["flags"].read(_flag) if "flags" in fields else (),
    )


def _card_line(node: Node) -> tuple[str, str]:
    fields = node.fields(("label", "value"))
    return fields["label"].text(), fields["value"].text()


def _flag(node: Node) -> tuple[str, rules.Rule]:
    fields = node.fields(("name", "when"))
    return fields["name"].text(), _rule(fields["when"])


def _rule(node: Node) -> rules.Rule:
    try:
        return rules.parse(node.plain())
    except rules.NotARule as error:
        raise Malformed.saying(node.place, str(error)) from None


def _stimulus(node: Node) -> Stimulus:
    if not node.is_mapping():
        return Stimulus(node.text())
    fields = node.fields(("text",), ("kind",))
    kinds = {kind: kind for kind in ("word", "sign", "message", "letter", "gap")}
    return Stimulus(fields["text"].text(), fields["kind"].one_of(kinds) if "kind" in fields else "word")


def _parameters(fields: Mapping[str, Node]) -> Parameters | None:
    if "difficulty" not in fields:
        return None
    return Parameters(
        difficulty=fields["difficulty"].fields(("level", "drivers", "value"))["value"].number(),
        discrimination=fields["discrimination"].number() if "discrimination" in fields else 1.0,
        guessing=fields["guessing"].number() if "guessing" in fields else 0.0,
    )


def _worksheet(node: Node) -> Worksheet:
    fields = node.fields(("level", "drivers", "value"))
    return Worksheet(fields["level"].text(), fields["drivers"].texts())
