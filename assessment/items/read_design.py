"""How a section that adapts is delivered, read from YAML."""

from collections.abc import Mapping

from assessment.items.design import Block, Blueprint, LevelSteps, StartRule, StartSource, Step, StopRule
from assessment.items.nodes import Node


def stop(node: Node) -> StopRule:
    """The stop rule that *node* describes; Malformed where it describes none."""
    fields = node.fields(("least", "most"), ("precision", "band", "minutes", "information"))
    return StopRule(
        fields["least"].whole(),
        fields["most"].whole(),
        _number(fields, "precision"),
        _number(fields, "band"),
        _number(fields, "minutes"),
        _number(fields, "information") or 0.0,
    )


def _number(fields: Mapping[str, Node], name: str) -> float | None:
    return fields[name].number() if name in fields else None


def blueprint(node: Node) -> Blueprint:
    """The shares that *node* names; Malformed where it names none."""
    return Blueprint(tuple((name, share.number()) for name, share in node.pairs().items()))


def start(node: Node) -> StartRule:
    """The start rule that *node* describes; Malformed where it describes none."""
    fields = node.fields(("highest", "from"))
    return StartRule(fields["highest"].number(), fields["from"].read(_source))


def _source(node: Node) -> StartSource:
    for kind in ("scale", "response"):
        if set(node.pairs()) == {kind, "weight", "values"}:
            fields = node.fields((kind, "weight", "values"))
            values = tuple((name, value.number()) for name, value in fields["values"].pairs().items())
            return StartSource(kind, fields[kind].text(), fields["weight"].number(), values)
    raise node.malformed("scale: a router scale, or response: an item, each with weight and values")


def block(node: Node) -> Block:
    """The block that *node* describes; Malformed where it describes none."""
    fields = node.fields(("id",), ("next", "form"))
    following = fields["next"].read(_following) if "next" in fields else ()
    return Block(fields["id"].text(), following, fields["form"].whole() if "form" in fields else 1)


def _following(node: Node) -> tuple[int, str]:
    fields = node.fields(("least", "block"))
    return fields["least"].whole(), fields["block"].text()


def levels(node: Node) -> LevelSteps:
    """The levels by the points of blocks that *node* describes; Malformed where it describes none."""
    fields = node.fields(("lowest", "steps", "source", "date", "author", "provisional"))
    return LevelSteps(
        lowest=fields["lowest"].text(),
        steps=fields["steps"].read(_step),
        source=fields["source"].text(),
        date=fields["date"].text(),
        author=fields["author"].text(),
        provisional=fields["provisional"].truth(),
    )


def _step(node: Node) -> Step:
    fields = node.fields(("level", "block", "least"))
    return Step(fields["level"].text(), fields["block"].text(), fields["least"].whole())
