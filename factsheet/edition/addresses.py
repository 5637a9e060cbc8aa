# ruff: noqa: RUF001
"""Find web and e-mail addresses, accounts and telephone numbers in a text, and those that are not in the English.

They are found as readers see them: marks, invisible characters and fancy letters hide none. The aim is to miss no
address and to leave prose alone: "etc.", "e.g.", "n.d.", "10.30", "in 2014.", a full stop with no space after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ..kinds.countries import country_codes
from ..text.folded import folded
from ..text.oddity import Oddity

# Letters and digits of an address. Those of the European alphabets pass for one another, so they count together;
# letters of another script beside them are a word of the sentence (Amharic and Arabic join some to a name).
EUROPEAN = r"0-9A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u052f\u1e00-\u1fff"
LABEL = rf"[{EUROPEAN}\0-]"
PATH = rf"(?:[/?#][!#-&(-;=?-~{EUROPEAN}]*+)?"
DOT = r"(?:[.\u3002\u06d4]|\s?[\[({]\s?(?:\.|dot)\s?[\])}]\s?)"
AT = r"(?:\s?@\s?|\s?[\[({]\s?(?:at|@)\s?[\])}]\s?)"
HOST = rf"(?:{LABEL}++{DOT})+{LABEL}++(?::\d++)?"
KINDS = {
    "url": rf"[A-Za-z][A-Za-z0-9+.-]{{1,20}}://(?:[{EUROPEAN}\0.@:-]++|[^\s/?#]++){PATH}",
    "mail": rf"(?:mailto:)?[{EUROPEAN}\0.+%_-]++{AT}{HOST}",
    "mailbox": rf"[{EUROPEAN}\0.+%_-]++@{LABEL}{{3,}}+",
    "account": rf"@[{EUROPEAN}\0._]++",
    "www": rf"www\d?(?:{DOT}{LABEL}++(?:{DOT}{LABEL}++)*+(?::\d++)?{PATH}|\s\.\s?{LABEL}++(?:\s?\.\s?{LABEL}++)*+"
    rf"|\.\s{LABEL}++)",
    "phone": r"(?:\+|\b00)?\(?\d[\d\s().\u2010-\u2013/-]{5,}\d",
    "host": rf"{HOST}{PATH}",
    "parted": rf"{LABEL}{{2,}}+\s{{1,3}}\.(?:[a-z]{{2,}}+|\s(?:com|org|net|int))(?!{LABEL})"
    rf"|{LABEL}{{3,}}+\.\s{{1,3}}(?:com|org|net)(?!{LABEL})",
    "elsewhere": r"(?<!\w)[^\W\d_a-zA-Z]++(?:-[^\W\d_a-zA-Z]++)*+\.(?:موقع|شبكة|عرب|中国|公司|网络|网址|在线)(?!\w)",
}
NAMES = {
    "mail": "e-mail address",
    "mailbox": "e-mail address",
    "account": "account name",
    "phone": "phone number",
}
# An address does not begin in the middle of a word of its own letters.
ADDRESS = re.compile(
    f"(?<![{EUROPEAN}\0-])(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in KINDS.items())})", re.IGNORECASE
)
# A text with none of these has no address; most have none.
TRACES = re.compile(r"[.\u3002\u06d4\])}]\s*[\w\0]|@|:/|\d\D{0,3}\d")
# After a host, the first word of a sentence with no space before it.
NEXT = re.compile(r"(?<=\w\.\w\w)(\w*)\.([^\W\d_a-z][^\W\d_A-Z]+)$")
ENDING = ".,;:!?)]}»”’'\"،؛؟۔。…-"
# Top-level domains that are never words, and others that can be words unless in lower case.
NO_WORDS = frozenset("com org net int edu gov mil biz".split())
GENERIC = NO_WORDS | frozenset(
    "info name pro aero coop museum jobs mobi travel asia xxx app dev page xyz online site web website tech store shop "
    "club live life news media blog cloud link click top win vip icu bid loan work world today africa eu uk su ac "
    "рф бг ею укр срб мкд бел қаз мон рус орг ком сайт онлайн ελ ευ".split()
)
THOUSANDS = re.compile(r"\d{1,3}(?:[\s.,]\d{3})+")
DATES = re.compile(
    r"\b\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|\b\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}\b|\b(?:19|20)\d\d\b"
    r"|(?<![\d.])\d{1,2}[.:]\d\d(?![\d.])"  # times
)


@dataclass(frozen=True)
class Address:
    """An address, from `start` to `end` of a text; `same` is equal for two spellings of one."""

    kind: str
    start: int
    end: int
    same: str


def find(text: str) -> Iterator[Address]:
    """Yield the addresses in a text, in order."""
    read, places = folded(text)
    if not TRACES.search(read):
        return
    for match in ADDRESS.finditer(read):
        kind = str(match.lastgroup)
        said = match[0].rstrip(ENDING)
        if kind in ("host", "www", "mail"):
            said = NEXT.sub(_ended, said)
        if _is_one(kind, said):
            end = places[match.start() + len(said) - 1] + 1
            yield Address(NAMES.get(kind, "web address"), places[match.start()], end, _same(kind, said))


def odd(english: str, translation: str, found: Iterable[Address]) -> Iterable[Oddity]:
    """Yield the addresses found in a translation that are not in the English."""
    known = {address.same for address in find(english)}
    numbers = set(re.findall(r"\d+", folded(english)[0]))
    for address in found:
        if address.same not in known:
            thing = translation[address.start : address.end]
            what = f'has the {address.kind} "{thing}", which is not in the English'
            new = set(re.findall(r"\d+", folded(thing)[0])) - numbers
            hint = "remove it, or allow it and give a reason"
            yield Oddity("address", address.start, address.end, thing, what, hint, stops=bool(new))


def _ended(found: re.Match[str]) -> str:
    """Return the end of a host without the word after it, unless that can be part of it."""
    return found[0] if found[2].lower() in GENERIC | _countries() else found[1]


def _is_one(kind: str, said: str) -> bool:
    """Tell whether what looks like an address is one, and not prose."""
    match kind:
        case "host":
            return _is_host(re.sub(r"\s?[\[({]\s?(?:\.|dot)\s?[\])}]\s?", ".", said, flags=re.IGNORECASE))
        case "parted":
            last = re.split(r"\s*\.\s*", said)[-1]
            return last.islower() and last in GENERIC | _countries()
        case "phone":
            return _is_phone(said)
    return bool(said)


def _is_host(said: str) -> bool:
    host, slash, _ = re.sub(r"[?#]", "/", said).partition("/")
    host = re.sub(r":\d+$", "", host)
    if re.search(r"[\u3002\u06d4]", host) and not host.islower():  # more often the end of a sentence
        return False
    *labels, last = re.split(r"[.\u3002\u06d4]", host)
    if not all(labels) or not (last.isalpha() or last.lower().startswith("xn--")):
        return bool(slash) and bool(re.fullmatch(r"\d{1,3}(\.\d{1,3}){3}", host))
    if (slash and len(last) > 1) or "xn--" in host.lower():
        return True
    if not re.search(r"[^\W\d_]|\0", "".join(labels)):
        return False
    return _ends_as_one(host, labels, last)


def _ends_as_one(host: str, labels: list[str], last: str) -> bool:
    """Tell whether words with a full stop between them are a host, by the last of them."""
    long = max(map(len, labels)) >= 3  # "m.in." and "d.m.th." are abbreviations
    if last.lower() in NO_WORDS:
        return last.islower() or last.isupper() or labels[0][:1].isupper()
    if last.lower() in GENERIC | _countries():
        return long and (last.islower() or host.isupper())
    return long and host.isascii() and host.islower() and len(last) > 2


@cache
def _countries() -> frozenset[str]:
    """Return the top-level domains of countries."""
    return frozenset(code.lower() for code in country_codes())


def _is_phone(said: str) -> bool:
    """Tell a phone number from an amount, a year, a date, a time, or several of them."""
    if said.startswith(("+", "00")):
        return len(re.findall(r"\d", said)) >= 7
    left = re.findall(r"\d+", DATES.sub(" ", said))
    if not left or THOUSANDS.fullmatch(said.strip("( ")):
        return False
    return sum(map(len, left)) >= (8 if left[0].startswith("0") else 9)


def _same(kind: str, said: str) -> str:
    if kind == "phone":
        return re.sub(r"\D", "", re.sub(r"^\+|^00", "", said))
    return normal(said)


def normal(said: str) -> str:
    """Return an address in the one form by which two spellings of it can be compared."""
    said = re.sub(AT, "@", re.sub(DOT, ".", said.casefold()))
    return re.sub(r"^(?:mailto:|https?://)?(?:www\.)?", "", re.sub(r"\s", "", said)).rstrip("/")
