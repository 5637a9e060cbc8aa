"""Record what each translation was made from: the lock beside a language file, `fr.lock.yaml`.

For each key it keeps the English that the translation was made from, with its digest, and the digest of
the translation itself. So a change to either is noticed without anybody having to remember it. It also keeps why a
translation still has to be confirmed, and who has signed it off.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

from ..core.diagnostics import Problem, Problems
from ..core.names import LanguageTag
from ..core.project import Root
from ..core.unfit import unfit
from . import signoff
from .private import SIGNED
from .signoff import SignOff
from .yaml_reader import Value, read

# Why a translation is not confirmed that the lock does not know: a person has typed it into the language file.
BY_HAND = "was written or changed by hand"
OPEN = "unconfirmed"

HEAD = """\
# What each text of {id}.yaml was translated from. Written by "make confirm lang={id}"; do not edit it by hand.
"""


@dataclass(frozen=True)
class Made:
    """What a translation was made from, and the digest of the translation that was made.

    `unconfirmed` says why it is not confirmed yet, as what "it" is or has; `signed` who has signed just this pair off.
    """

    english: str
    translation: str
    unconfirmed: tuple[str, ...] = ()
    signed: tuple[SignOff, ...] = ()


class State(Enum):
    """The state of a text in a language."""

    TRANSLATED = "translated"
    UNCONFIRMED = "unconfirmed"  # written or changed by hand, or imported with doubts, and not yet confirmed
    OUTDATED = "outdated"  # the English has changed since, the translation has not
    MISSING = "missing"
    ORPHANED = "orphaned"  # the text no longer exists in English


def digest(text: str) -> str:
    """Return the digest of a text, short enough for readable diffs."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def state(english: str | None, translation: str | None, made: Made | None) -> State:
    """Return the state of a translation, given today's English and the English it was made from."""
    if english is None:
        return State.ORPHANED
    if not translation:
        return State.MISSING
    if made is None or digest(translation) != made.translation:
        return State.UNCONFIRMED
    if made.english != english:
        return State.OUTDATED
    return State.UNCONFIRMED if made.unconfirmed else State.TRANSLATED


def doubts(translation: str, made: Made | None) -> tuple[str, ...]:
    """Return why a translation is not confirmed, as what "it" is or has: nothing for one that is."""
    if not translation:
        return ()
    return made.unconfirmed if made and digest(translation) == made.translation else (BY_HAND,)


def confirmed(before: Made | None, english: str, translation: str, by: SignOff | None = None) -> Made:
    """Return the entry of a translation that says what the English says, signed off by somebody if that is known.

    Those who signed another English or another translation did not sign this one.
    """
    made = Made(english, digest(translation))
    is_same = before and (before.english, before.translation) == (made.english, made.translation)
    signed = before.signed if before and is_same else ()
    return replace(made, signed=signoff.with_one(signed, by) if by else signed)


def path(root: Root, language: LanguageTag) -> Path:
    """Return the path of a language's lock."""
    return root.sources / "text" / f"{language}.lock.yaml"


def load(root: Root, language: LanguageTag) -> dict[str, Made]:
    """Read the lock of a language; if there is none yet, it is empty.

    Raises Problems for a lock that was edited by hand, or contains conflict markers.
    """
    file = path(root, language)
    if not file.exists():
        return {}
    hint = f"restore the file with git, or delete it and run: make confirm lang={language} all=yes"
    try:
        located = read(root, file)
    except Problems as found:
        raise Problems(replace(problem, hint=hint) for problem in found.problems) from None
    made: dict[str, Made] = {}
    problems: list[Problem] = []
    entries = located.value if isinstance(located.value, dict) else {"": located.value} if located.value else {}
    for key, entry in entries.items():
        try:
            made[key] = _entry(entry)
        except _Changed:
            place = located.place((key, "english"))
            problems.append(Problem(place, f'the English of "{key}" was changed by hand', hint))
        except ValueError:
            place = located.place((key,), key=True)
            problems.append(Problem(place, f'the entry "{key}" is not valid in a lock file', hint))
    if problems:
        raise Problems(problems)
    return made


class _Changed(Exception):
    """The English of an entry is not the one that its digest is of."""


def _entry(entry: Value) -> Made:
    """Return an entry as it was read. Raises _Changed, or ValueError for what is not an entry."""
    match entry:
        case {"digest": str(said), "english": str(english), "translation": str(translation), **rest}:
            if rest.keys() - {OPEN, SIGNED}:
                raise ValueError
            made = Made(english, translation, _reasons(rest.get(OPEN, [])), _signed(rest.get(SIGNED, [])))
            if said != digest(english):
                raise _Changed
            return made
    raise ValueError


def _reasons(value: object) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(each, str) and each and not any(unfit(each)) for each in value):
        return tuple(value)
    raise ValueError


def _signed(value: object) -> tuple[SignOff, ...]:
    if isinstance(value, list):
        return tuple(map(SignOff.model_validate, value))
    raise ValueError


def written(language: LanguageTag, entries: Mapping[str, Made]) -> bytes:
    """Return a lock as it is written to disk, sorted by key, so that a diff shows only what changed."""
    content = {key: _record(made) for key, made in sorted(entries.items())}
    body = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100) if content else ""
    return (HEAD.format(id=language) + body).encode()


def _record(made: Made) -> dict[str, Any]:
    more: dict[str, Sequence[object]] = {OPEN: made.unconfirmed, SIGNED: [each.as_record() for each in made.signed]}
    known = {"digest": digest(made.english), "english": made.english, "translation": made.translation}
    return known | {key: list(value) for key, value in more.items() if value}
