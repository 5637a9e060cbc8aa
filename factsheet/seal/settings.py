"""Read from the environment what to seal with: sources are shared, and a key is not.

The passphrase is never taken from the command line, where other users of the machine could read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems

KEY = "FACTSHEET_SEAL_KEY"
PASSPHRASE = "FACTSHEET_SEAL_PASSPHRASE"
DESCRIPTOR = "FACTSHEET_SEAL_PASSPHRASE_FD"
TIMESTAMP = "FACTSHEET_SEAL_TIMESTAMP"

INSTALL = "in a checkout, make release and make verify install it; otherwise type: pip install 'factsheet[seal]'"


@dataclass(frozen=True)
class Asked:
    """What to seal with: the path of a key, its passphrase, and the address of a timestamp service, or ""."""

    key: Path
    passphrase: str = field(repr=False)
    timestamp: str = ""


def taken(environment: MutableMapping[str, str]) -> Asked | None:
    """Return what the environment asks for, or None if it names no key. Raises Problems for what cannot be used.

    The passphrase is taken out of the environment, so that no program that is started later finds it there.
    """
    typed = {name: environment.get(name, "") for name in (KEY, PASSPHRASE, DESCRIPTOR, TIMESTAMP)}
    environment.pop(PASSPHRASE, None)
    if not typed[KEY]:
        return None
    if problems := list(_faults(typed)):
        raise Problems(problems)
    passphrase = typed[PASSPHRASE]
    if typed[DESCRIPTOR]:
        passphrase = inputs.secret(int(typed[DESCRIPTOR]), DESCRIPTOR)
    return Asked(_path(typed[KEY]), passphrase, typed[TIMESTAMP])


def needed(place: str) -> None:
    """Raise Problems if pyHanko is not installed; `place` is what it is needed for."""
    if find_spec("pyhanko") is None:
        raise Problems([Problem(Place(place), "this needs the package pyHanko, which is not installed", INSTALL)])


def _faults(typed: MutableMapping[str, str]) -> Iterator[Problem]:
    if typed[PASSPHRASE] and typed[DESCRIPTOR]:
        yield Problem(Place(DESCRIPTOR), f"{PASSPHRASE} is set as well", "set only one of the two")
    if typed[DESCRIPTOR] and not re.fullmatch("[0-9]{1,5}", typed[DESCRIPTOR]):
        what = f'"{typed[DESCRIPTOR]}" is not the number of an open file'
        yield Problem(Place(DESCRIPTOR), what, f"write it like this: {DESCRIPTOR}=3 make release 3< passphrase.txt")
    if typed[TIMESTAMP] and not _is_address(typed[TIMESTAMP]):
        what = f'"{typed[TIMESTAMP]}" is not the address of a timestamp service'
        yield Problem(Place(TIMESTAMP), what, "begin it with https:// or http://; or leave it out")


def _is_address(typed: str) -> bool:
    try:
        return bool(re.fullmatch(r"https?://[!-~]+", typed) and urlsplit(typed).hostname)
    except ValueError:
        return False


def _path(typed: str) -> Path:
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # a home of nobody
        return Path(typed)
