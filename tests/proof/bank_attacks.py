"""Attacks on whoever reads an item bank: YAML that explodes, guesses, or runs what it reads."""

from collections.abc import Callable

from assessment.items import lint
from assessment.items.load import load
from tests.builders import small_files, some_sources
from tests.proof.attack import Attack, listed
from tests.proof.scene import Scene

Make = Callable[[Scene], str]


def read(scene: Scene, text: str) -> str:
    """The first rule that the small bank breaks with *text* as its bank.yaml, or accepted."""
    bank, problems = load(some_sources({"bank.yaml": text}))
    problems += lint.problems(bank) if bank else []
    return problems[0].rule if problems else "accepted"


def _title(value: str) -> Make:
    """The bank with *value*, as YAML, for its title."""
    return lambda scene: small_files()["bank.yaml"].replace("title: Een kleine bank", f"title: {value}")


def _instead(value: str) -> Make:
    return lambda scene: value


def _aliases(scene: Scene) -> str:
    """A list of ten of a list of ten … of a word: 368 bytes that would be a thousand million words."""
    rows = ["l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    rows += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(rows)


BANK_ATTACKS: tuple[Attack, ...] = listed(
    "T 12, M",
    "well-formed",
    thousand_million_laughs=_aliases,
    anchor_alone=_title("&here Een kleine bank"),
    alias_to_itself=_instead("bank: &a [*a]"),
    merge_key=_instead("a: &a {bank: small}\n<<: *a\n"),
    object_to_build=_instead("!!python/object/apply:os.system ['true']"),
    title_that_is_an_object=_title("!!python/name:os.system {a: b}"),
    hundred_thousand_levels_of_lists=_instead("[" * 100_000),
    hundred_thousand_levels_of_mappings=_instead("{a: " * 100_000),
    levels_by_indents=_instead("\n".join(" " * n + "a:" for n in range(2_000))),
    levels_of_dashes=_instead("- " * 20_000 + "a"),
    same_key_twice=lambda scene: small_files()["bank.yaml"] + "\ntitle: Nog een\n",
    key_that_is_a_list=lambda scene: small_files()["bank.yaml"] + "\n? [a, b]\n: c\n",
    two_documents=lambda scene: small_files()["bank.yaml"] + "\n---\nbank: other\n",
    empty_bank=_instead(""),
    only_a_comment=_instead("# nothing\n"),
    bank_with_a_zero_character=_title("a\0b"),
    control_character=_title("a\x07b"),
    tab_for_an_indent=_instead("bank:\n\tsmall: 1\n"),
    number_that_is_infinite=lambda scene: small_files()["bank.yaml"].replace("theta: 0.5", "theta: .inf"),
    number_that_is_none=lambda scene: small_files()["bank.yaml"].replace("theta: 0.5", "theta: .nan"),
    bank_number_of_5000_digits=lambda scene: small_files()["bank.yaml"].replace(
        "theta: 1}", f"theta: 1{'0' * 5000}}}", 1
    ),
    truth_by_a_word=lambda scene: small_files()["bank.yaml"].replace("provisional: true", "provisional: yes", 1),
    list_of_twenty_thousand=_title("[" + "a, " * 20_000 + "a]"),
    section_that_climbs_out=lambda scene: small_files()["bank.yaml"].replace("[start, ", "[../../start, "),
    app_that_climbs_out=lambda scene: small_files()["bank.yaml"].replace("apps: [mail]", "apps: [../../mail]"),
)
