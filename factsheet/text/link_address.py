"""Check the addresses that a text may link to: each must lead where a reader expects."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from ..core.diagnostics import Invalid
from ..core.printable import printable
from .invisible import unseen

NO_SIGNS = re.compile(r"[\s<>\"'\\]")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
MAILBOX = re.compile(r"[A-Za-z0-9!#$&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$&'*+/=?^_`{|}~-]+)*")
PORT = re.compile(r"[0-9]{1,5}")
PORTS = range(1, 65536)
BEGINNING = "begin it with https:// or, for e-mail, mailto:"
PUNYCODE = "xn--"
BARE = "-0123456789"  # in any script
INHERITED = "Zinh"  # of a mark on a letter


def checked(address: object) -> object:
    """Return an address unchanged. Raises Invalid for one that leads nowhere, or somewhere else."""
    if isinstance(address, str) and (hint := mended(address)):
        raise Invalid(f'"{printable(address)}" is not an address', hint)
    return address


def mended(address: str) -> str:
    """Return what is to be done about an address: of a page (http, https) or of mail (mailto); else nothing."""
    if hint := _signs(address):
        return hint
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket of an IPv6 address that is not closed
        return "write it in full, as in https://www.example.org"
    if parts.scheme in ("http", "https") and address.startswith(f"{parts.scheme}://"):
        return _page(parts)
    return _mail(parts) if address.startswith("mailto:") else BEGINNING


def shown(address: str) -> str:
    """Return an address that was checked as people write it: of mail, the mailbox; of a page, host and path."""
    parts = urlsplit(address)
    if parts.scheme == "mailto":
        box, _, host = parts.path.partition("@")
        return f"{box}@{_readable(host)}"
    rest = address.removeprefix(f"{parts.scheme}://{parts.netloc}")
    return _readable(parts.netloc) + (rest if parts.query or parts.fragment else rest.removesuffix("/"))


def _readable(host: str) -> str:
    return ".".join(map(_read, host.split(".")))


def _signs(address: str) -> str:
    hidden = next((sign for sign in address if unseen(sign) or unicodedata.category(sign) in ("Cc", "Co", "Cn")), "")
    if hidden and not hidden.isspace():
        return f"delete the invisible character U+{ord(hidden):04X} in it"
    return "an address has no spaces, quotes or angle brackets" if NO_SIGNS.search(address) else ""


def _page(parts: SplitResult) -> str:
    """Return what is to be done about the address of a page, or nothing."""
    if "[" in parts.netloc:
        return "write the name of the host, not its number"
    user, at, place = parts.netloc.rpartition("@")
    if at:
        return f'it leads to "{place}", not to "{user}"; leave out everything before the @'
    host, colon, port = place.partition(":")
    if colon and not (PORT.fullmatch(port) and int(port) in PORTS):
        return f'"{port}" is not a port; leave it out, or write a number from 1 to 65535'
    return _host(host)


def _mail(parts: SplitResult) -> str:
    """Return what is to be done about an e-mail address, or nothing."""
    box, at, host = parts.path.partition("@")
    if not at or parts.netloc:
        return "write an address such as mailto:name@example.org"
    if not MAILBOX.fullmatch(box):
        return f'"{box}" is not a mailbox name; use only letters, digits and dots'
    if found := re.search(r"(?:^|&)(to|cc|bcc)=", parts.query, re.IGNORECASE):
        return f"it sends mail to somebody else too ({found[1]}=); leave that out"
    return _host(host)


def _host(host: str) -> str:
    """Return what is to be done about the name of a host, or nothing.

    It is in a-z, or all of it, with its last part, in one other script (хартум.рф): that is how such names are issued,
    and letters that look like ours under .org or .com are not. Accents are refused: a dot below is overlooked.
    """
    try:
        read = [_read(label) for label in host.split(".")]
    except ValueError:
        return f'"{host}" has a part that cannot be read ({PUNYCODE}...); copy the address again'
    if len(read) < 2 or not all(read):
        return "write the whole name of the host, as in https://www.example.org"
    if all(label.isascii() for label in read):
        if not all(LABEL.fullmatch(label) for label in read) or read[-1].isdigit():
            return f'"{host}" is not a host name; use only letters, digits, hyphens and full stops'
        return ""
    scripts = {_script(sign) for label in read for sign in label if sign not in BARE}
    if len(scripts - {INHERITED}) > 1 or scripts & {"Latn", "Zyyy"}:
        name = ".".join(read)
        return f'the host "{name}" has letters that look like others; use only a-z, or only one other script'
    return ""


def _read(label: str) -> str:
    """Return a part of a host as browsers show it. Raises ValueError if that is not known."""
    if not label.lower().startswith(PUNYCODE):
        return label
    read = label[len(PUNYCODE) :].encode("ascii").decode("punycode")
    if read.isascii():
        raise ValueError(label)
    return read


def _script(sign: str) -> str:
    import icu

    name = str(icu.Script.getScript(sign).getShortName())
    return {"Hira": "Jpan", "Kana": "Jpan", "Hani": "Jpan"}.get(name, name)  # Japanese has all three in one word
