# ruff: noqa: RUF001
"""The date of a conference, as CLDR writes it: in words, in every language, on every kind of page."""

from __future__ import annotations

import re
from datetime import date

import icu
import lxml.html
import pytest
from babel.dates import parse_pattern
from babel.localedata import locale_identifiers

from factsheet.check import text_extraction, word_pages
from factsheet.edition import typography
from factsheet.edition.locales import Locale
from factsheet.kinds.dates import PartialDate, Period
from factsheet.opendocument import libreoffice
from factsheet.text import markup

from ..conftest import Copy, slow
from ..reading import docx_text
from ..validators import page_texts

FRANCE = "sources/chairs/2025-france.yaml"
THIN, NO_BREAK, NARROW = "\N{THIN SPACE}", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
DAYS = Period(PartialDate(2026, 10, 14), PartialDate(2026, 10, 15))
MONTHS = Period(PartialDate(2026, 10, 31), PartialDate(2026, 11, 2))
YEARS = Period(PartialDate(2026, 12, 30), PartialDate(2027, 1, 2))
# As ICU 77 writes them with CLDR 47; "~" is a thin space. For the one in Swahili that differs, see below.
WRITTEN = {
    "en-GB": ("14–15 October 2026", "31 October~–~2 November 2026", "30 December 2026~–~2 January 2027"),
    "fr": ("14–15 octobre 2026", "31 octobre~–~2 novembre 2026", "30 décembre 2026~–~2 janvier 2027"),
    "ar": ("14–15 أكتوبر 2026", "31 أكتوبر – 2 نوفمبر 2026", "30 ديسمبر 2026 – 2 يناير 2027"),
    "de": ("14.–15. Oktober 2026", "31. Oktober~–~2. November 2026", "30. Dezember 2026~–~2. Januar 2027"),
    "am": ("ኦክቶበር 14–15፣ 2026", "ኦክቶበር 31 – ኖቬምበር 2፣ 2026", "ዲሴምበር 30፣ 2026 – ጃንዋሪ 2፣ 2027"),
    "sw": ("14~–~15 Oktoba 2026", "31 Oktoba 2026~–~2 Novemba 2026", "30 Desemba 2026~–~2 Januari 2027"),
}
ALONE = {
    "en-GB": ("14 October 2026", "October 2026", "2026"),
    "fr": ("14 octobre 2026", "octobre 2026", "2026"),
    "ar": ("14 أكتوبر 2026", "أكتوبر 2026", "2026"),
    "de": ("14. Oktober 2026", "Oktober 2026", "2026"),
    "am": ("14 ኦክቶበር 2026", "ኦክቶበር 2026", "2026"),
    "sw": ("14 Oktoba 2026", "Oktoba 2026", "2026"),
}


def by_icu(tag: str, period: Period, skeleton: str = "yMMMMd") -> str:
    """Return what ICU writes, in the calendar and the digits of Babel."""
    ends = [icu.GregorianCalendar(end.year, end.month - 1, end.day).getTime() for end in (period.first, period.last)]
    locale = icu.Locale(f"{icu.Locale.forLanguageTag(tag).getName()}@calendar=gregorian;numbers=latn")
    return str(icu.DateIntervalFormat.createInstance(skeleton, locale).format(icu.DateInterval(*ends)))


def by_babel(tag: str, period: Period, part: str) -> str:
    """Return what Babel's copy of CLDR says: its pattern with short months, with these written in full.

    That is what CLDR prescribes where it has no pattern with whole months (UTS 35, Missing Skeleton Fields); ICU does
    it, and Babel itself does not.
    """
    cldr = Locale(tag, {}).cldr
    pattern = cldr.interval_formats["yMMMd"][part]
    ends = (date(end.year, end.month, end.day) for end in (period.first, period.last))
    return "".join(
        parse_pattern(half.replace("MMM", "MMMM")).apply(day, cldr) for half, day in zip(pattern, ends, strict=True)
    )


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_period_is_written_as_cldr_has_it(tag: str) -> None:
    locale = Locale(tag, {})
    for period, part, expected in zip((DAYS, MONTHS, YEARS), "dMy", WRITTEN[tag], strict=True):
        said = expected.replace("~", THIN)
        assert locale.date(period) == said
        if (tag, part) != ("sw", "M"):
            assert by_icu(tag, period) == by_babel(tag, period, part) == said


@pytest.mark.parametrize("tag", ALONE)
def test_a_date_is_written_as_far_as_it_is_known(tag: str) -> None:
    known = (PartialDate(2026, 10, 14), PartialDate(2026, 10), PartialDate(2026))
    assert tuple(map(Locale(tag, {}).date, known)) == ALONE[tag]


def test_where_cldr_loses_an_end_both_are_written_in_full() -> None:
    assert by_icu("sw", MONTHS) == f"31{THIN}–{THIN}2 Novemba 2026"
    autumn = Period(PartialDate(2026, 10), PartialDate(2026, 11))
    assert by_icu("fa", MONTHS, "yMMMM") == "اکتبر تا اکتبر 2026"
    assert Locale("fa", {}).date(autumn) == "اکتبر 2026 تا نوامبر 2026"
    assert Locale("en-GB", {}).date(autumn) == f"October{THIN}–{THIN}November 2026"
    assert Locale("de", {}).date(Period(PartialDate(2026), PartialDate(2027))) == "2026–2027"


def test_no_language_of_cldr_loses_an_end() -> None:
    others = (MONTHS, Period(PartialDate(2026, 8, 31), MONTHS.last), Period(MONTHS.first, PartialDate(2026, 12, 2)))
    tags = [id for id in locale_identifiers() if "_" not in id]
    assert len(tags) > 200
    for tag in tags:
        assert len({Locale(tag, {}).date(period) for period in others}) == 3, tag


def filled(tag: str, period: Period, numbering: str | None = None) -> markup.Inline:
    locale = Locale(tag, {}, numbering)
    return typography.typeset(markup.read("{x}").filled({"x": locale.date(period)}, {}), locale)


def test_a_period_is_parted_behind_its_dash_alone() -> None:
    assert str(filled("en-GB", DAYS)) == f"14–15{NO_BREAK}October{NO_BREAK}2026"
    assert str(filled("en-GB", MONTHS)) == f"31{NO_BREAK}October{NARROW}–{THIN}2{NO_BREAK}November{NO_BREAK}2026"
    assert str(filled("am", MONTHS)) == f"ኦክቶበር{NO_BREAK}31{NO_BREAK}– ኖቬምበር{NO_BREAK}2፣{NO_BREAK}2026"


def test_a_period_from_right_to_left_keeps_its_order_and_its_digits() -> None:
    for period, pattern in zip((DAYS, MONTHS, YEARS), WRITTEN["ar"], strict=True):
        assert not re.search("[\u2066-\u2069\u200e\u200f]", pattern)  # so says CLDR: the text decides
        assert not any(run.isolated for run in filled("ar", period).runs)
    assert str(filled("ar", YEARS, "arab")).replace(NO_BREAK, " ") == "٣٠ ديسمبر ٢٠٢٦ – ٢ يناير ٢٠٢٧"


PRINTED = {
    "en": f"30{NO_BREAK}December{NO_BREAK}2026{NARROW}–{THIN}2{NO_BREAK}January{NO_BREAK}2027",
    "ar": "30 ديسمبر 2026 – 2 يناير 2027".replace(" ", NO_BREAK).replace(f"–{NO_BREAK}", "– "),
}


def words(text: str) -> str:
    """Return the words of a text. A reader of an Arabic PDF puts the comma after a number in front of it."""
    return " ".join(text.replace("،", " ").split())


@pytest.mark.parametrize("language", [slow("en"), "ar"])
def test_a_period_on_every_kind_of_page(language: str, copy: Copy) -> None:
    copy.change(FRANCE, "  date: 2025-04-09", "  date: 2026-12-30/2027-01-02")
    result = copy.build(language, "--format", "pdf docx web")
    assert result.status == 0, result.err
    assert words(PRINTED[language]) in words("\n".join(page_texts(copy.only(".pdf"))))
    assert PRINTED[language] in docx_text(copy.only(".docx"))
    page = lxml.html.document_fromstring(copy.only(".html").read_bytes())
    (place,) = page.find_class("place")
    assert words(PRINTED[language]) in words(place.text_content())


def test_arabic_begins_a_period_on_the_right(copy: Copy) -> None:
    """Prove it on the page itself: in the PDF, the first day is to the right of the last."""
    import pypdfium2

    copy.change(FRANCE, "  date: 2025-04-09", "  date: 2027-10-31/2027-11-16")
    assert copy.build("ar", "--format", "pdf").status == 0
    with pypdfium2.PdfDocument(copy.only(".pdf")) as document:
        text = document[1].get_textpage()
        whole = text.get_text_range()
        first, last, year = (text.get_charbox(whole.rindex(number)) for number in ("31", "16", "2027"))
    assert first[0] > last[0] > year[0]
    assert abs(first[1] - last[1]) < 1


@pytest.mark.campaign
def test_english_that_stands_in_is_english_throughout(copy: Copy) -> None:
    """In Arabic its dates and names would run the other way, and each file would put them in an order of its own."""
    copy.change(FRANCE, "  date: 2025-04-09\n  country: EG", "  date: 2026-10-14/2026-10-15\n  country: KE")
    said = 'text:\n  en:\n    badge:\n      place: "{conference_date}, {conference_country}."\n'
    path = copy.root / FRANCE
    path.write_text(path.read_text("utf-8") + said, "utf-8")
    result = copy.build("ar", "--format", "pdf docx web")
    assert result.status == 0, result.err
    pdf, docx = copy.only(".pdf"), copy.only(".docx")
    place = f"14–15{NO_BREAK}October{NO_BREAK}2026, Kenya."
    (shown,) = lxml.html.document_fromstring(copy.only(".html").read_bytes()).find_class("place")
    assert shown.text_content().split() == place.split()
    assert place in docx_text(docx).replace("\N{LEFT-TO-RIGHT MARK}", "")
    assert " ".join(place.split()) in " ".join("\n".join(page_texts(pdf)).split())
    assert not text_extraction.differ("\n".join(page_texts(pdf)), docx_text(docx), "rtl")
    if libreoffice.program():
        drawn = word_pages.drawn([docx])[docx]
        assert from_the_left(pdf.read_bytes()) == from_the_left(drawn) == ["14", "October", "Kenya", "."]


def from_the_left(pdf: bytes) -> list[str]:
    """Return the parts of the place as they stand on the page, line by line."""
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        text = document[1].get_textpage()
        whole = text.get_text_range()
        at = {part: whole.rindex(part) for part in ("14", "October", "Kenya")}
        at["."] = whole.index(".", at["Kenya"])
        boxes = {part: text.get_charbox(start) for part, start in at.items()}
        return sorted(boxes, key=lambda part: (-round(boxes[part][1] / 8), boxes[part][0]))


def test_what_is_not_known_need_not_be_printed(copy: Copy) -> None:
    copy.change(FRANCE, "  date: 2025-04-09\n  country: EG", "  date:\n  country: EG")
    said = 'text:\n  en:\n    badge:\n      place: "Cairo, {conference_country}"\n'
    path = copy.root / FRANCE
    path.write_text(path.read_text("utf-8") + said, "utf-8")
    result = copy.build("en", "--format", "docx")
    assert result.status == 0, result.err
    assert "Cairo, Egypt" in docx_text(copy.only(".docx"))


@pytest.mark.parametrize("known", ["2026", "2026-10"])
def test_a_conference_may_be_known_by_its_month_or_year(known: str, copy: Copy) -> None:
    copy.change(FRANCE, "  date: 2025-04-09", f"  date: {known}")
    assert copy.build("en", "--format", "docx").status == 0
    assert ("October\N{NO-BREAK SPACE}2026, Cairo" if "-" in known else "2026, Cairo") in docx_text(copy.only(".docx"))
