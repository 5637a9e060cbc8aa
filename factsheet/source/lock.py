"""Record what each translation was made from: the lock beside a language file, `fr.lock.yaml`.

For each key it keeps the English that the translation was made from, with its digest, and the digest of
the translation itself. So a change to either is noticed without anybody having to remember it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

import yaml

from ..core.diagnostics import Problem, Problems
from ..core.names import LanguageTag
from ..core.project import Root
from .yaml_reader import read

HEAD = """\
# What each text of {id}.yaml was translated from. Written by "make confirm lang={id}"; do not edit it by hand.
"""


@dataclass(frozen=True)
class Made:
    """What a translation was made from, and the digest of the translation that was made."""

    english: str
    translation: str


class State(Enum):
    """The state of a text in a language."""

    TRANSLATED = "translated"
    UNCONFIRMED = "unconfirmed"  # written or changed by hand, and not yet confirmed
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
    return State.TRANSLATED if made.english == english else State.OUTDATED


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
        match entry:
            case {"digest": str(said), "english": str(english), "translation": str(translation), **rest} if not rest:
                if said == digest(english):
                    made[key] = Made(english, translation)
                else:
                    place = located.place((key, "english"))
                    problems.append(Problem(place, f'the English of "{key}" was changed by hand', hint))
            case _:
                place = located.place((key,), key=True)
                problems.append(Problem(place, f'the entry "{key}" is not valid in a lock file', hint))
    if problems:
        raise Problems(problems)
    return made


def written(language: LanguageTag, entries: Mapping[str, Made]) -> bytes:
    """Return a lock as it is written to disk, sorted by key, so that a diff shows only what changed."""
    content = {
        key: {"digest": digest(made.english), "english": made.english, "translation": made.translation}
        for key, made in sorted(entries.items())
    }
    body = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100) if content else ""
    return (HEAD.format(id=language) + body).encode()
