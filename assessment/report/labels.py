"""Short names for questions, where a question in full would be too long; and which answers tell most.

They are for the items of the bank that we know; any other question is shown in full.
"""

from assessment.report.catalogue import gettext as _

# the most telling answers come first at the top of the page; PLAIN ones need no label beside them
TELLING = [
    "e-level",
    "e-years",
    "e-finished",
    "e-school",
    "w-job",
    "w-years",
    "w-worked",
    "q-wish",
    "q-wish-second",
    "q-days",
    "c-children",
    "c-childcare",
]
PLAIN = ("e-level", "w-job", "q-wish")


def stem(item_id: str) -> str:
    """*item_id*, or what the questions of all countries have in common."""
    return "e-level" if item_id.startswith("e-level-") else item_id


def label(item_id: str) -> str:
    """The short name of a question, "" where it has none."""
    name = stem(item_id)
    return {**_school(), **_work(), **_wishes(), **_conditions()}.get(name, "")


def _school() -> dict[str, str]:
    return {
        "d-own": _("Understands, by own account"),
        "e-school": _("Went to school"),
        "e-learned": _("Learned a trade outside school"),
        "e-country": _("Country of most years"),
        "e-years": _("Years of school"),
        "e-level": _("Furthest school, finished or not"),
        "e-finished": _("Finished"),
        "e-stopped": _("Stopped"),
        "q-papers": _("Diploma or papers"),
        "e-field": _("Direction"),
        "e-idw": _("Asked for a valuation (IDW)"),
        "e-continue": _("Wants to finish it"),
        "e-dutch": _("Months of Dutch lessons"),
    }


def _work() -> dict[str, str]:
    return {
        "w-worked": _("Has worked"),
        "w-job": _("Did most"),
        "w-years": _("How long"),
        "w-last": _("Last time"),
        "w-kind": _("For whom"),
        "w-tasks": _("Part of the work"),
        "w-people": _("In charge of"),
        "w-papers": _("Proof of this work"),
        "w-regulated": _("Licence or diploma required"),
        "w-again": _("Wants to do it again"),
        "w-here": _("Work in the Netherlands"),
    }


def _wishes() -> dict[str, str]:
    return {
        "q-wish": _("First wish this year"),
        "q-wish-second": _("Second wish"),
        "q-sectors": _("Would like to work in"),
        "q-lower": _("Would begin with simpler work"),
        "q-days": _("Days a week"),
        "q-rather-not": _("Cannot or rather not"),
        "q-important": _("Most important"),
    }


def _conditions() -> dict[str, str]:
    return {
        "c-children": _("Children at home"),
        "c-childcare": _("Childcare"),
        "c-means": _("At home to learn with"),
        "c-travel": _("Can travel"),
        "c-trip": _("Longest trip"),
        "c-licence": _("Driving licence"),
        "c-helpers": _("Gets help from"),
        "c-money": _("Wants help with money"),
    }
