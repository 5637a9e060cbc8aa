"""Say in plain words what the seals of a PDF tell, and whether they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ..workers.task import Step
from . import verifying
from .verifying import Seal

NEVER = "This file has no seal, so nothing tells who made it, or whether anybody has changed it since."
COMPARE = "Anybody can write any name into a certificate: compare its digest with one that they have published."


@dataclass(frozen=True)
class Verdict:
    """What there is to say about a PDF, line by line, and whether its seals hold."""

    lines: tuple[str, ...]
    holds: bool


def of(seals: Sequence[Seal], known: Mapping[str, str]) -> Verdict:
    """Return the verdict on a PDF with some seals. `known` are certificates by their SHA-256, each with its release.

    A file without a seal does not hold. Where certificates are known, neither does a file sealed with none of them.
    """
    if not seals:
        return Verdict((NEVER,), holds=False)
    lines = [line for each in seals for line in (*_said(each), *_known(each, known), "")]
    changed = not all(each.holds for each in seals)
    foreign = bool(known) and not any(each.certificate in known for each in seals)
    lines.append(
        "DO NOT RELY ON THIS FILE. It is not as it was sealed."
        if changed
        else "Nothing has changed since it was sealed; but it was not sealed by whoever sealed the releases here."
        if foreign
        else "Nothing has changed since it was sealed."
        if not any(each.added for each in seals)
        else "Nothing has changed since it was sealed, except for what the seal allows."
    )
    return Verdict(tuple(lines), holds=not changed and not foreign)


def _said(seal: Seal) -> Iterator[str]:
    yield f"Sealed by:    {seal.by}"
    yield f"On:           {_when(seal)}"
    issued = f"issued by {seal.issuer}" if seal.issuer else "their own, which nobody else vouches for"
    yield f"Certificate:  {issued}, valid from {seal.begins:%Y-%m-%d} to {seal.ends:%Y-%m-%d}{_expired(seal)}"
    yield f"  SHA-256:    {seal.certificate}"
    yield from (f"Changed:      {each}" for each in seal.faults)
    if seal.holds:
        yield f"Added since:  {seal.added}, which the seal allows" if seal.added else "Changed:      nothing"


def _when(seal: Seal) -> str:
    if seal.at is None:
        return "not stated"
    said = f"{seal.at:%Y-%m-%d %H:%M} UTC"
    return (
        f"{said}, confirmed by {seal.stamped}"
        if seal.stamped
        else f"{said}, by the clock of the computer that sealed it"
    )


def _expired(seal: Seal) -> str:
    return "; expired since" if seal.ends < datetime.now(UTC) else ""


def _known(seal: Seal, known: Mapping[str, str]) -> Iterator[str]:
    if release := known.get(seal.certificate):
        yield f"Known:        the release {release} here was sealed with the same certificate"
    else:
        yield f"Known:        no. {COMPARE}"


def verified(content: bytes, name: str, known: Mapping[str, str], step: Step) -> Verdict:
    """Return the verdict on a PDF, in a worker, since it is untrusted. Raises Problems for what is not a PDF."""
    step(name, "seal")
    return of(verifying.read(content, name), known)
