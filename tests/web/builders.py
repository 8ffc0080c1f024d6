"""A small bank with one item of each kind, made by hand."""

import json

from assessment.items import app_model
from assessment.items.interactions import Choice, Information, Rating, SimpleChoice, Simulation, TextEntry
from assessment.items.model import Item, ItemBank, Place, Section, Stimulus
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
RATING = Item("rating", "In een tuin werken", Rating(), picture="garden")
WORDS = Item("words", "Wat wilt u worden?", TextEntry(20), personal=True)
INFORMATION = Item("information", "Welkom", Information(("U mag stoppen.", "U mag iets overslaan.")))
MAIL = Item("mail", "Stuur een e-mail aan Lina.", Simulation("mail", (("Adres van Lina", "lina@postsnel.voorbeeld"),)))
EVERY = (PICTURES, DUTCH, RATING, WORDS, INFORMATION, MAIL)


def a_bank() -> ItemBank:
    return ItemBank(
        "amsterdam",
        "1",
        "Proef",
        "nl",
        Place("bank.yaml", 1, 1),
        (),
        (Section("one", "Deel een", EVERY),),
        apps={"mail": app_model.parse(json.loads((APPS / "mail.json").read_text("utf-8")))},
    )
