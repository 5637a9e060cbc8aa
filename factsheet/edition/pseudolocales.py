"""Invent languages, for looking at a layout before there is a translation.

`en-XA` is the English with accents on it and a third longer; `ar-XB` is the English from right to
left. Both are made from the master text when the sources are read, and have no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from ..core.names import LanguageTag, TextKey
from ..source.model import Sources
from ..text import markup

ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPRSTUVWXYZabcdefghijklmnoprstuvwyz",
    "\u00c5\u0181\u00c7\u00d0\u00c9\u0191\u011c\u0124\u00ce\u0134\u0136\u013b\u1e40\u00d1\u00d6\u00de\u0154\u0160\u0162\u00db\u1e7c\u0174\u1e8a\u00dd\u017d"
    "\u00e5\u0180\u00e7\u00f0\u00e9\u0192\u011d\u0125\u00ee\u0135\u0137\u013c\u1e41\u00f1\u00f6\u00fe\u0155\u0161\u0163\u00fb\u1e7d\u0175\u00fd\u017e",
)
LONGER = 0.35
FILL = " one two three four five".translate(ACCENTED)
OVERRIDE, POP = "\u202e", "\u202c"


def _accented(text: str) -> str:
    return text.translate(ACCENTED)


def _mirrored(text: str) -> str:
    return re.sub(r"\S+", lambda word: f"{OVERRIDE}{word[0]}{POP}", text)


def _lengthened(text: str) -> str:
    """Return what makes a text a third longer, in words."""
    wanted = round(len(text) * LONGER)
    return (FILL * (wanted // len(FILL) + 1))[:wanted].rstrip()


# Each with its locale for names and dates, how it changes words, and what it adds to a text.
LANGUAGES: Mapping[LanguageTag, tuple[str, Callable[[str], str], Callable[[str], str]]] = {
    LanguageTag("en-XA"): ("en-GB", _accented, _lengthened),
    LanguageTag("ar-XB"): ("ar", _mirrored, lambda text: ""),
}


def spoken(sources: Sources, id: LanguageTag) -> Sources:
    """Return the sources with a pseudo-language made from their English; marks, links and placeholders are kept."""
    locale, change, addition = LANGUAGES[id]
    master = sources.master

    def invented(texts: Mapping[TextKey, str]) -> Mapping[TextKey, str]:
        return {key: _changed(english, change) + addition(_plain(english)) for key, english in texts.items()}

    settings = master.settings.model_copy(update={"locale": locale, "countries": {}, "status": "unofficial"})
    language = replace(master, id=id, settings=settings, text=invented(master.text), lock={})
    variants = {
        name: replace(variant, text={**variant.text, id: invented(variant.text.get(master.id, {}))})
        for name, variant in sources.variants.items()
    }
    return replace(sources, languages={**sources.languages, id: language}, variants=variants)


def _plain(text: str) -> str:
    return str(markup.read(text))


def _changed(text: str, change: Callable[[str], str]) -> str:
    """Change the words of a text and leave its marks, links and placeholders alone."""
    kept = r"(\{[^}]*\}|\]\([^)]*\)|\*+|\[|\\.)"
    return "".join(part if re.fullmatch(kept, part) else change(part) for part in re.split(kept, text))
