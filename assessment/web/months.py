"""The names of calendars and months in our languages.

Gregorian months come from Babel; the rest is from CLDR 48 (calendars persian and ethiopic), which Babel leaves out.
Arabic Gregorian months carry the names of Syria and Iraq first; Persian months carry the Afghan names second.
"""

from datetime import date
from functools import cache

from babel.dates import get_month_names

from assessment.items.calendars import MONTHS, days
from assessment.items.responses import Calendar, DateResponse
from assessment.locales import LOCALES

_DEFAULTS = {"gregory": Calendar.GREGORIAN, "persian": Calendar.PERSIAN, "ethiopic": Calendar.ETHIOPIC}
_LEVANT = "كانون الثاني, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, تشرين الأول, تشرين الثاني, كانون الأول"
_AFGHAN = "حمل, ثور, جوزا, سرطان, اسد, سنبله, میزان, عقرب, قوس, جدی, دلو, حوت"
_CALENDARS = {
    "nl": ("Gregoriaanse kalender", "Perzische kalender", "Ethiopische kalender"),
    "en": ("Gregorian calendar", "Persian calendar", "Ethiopic calendar"),
    "ar": ("التقويم الميلادي", "التقويم الفارسي", "التقويم الإثيوبي"),
    "fa": ("تقویم میلادی", "تقویم هجری شمسی", "تقویم اتیوپیایی"),
    "ti": ("ጎርጎርዮሳዊ ዓውደ ኣዋርሕ", "ናይ ፋርስ ዓውደ ኣዋርሕ", "ናይ ግእዝ ዓውደ ኣዋርሕ"),
}
_PERSIAN = {
    "en": "Farvardin, Ordibehesht, Khordad, Tir, Mordad, Shahrivar, Mehr, Aban, Azar, Dey, Bahman, Esfand",
    "ar": "فرفردن, أذربيهشت, خرداد, تار, مرداد, شهرفار, مهر, آيان, آذر, دي, بهمن, اسفندار",
    "fa": "فروردین, اردیبهشت, خرداد, تیر, مرداد, شهریور, مهر, آبان, آذر, دی, بهمن, اسفند",
}
_ETHIOPIC = {
    "nl": "Mäskäräm, Teqemt, Hedar, Tahsas, T’er, Yäkatit, Mägabit, Miyazya, Genbot, Säne, Hamle, Nähase, Pagumän",
    "en": "Meskerem, Tekemt, Hedar, Tahsas, Ter, Yekatit, Megabit, Miazia, Genbot, Sene, Hamle, Nehasse, Pagumen",
    "ar": "مسكريم, تكمت, هدار, تهساس, تر, يكتت, مجابيت, ميازيا, جنبت, سين, هامل, نهاس, باجمن",
    "fa": "مسکرم, تکیمت, هیدار, طه‌ساز, تر, یکوتیت, مگابیت, میازیا, گین‌بوت, سنه, حمله, نحسه, پاگومه",
    "ti": "መስከረም, ጥቅምቲ, ሕዳር, ታሕሳስ, ጥሪ, ለካቲት, መጋቢት, ሚያዚያ, ጉንበት, ሰነ, ሓምለ, ነሓሰ, ጷጉሜ",
}


@cache
def calendars(tag: str) -> tuple[tuple[Calendar, str], ...]:
    """The calendars with their names in the locale *tag*: the usual one there first, then Gregorian, then the rest."""
    usual = _DEFAULTS[LOCALES[tag].calendar]
    order = dict.fromkeys((usual, *Calendar))
    names = dict(zip(Calendar, _CALENDARS.get(tag, _CALENDARS["en"]), strict=True))
    return tuple((calendar, names[calendar]) for calendar in order)


@cache
def months(calendar: Calendar, tag: str) -> tuple[str, ...]:
    """The names of the months of *calendar* in the locale *tag*, the first month first."""
    match calendar:
        case Calendar.GREGORIAN:
            names = get_month_names("wide", "stand-alone", LOCALES[tag].babel)
            plain = ", ".join(names[number] for number in range(1, MONTHS[calendar] + 1))
            return _both(_LEVANT, plain) if tag == "ar" else _list(plain)
        case Calendar.PERSIAN:
            persian = _PERSIAN.get(tag, _PERSIAN["en"])
            return _both(persian, _AFGHAN) if tag == "fa" else _list(persian)
        case Calendar.ETHIOPIC:
            return _list(_ETHIOPIC.get(tag, _ETHIOPIC["en"]))


def _list(names: str) -> tuple[str, ...]:
    return tuple(names.split(", "))


def _both(first: str, second: str) -> tuple[str, ...]:
    return tuple(f"{one} / {other}" for one, other in zip(_list(first), _list(second), strict=True))


def year_on(today: date, calendar: Calendar) -> int:
    """The year of *calendar* in which *today* falls."""
    behind = {Calendar.GREGORIAN: 0, Calendar.PERSIAN: 622, Calendar.ETHIOPIC: 8}[calendar]
    year = today.year - behind
    return year if days(DateResponse(calendar, year)).last >= today else year + 1
