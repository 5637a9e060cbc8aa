"""Find HTML that was typed into a text, since it would be printed as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.entities import html5

from .oddity import Oddity

TAG = r"</?[A-Za-z][^<>]{0,200}>|<!--"
ENTITY = r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
HTML = re.compile(f"{TAG}|{ENTITY}")


def odd(english: str, translation: str) -> Iterable[Oddity]:
    """Yield each tag or code of a translation that is not in the English; <b> and </b> count as one."""
    reported = {_name(found) for found in HTML.findall(english)}
    for found in HTML.finditer(translation):
        thing, name = found[0], _name(found[0])
        if name in reported or (thing[0] == "&" and thing[1] != "#" and thing[1:] not in html5):
            continue
        reported.add(name)
        is_tag = thing[0] == "<"
        hint = "use ** or * for bold and italics, or remove it" if is_tag else "type the character itself"
        what = f"has the HTML {'tag' if is_tag else 'code'} {thing}, which would be printed as it is"
        yield Oddity("html", found.start(), found.end(), thing, what, hint)


def _name(thing: str) -> str:
    return re.sub(r"</?(\w+).*", r"<\1>", thing.lower(), flags=re.DOTALL)
