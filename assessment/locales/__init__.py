"""The locales we speak, and which of them may be offered for a bank: the complete and up-to-date ones."""

from assessment.locales.offers import Offer, offered
from assessment.locales.table import LOCALES, Locale, folder

__all__ = ["LOCALES", "Locale", "Offer", "folder", "offered"]
