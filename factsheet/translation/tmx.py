"""Write the memory of a language: every confirmed pair of texts, as TMX 1.4b, which CAT tools learn from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from lxml import etree
from lxml.builder import E

from ..core.xml import Element
from ..source.lock import State
from ..text import markup, spelling
from ..text.markup import Run
from ..text.spelling import Marked
from .units import Outgoing
from .xliff import LANG, laid_out

DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
TYPES = {"bold": "bold", "italic": "italic"}  # of a pair of tags, as TMX recommends them; else it is a link


def written(out: Outgoing) -> bytes:
    """Return the confirmed pairs among what goes out as a TMX file."""
    english, other = out.languages
    units = [
        E.tu(_side(unit.pair.english, english), _side(unit.pair.translation, other), tuid=unit.id)
        for unit in out.units
        if unit.state is State.TRANSLATED
    ]
    attributes = {"creationtool": out.name, "creationtoolversion": "1", "o-tmf": "YAML", "segtype": "block"}
    header = E.header(attributes, adminlang="en", srclang=english, datatype="plaintext")
    tree = E.tmx(header, E.body(*units), version="1.4")
    return etree.tostring(laid_out(tree), xml_declaration=True, encoding="UTF-8", doctype=DOCTYPE) + b"\n"


def _side(text: str, language: str) -> Element:
    numbers = count(1)

    def segment(parts: Iterable[Run | Marked]) -> Iterator[Element | str]:
        for part in parts:
            if isinstance(part, Marked):
                number = str(next(numbers))
                opening, closing = _tags(part.mark)
                yield E.bpt(opening, i=number, x=number, type=TYPES.get(part.mark, "link"))
                yield from segment(part.parts)
                yield E.ept(closing, i=number)
            elif part.placeholder:
                yield E.ph(f"{{{part.text}}}", x=str(next(numbers)), type="placeholder")
            else:
                yield part.text

    side = E.tuv(E.seg(*segment(spelling.nested(spelling.tidied(markup.read(text).runs)))))
    side.set(LANG, language)
    return side


def _tags(mark: str) -> tuple[str, str]:
    sign = spelling.SIGNS.get(mark)
    return (sign, sign) if sign else ("[", f"]({mark})")
