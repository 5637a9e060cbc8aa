"""Read what an XLIFF file says about a translation: whether somebody stands behind it, and if not, why.

XLIFF has the state of a target, what qualifies it, and whether its unit is approved (1.2: 2.3, state, state-qualifier
and approved). Trados, memoQ and Phrase have words of their own, which count before those of XLIFF: they leave these as
they were, or write them once for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..core.xml import Element
from .units import Standing

SDL = "{http://sdl.com/FileTypes/SdlXliff/1.0}"
MEMOQ = "{MQXliff}status"
PHRASE = "{http://www.memsource.com/mxlf/2.0}"

# Why a translation is to be confirmed, as what "it" is or has.
MACHINE = "is a machine translation"
MEMORY = "is a suggestion from a translation memory"
REVIEW = "is marked for review"
UNFINISHED = "is marked as unfinished"
DRAFT = "is marked as a draft"
REJECTED = "was rejected in a review"
UNAPPROVED = "is not approved"

DONE = {"translated", "final", "signed-off"}
APPROVED = {"final", "signed-off"}
UNTOUCHED = {"new", "needs-translation"}
STATES = {
    **dict.fromkeys(("needs-review-translation", "needs-review-l10n", "needs-review-adaptation"), REVIEW),
    **dict.fromkeys(("needs-adaptation", "needs-l10n"), UNFINISHED),
}
QUALIFIERS = {
    **dict.fromkeys(("leveraged-mt", "mt-suggestion"), MACHINE),
    **dict.fromkeys(("fuzzy-match", "tm-suggestion"), MEMORY),
    **{f"rejected-{why}": REJECTED for why in ("grammar", "inaccurate", "length", "spelling")},
}
# Trados: how sure the translator is of a segment, and where it came from; DefaultTranslationOrigin in RWS's interface.
CONFIRMED = {"Translated", "ApprovedTranslation", "ApprovedSignOff"}
CONF = {"Draft": DRAFT, "RejectedTranslation": REJECTED, "RejectedSignOff": REJECTED}
MACHINES = {"mt", "nmt", "amt", "automatic-translation"}
# memoQ: the colours of its rows.
ROWS = {
    "MachineTranslated": MACHINE,
    **dict.fromkeys(("PreTranslated", "Pretranslated", "AssembledFromFragments"), MEMORY),
    "Rejected": REJECTED,
}


@dataclass(frozen=True)
class Said:
    """What a file says about a translation; if that is not certain, `why`."""

    standing: Standing
    why: str = ""


def said(unit: Element, target: Element | None, exported: str, *, copied: bool) -> Said:
    """Return what a file says about a translation; `copied` is one that is still the English.

    A state that is still there as it was `exported` is nothing that anybody has said since.
    """
    if own := [*_trados(unit), *_memoq(unit), *_phrase(unit)]:
        return _together(own)
    state, qualifier = (target.get(name, "") if target is not None else "" for name in ("state", "state-qualifier"))
    approved = unit.get("approved", "")
    if (why := QUALIFIERS.get(qualifier)) and approved != "yes" and state not in APPROVED:
        return Said(Standing.UNSURE, why)
    if approved == "no":
        return Said(Standing.UNSURE, STATES.get(state, UNAPPROVED))
    if state in (exported, ""):
        return Said(Standing.UNTOUCHED if copied else Standing.UNSAID)
    if approved == "yes" or state in DONE:
        return Said(Standing.DONE)
    if state in UNTOUCHED:
        return Said(Standing.UNTOUCHED)
    return Said(Standing.UNSURE, STATES.get(state, UNFINISHED))


def _together(parts: list[Said]) -> Said:
    """Return what is said about a text in several segments: the least of it."""
    if all(each.standing is Standing.DONE for each in parts):
        return parts[0]
    if all(each.standing is Standing.UNTOUCHED for each in parts):
        return parts[0]
    unsure = (each.why for each in parts if each.why)
    return Said(Standing.UNSURE, next(unsure, UNFINISHED))


def _trados(unit: Element) -> Iterator[Said]:
    """Yield what Trados says about each segment. One that came from a machine and was confirmed is the translator's."""
    for segment in unit.iter(f"{SDL}seg"):
        conf, origin = segment.get("conf", ""), segment.get("origin", "")
        if conf in CONFIRMED:
            yield Said(Standing.DONE)
        elif origin in MACHINES and conf not in CONF.keys() - {"Draft"}:
            yield Said(Standing.UNSURE, MACHINE)
        elif conf:
            yield Said(Standing.UNSURE, CONF.get(conf, UNFINISHED))


def _memoq(unit: Element) -> Iterator[Said]:
    status = unit.get(MEMOQ, "")
    if "Confirmed" in status or "Proofread" in status:
        yield Said(Standing.DONE)
    elif status == "NotStarted":
        yield Said(Standing.UNTOUCHED)
    elif status:
        yield Said(Standing.UNSURE, ROWS.get(status, DRAFT))


def _phrase(unit: Element) -> Iterator[Said]:
    """Yield what Phrase says: the step of its workflow in which a text was confirmed, 0 for none."""
    confirmed = unit.get(f"{PHRASE}confirmed", "")
    if confirmed == "0":
        origin = unit.get(f"{PHRASE}trans-origin", "").lower()
        yield Said(Standing.UNSURE, MACHINE if origin in MACHINES else DRAFT)
    elif confirmed:
        yield Said(Standing.DONE)
