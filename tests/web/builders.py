"""A small bank with one item of each kind, made by hand."""

import json

from assessment.items import app_model
from assessment.items.interactions import (
    Choice,
    DateEntry,
    Gap,
    GapText,
    Information,
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
from assessment.items.model import (
    Item,
    ItemBank,
    OccupationGroup,
    OccupationTile,
    Place,
    Review,
    Section,
    Stimulus,
)
from assessment.storage.banks import APPS

PICTURES = Item(
    "pictures",
    "Welk plaatje hoort bij dit woord?",
    Choice((SimpleChoice("a", picture="bread"), SimpleChoice("b", text="vis", picture="fish")), "a"),
    stimulus=Stimulus("brood"),
)
DUTCH = Item(
    "dutch", "Wat staat hier?", Choice((SimpleChoice("a", stimulus="open"), SimpleChoice("b", stimulus="dicht")))
)
HELPERS = Item(
    "helpers",
    "Wie helpt u hier?",
    MultipleChoice(
        (
            SimpleChoice("family", text="Familie", picture="house"),
            SimpleChoice("friends", text="Vrienden", picture="wave"),
            SimpleChoice("teacher", text="Leraar", picture="teacher"),
            SimpleChoice("none", text="Niemand"),
        ),
        most=2,
        alone="none",
    ),
)
SENTENCE = Item(
    "sentence",
    "Maak een zin. Druk op de woorden.",
    Order(
        (SimpleChoice("a", stimulus="morgen"), SimpleChoice("b", stimulus="werk"), SimpleChoice("c", stimulus="ik")),
        (("a", "b", "c"), ("c", "b", "a")),
    ),
)
WORD = Item("word", "Is dit een Nederlands woord?", YesNo(True), stimulus=Stimulus("brood"))
WORKED = Item("worked", "Heeft u weleens gewerkt?", YesNo(), personal=True, picture="briefcase")
YEARS = Item("years", "Hoeveel jaar ging u naar school?", NumberEntry(0, 25))
SCHOOL_END = Item("school-end", "Wanneer stopte u met school?", DateEntry(Precision.MONTH, 1950, 2027))
LAST_DAY = Item("last-day", "Wanneer was dat?", DateEntry(Precision.DAY, 1950, 2027))
LAST_YEAR = Item("last-year", "In welk jaar was dat?", DateEntry(Precision.YEAR, 1950, 2027))
JOB = Item("job", "Welk werk deed u het meest?", OccupationPicker(), personal=True)
TYPED = Item("typed", "Schrijf het Nederlandse woord.", TextEntry(40, ("brood",)), picture="bread")
GAPS = Item(
    "gaps",
    "Maak de woorden af.",
    GapText(
        (Gap("Hier is het rooster. De tijden zijn ", "veran", ("derd",)), Gap(". U kunt ", "beg", ("innen", "int"))),
        " om negen uur.",
        (1, 2),
    ),
)
ARABIC = Item(
    "arabic",
    "ماذا تقول اللافتة؟",
    Choice((SimpleChoice("a", stimulus="المدرسة مغلقة"), SimpleChoice("b", stimulus="المدرسة مفتوحة")), "a"),
    stimulus=Stimulus("المدرسة مغلقة يوم الجمعة.", "sign"),
    locale="ar",
)
RATING = Item("rating", "In een tuin werken", Rating(), picture="garden")
WORDS = Item("words", "Wat wilt u worden?", TextEntry(20), personal=True)
INFORMATION = Item("information", "Welkom", Information(("U mag stoppen.", "U mag iets overslaan.")))
MAIL = Item("mail", "Stuur een e-mail aan Lina.", Simulation("mail", (("Adres van Lina", "lina@postsnel.voorbeeld"),)))
ASKED = (HELPERS, SENTENCE, WORD, WORKED, YEARS, SCHOOL_END, LAST_DAY, LAST_YEAR, JOB, TYPED, GAPS)
EVERY = (PICTURES, DUTCH, *ASKED, ARABIC, RATING, WORDS, INFORMATION, MAIL)
OCCUPATIONS = (
    OccupationGroup(
        "HO",
        "Eten en gasten",
        "bread",
        (OccupationTile("cook", "Koken", "bread", "5120"), OccupationTile("waiter", "Bedienen", "fish", "5131")),
    ),
    OccupationGroup("BO", "Bouw", "builder", (OccupationTile("bricklayer", "Muren metselen", "hammer", "7112"),)),
)


def a_bank(*sections: Section) -> ItemBank:
    """A bank of *sections*; without any: one section with every item."""
    return ItemBank(
        "amsterdam",
        "1",
        "Proef",
        "nl",
        Place("bank.yaml", 1, 1),
        (),
        sections or (Section("one", "Deel een", EVERY, back=True, review=Review.EACH),),
        occupations=OCCUPATIONS,
        apps={"mail": app_model.parse(json.loads((APPS / "mail.json").read_text("utf-8")))},
    )
