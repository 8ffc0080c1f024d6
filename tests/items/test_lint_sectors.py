"""The rules about sectors, as `test_lint` has them for the others: the mistake, and the exact line."""

from dataclasses import replace

import pytest

from tests.builders import the_bank
from tests.items.test_lint_kinds import problems

OCCUPATIONS, MARKET = "sector-occupations.yaml", "labour-market.yaml"
EXAMPLES = [
    (
        "sector-occupations-are-coded",
        OCCUPATIONS,
        "soc: 35-2014.00",
        "soc: 35-2014",
        "sector-occupations.yaml:5:40 error: found the code '35-2014', expected one such as 35-2014.00",
    ),
    (
        "sectors-have-examples",
        OCCUPATIONS,
        "sector: ZO",
        "sector: IT",
        "sector-occupations.yaml:6:11 error: the sector 'IT' is not one of HO, ZO",
    ),
    (
        "every-sector-has-an-outlook",
        MARKET,
        "sector: ZO",
        "sector: HO",
        "labour-market.yaml:2:12 error: the sector 'HO' stands more than once",
    ),
]
MORE = [
    (
        OCCUPATIONS,
        '"5120"',
        '"512"',
        "5:27",
        "found the ISCO code '512', expected four digits that do not begin with 0",
    ),
    (OCCUPATIONS, '"5120"', '"0310"', "5:27", "found the ISCO code '0310', expected four digits that do not begin"),
    (OCCUPATIONS, "soc: 35-2014.00", "soc: 35-2021.00", "5:40", "the code '35-2021.00' is used by an earlier occupat"),
    (OCCUPATIONS, "{R: 5, I: 1,", "{R: 7.5, I: 1,", "5:60", "found R 7.5, expected 1 to 7"),
    (OCCUPATIONS, "{R: 5, I: 1,", "{R: 5, I: 0.9,", "5:60", "found I 0.9, expected 1 to 7"),
    (
        OCCUPATIONS,
        "{R: 5, I: 1, A: 3, S: 3, E: 4, C: 4}",
        "{R: 4, I: 4, A: 4, S: 4, E: 4, C: 4}",
        "5:60",
        "found six v",
    ),
    (OCCUPATIONS, "sector: ZO", "sector: HO", "2:11", "found 0 ISCO groups of the sector 'ZO', expected at least 2"),
    (OCCUPATIONS, '"5120"', '"9412"', "2:11", "found 1 ISCO groups of the sector 'HO', expected at least 2"),
    (MARKET, "sector: ZO", "sector: IT", "2:12", "the sector 'IT' is not one of HO, ZO"),
    (MARKET, "sector: ZO", "sector: IT", "1:3", "found no outlook of ZO, expected one for each, perhaps unknown"),
]


@pytest.mark.parametrize(("rule", "file", "old", "new", "said"), EXAMPLES, ids=[example[0] for example in EXAMPLES])
def test_a_broken_rule_is_named_with_its_place(rule: str, file: str, old: str, new: str, said: str) -> None:
    assert f"{said} ({rule})" in problems(file, old, new)


@pytest.mark.parametrize(("file", "old", "new", "place", "said"), MORE)
def test_every_way_to_break_a_rule_is_named_with_its_place(
    file: str, old: str, new: str, place: str, said: str
) -> None:
    found = problems(file, old, new)

    assert [line for line in found if line.startswith(f"{file}:{place} error: {said}")], found


def test_our_bank_has_examples_at_several_skill_levels_for_most_sectors() -> None:
    levels = {sector: set[int]() for sector in the_bank().sectors}
    for occupation in the_bank().sector_occupations:
        levels[occupation.sector].add(occupation.skill_level)

    # in these three every occupation of the list is of level 2
    assert {sector for sector, found in levels.items() if len(found) == 1} == {"HK", "LO", "TV"}


@pytest.mark.parametrize(
    ("isco", "level"), [("9412", 1), ("5120", 2), ("4311", 2), ("3221", 3), ("2221", 4), ("1412", 3), ("1324", 4)]
)
def test_the_skill_level_is_that_of_the_major_group(isco: str, level: int) -> None:
    assert replace(the_bank().sector_occupations[0], isco=isco).skill_level == level
