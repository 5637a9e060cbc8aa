"""Set capitals where the theme asks for them, as the language writes them (ICU), and keep what was typed as well.

Font features and other programs' capitals will not do: Noto Sans has no small capitals for Cyrillic or "ế", and Word
and LibreOffice do not know about the Turkish "i" or Greek accents.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from cssselect import GenericTranslator
from lxml.html import HtmlElement

from ..theme.styles import Style

# What was typed, on the element that has it in capitals; and, on a heading, what it says as typed.
TYPED, TITLE = "data-typed", "data-title"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def upper(text: str, language: str) -> str:
    """Return a text in the capitals of a language, by its tag."""
    import icu

    return str(icu.UnicodeString(text).toUpper(icu.Locale.forLanguageTag(language)))


def wanted(styles: Iterable[Style]) -> bool:
    """Tell whether any style is in capitals."""
    return any(style.capitals for style in styles)


def set_in(tree: HtmlElement, styles: Iterable[tuple[str, Style]]) -> None:
    """Set the words of a page in capitals in elements whose style asks for them; `styles` are by selector."""
    chosen = [selector for selector, style in styles if style.capitals]
    path = " | ".join(GenericTranslator().css_to_xpath(selector) for selector in chosen)
    for element in tree.xpath(path) if chosen else ():
        for part in list(element.iter()):
            if part is not element and (span := _raised(part.getparent(), part.tail)) is not None:
                _follow(part, span)
            if isinstance(part.tag, str) and (span := _raised(part, part.text)) is not None:
                _begin(part, span)
    for heading in tree.iter(*HEADINGS):
        if heading.find(f".//*[@{TYPED}]") is not None:
            heading.set(TITLE, " ".join("".join(typed(heading)).split()))


def _raised(parent: HtmlElement, text: str | None) -> HtmlElement | None:
    """Return a text of an element in capitals, with what was typed; nothing if capitals make no difference."""
    raised = upper(text, _language(parent)) if text else text
    if not text or raised == text or parent.get(TYPED) is not None:
        return None
    span: HtmlElement = parent.makeelement("span", {TYPED: text})
    span.text = raised
    return span


def _begin(parent: HtmlElement, span: HtmlElement) -> None:
    parent.text = None
    if parent.tag == "a" and not len(parent):  # a link is innermost: see markup
        parent.text, span.text = span.text, None
        tail, parent.tail = parent.tail, None
        parent.addprevious(span)
        span.append(parent)
        span.tail = tail
    else:
        parent.insert(0, span)


def _follow(before: HtmlElement, span: HtmlElement) -> None:
    before.tail = None
    before.addnext(span)


def _language(element: HtmlElement) -> str:
    """Return the language of an element, which is English if the text replaces a missing translation."""
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def typed(element: HtmlElement, without: Container[str] = ()) -> Iterator[str]:
    """Yield the words of an element as they were typed, `without` those of elements inside it, by their tags."""
    if (words := element.get(TYPED)) is not None:
        yield words
        return
    yield "\n" if element.tag == "br" else element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in without:
            yield from typed(child, without)
        yield child.tail or ""
