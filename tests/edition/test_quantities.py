# ruff: noqa: RUF001
"""Numbers, shares and money are written as CLDR has them, in the digits of the language, from both sides."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent

from factsheet.edition import quantities, typography
from factsheet.edition.locales import Locale
from factsheet.kinds.money import Money
from factsheet.text import markup

EUROS, DOLLARS = Money(Decimal(12500000), "EUR"), Money(Decimal("-4200.5"), "USD")
# By language and digits: 1022, 7.50, 12480000 in short, -3, 7.5 %, euros, euros in short, dollars. "~" is U+00A0, "_"
# U+202F; ">" is a mark from left to right (U+200E), "<" one from right to left (U+200F).
WRITTEN = {
    ("en-GB", None): ("1,022", "7.50", "12.5 million", "-3", "7.5%", "€12,500,000", "€12.5M", "-US$4,200.50"),
    ("fr", None): ("1_022", "7,50", "12,5 millions", "-3", "7,5~%", "12_500_000~€", "12,5~M~€", "-4_200,50~$US"),
    ("de", None): ("1.022", "7,50", "12,5 Millionen", "-3", "7,5~%", "12.500.000~€", "12,5~Mio.~€", "-4.200,50~$"),
    ("ar-EG", "arab"): (
        "١٬٠٢٢", "٧٫٥٠", "١٢٫٥ مليون", "<-٣", "٧٫٥٪<", "<١٢٬٥٠٠٬٠٠٠~€", "١٢٫٥~مليون~€", "<-<٤٬٢٠٠٫٥٠~US$",
    ),
    ("ar-EG", "latn"): (
        "1,022", "7.50", "12.5 مليون", ">-3<", "7.5>%><", "<12,500,000~€", "12.5~مليون~€", "<>-4,200.50<~US$",
    ),
    ("sw", None): ("1,022", "7.50", "milioni 12.5", "-3", "7.5%", "€~12,500,000", "€~12.5M", "-US$~4,200.50"),
    ("am", None): ("1,022", "7.50", "12.5 ሚሊዮን", "-3", "7.5%", "€12,500,000", "€12.5~ሚ", "-US$4,200.50"),
    ("fa", None): ("۱٬۰۲۲", "۷٫۵۰", "۱۲٫۵ میلیون", ">−۳<", "۷٫۵٪", ">€۱۲٬۵۰۰٬۰۰۰<", "۱۲٫۵~میلیون~€", ">−>$۴٬۲۰۰٫۵۰<"),
}  # fmt: skip
SIGNS = str.maketrans({"~": "\u00a0", "_": "\u202f", ">": "\u200e", "<": "\u200f"})
MARKS = re.compile("[\u200e\u200f\u061c]")
TAGS = pytest.mark.parametrize(("tag", "digits"), WRITTEN)


def locale_of(tag: str, digits: str | None) -> Locale:
    return Locale(tag, {}, digits)


@TAGS
def test_a_quantity_is_written_as_cldr_has_it(tag: str, digits: str | None) -> None:
    locale = locale_of(tag, digits)
    assert tuple(each.translate(SIGNS) for each in WRITTEN[tag, digits]) == (
        quantities.number(Decimal(1022), locale),
        quantities.number(Decimal("7.50"), locale),
        quantities.number(Decimal(12480000), locale, short=True),
        quantities.number(Decimal(-3), locale),
        quantities.percent(Decimal("7.5"), locale),
        quantities.money(EUROS, locale),
        quantities.money(EUROS, locale, short=True),
        quantities.money(DOLLARS, locale),
    )


@TAGS
def test_babel_has_the_same_of_cldr(tag: str, digits: str | None) -> None:
    """Except where Babel 2.18 is wrong: whatever the separators, its digits, its signs and the place of a currency are
    those of Latin; and it loses the number in a short form that begins with a word ("milioni 1248").
    """
    locale = locale_of(tag, digits)
    cldr, system = locale.cldr, digits or ("arabext" if tag == "fa" else "latn")
    own = dict(zip("0123456789", locale.digits, strict=True))
    own |= {"%": "٪"} if system != "latn" else {}
    own |= {"-": "−"} if tag == "fa" else {}

    def same(ours: str, theirs: str) -> bool:
        """Compare without marks; those at the end are ours."""
        return MARKS.sub("", ours) == MARKS.sub("", theirs).translate(str.maketrans(own))

    assert same(quantities.number(Decimal(1022), locale), format_decimal(1022, locale=cldr, numbering_system=system))
    short = {"format_type": "long", "fraction_digits": 1, "locale": cldr, "numbering_system": system}
    if tag != "sw":
        ours = quantities.number(Decimal(12480000), locale, short=True)
        assert same(ours, format_compact_decimal(12480000, **short))
    theirs = format_percent(Decimal("0.075"), locale=cldr, decimal_quantization=False, numbering_system=system)
    assert same(quantities.percent(Decimal("7.5"), locale), theirs)
    if tag == "fa":
        return
    theirs = format_currency(DOLLARS.amount, "USD", locale=cldr, numbering_system=system)
    assert same(quantities.money(DOLLARS, locale), theirs)
    theirs = format_currency(EUROS.amount, "EUR", locale=cldr, currency_digits=False, numbering_system=system)
    assert same(quantities.money(EUROS, locale), re.sub(r"[.,٫]00(?!\d)", "", theirs))


def test_decimals_are_those_that_were_typed() -> None:
    english = Locale("en-GB", {})
    assert quantities.number(Decimal("0.1234567890123"), english) == "0.1234567890123"
    assert quantities.number(Decimal("7.0"), english) == "7.0"
    assert quantities.percent(Decimal("7.10"), english) == "7.10%"
    assert quantities.money(Money(Decimal("12.5"), "EUR"), english) == "€12.50"
    assert quantities.money(Money(Decimal("12.00"), "EUR"), english) == "€12"
    assert quantities.money(Money(Decimal("12.125"), "EUR"), english) == "€12.125"
    assert quantities.money(Money(Decimal("1000.5"), "JPY"), english) == "JP¥1,000.5"
    assert quantities.money(Money(Decimal(5), "KES"), Locale("sw", {})) == "Ksh\u00a05"


def test_a_short_form_keeps_three_digits() -> None:
    english = Locale("en-GB", {})
    short = {
        "950.25": "950.25",
        "4200": "4.2 thousand",
        "12450000": "12.5 million",  # rounded as people do, not to the even digit
        "123456789": "123 million",
        "2000000": "2 million",
        "-1250000000": "-1.25 billion",
    }
    for value, said in short.items():
        assert quantities.number(Decimal(value), english, short=True) == said
    assert quantities.money(Money(Decimal("5.50"), "EUR"), english, short=True) == "€5.50"
    assert quantities.money(Money(Decimal(1250000), "EUR"), english, short=True) == "€1.25M"


def filled(said: str, locale: Locale) -> markup.Inline:
    return typography.typeset(markup.read("{x}").filled({"x": said}, {}), locale)


@TAGS
def test_nothing_is_replaced_twice(tag: str, digits: str | None) -> None:
    """On the page stands what CLDR has, with its digits; a space within it is one where no line ends."""
    locale = locale_of(tag, digits)
    for said in (quantities.number(Decimal("1022.5"), locale), quantities.money(DOLLARS, locale)):
        assert str(filled(said, locale)) == said.replace(" ", "\u00a0")


def test_the_sign_of_a_currency_stays_with_its_letters() -> None:
    """From right to left "US$" would be "$US": the sign has no direction of its own."""
    arabic = Locale("ar", {})
    runs = filled(quantities.money(DOLLARS, arabic), arabic).runs
    assert [run.text for run in runs if run.isolated] == ["US$"]


@pytest.mark.parametrize("tag", ["ar", "ar-EG", "fa", "he", "ur", "ps"])
def test_a_mark_from_left_to_right_reaches_no_further_than_its_number(tag: str) -> None:
    """In Word nothing is isolated: "-3, 5" would run from left to right as a whole."""
    locale = Locale(tag, {})
    for said in (
        quantities.number(Decimal(-3), locale),
        quantities.percent(Decimal(-71), locale),
        quantities.money(DOLLARS, locale),
        quantities.money(Money(Decimal(5), "KES"), locale),
    ):
        assert "\u061c" not in said
        after = said.rpartition("\u200e")[2]
        assert "\u200e" not in said or "\u200f" in after
