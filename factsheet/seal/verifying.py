"""Read the seals of any PDF: who made each, when, and whether anything has changed since.

Whether a certificate is to be trusted is not decided here: nothing is fetched, and no list of authorities is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from ..core.diagnostics import Place, Problem, Problems
from . import names
from .loop import waited

if TYPE_CHECKING:
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

# ISO 32000-2, 7.5.2; readers have always accepted the header anywhere in the first kilobyte.
HEAD, WITHIN = b"%PDF-", 1024
CHOOSE = "choose a PDF that other programs can open"


@dataclass(frozen=True)
class Seal:
    """A seal, as its PDF states it.

    `by` is whom its certificate names, `issuer` who issued that, "" if whoever it names did; `certificate` is its
    SHA-256, valid from `begins` to `ends`. `at` is when it was sealed; `stamped` is who confirms that time, if somebody
    other than the sealer does. `faults` are why it does not hold; `added` is what came later, and was allowed to.
    """

    by: str
    issuer: str
    certificate: str
    begins: datetime
    ends: datetime
    at: datetime | None
    stamped: str
    faults: tuple[str, ...]
    added: str = ""

    @property
    def holds(self) -> bool:
        return not self.faults


def read(content: bytes, name: str) -> list[Seal]:
    """Return the seals of a PDF, the first one first. Raises Problems for what is not a PDF, or cannot be read."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    if HEAD not in content[:WITHIN]:
        raise Problems([Problem(Place(name), "this is not a PDF", "choose a PDF")])
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it would log is in the faults
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    locked = False
    try:
        reader = PdfFileReader(BytesIO(content), strict=True)
        locked = reader.encrypted
        if not locked:
            return [_read(each, content) for each in reader.embedded_regular_signatures]
    except MemoryError:
        raise
    except Exception:  # there is no telling what a damaged file may cause
        what = "this PDF is damaged, or somebody has changed it: whether it was sealed cannot be read"
        raise Problems([Problem(Place(name), what, "get the file again from where it was published")]) from None
    raise Problems([Problem(Place(name), "this file is locked with a password", CHOOSE)])


def _read(embedded: EmbeddedPdfSignature, content: bytes) -> Seal:
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    status = waited(async_validate_pdf_signature(embedded, nobody))
    own, stamp = status.signing_cert, status.timestamp_validity
    stamped = bool(stamp and stamp.intact and stamp.valid)
    at = stamp.timestamp if stamp and stamped else status.signer_reported_dt
    begins, ends = (_aware(each) for each in (own.not_valid_before, own.not_valid_after))
    faults = list(_faults(embedded, status, content))
    if stamp and not stamped:
        faults.append("its timestamp does not belong to it")
    if at and not begins <= at <= ends:
        faults.append("its certificate was not valid on the day when it was sealed")
    return Seal(
        by=names.of(own.subject),
        issuer="" if own.issuer == own.subject else names.of(own.issuer),
        certificate=own.sha256.hex(),
        begins=begins,
        ends=ends,
        at=_aware(at) if at else None,
        stamped=names.of(stamp.signing_cert.subject) if stamp and stamped else "",
        faults=tuple(faults),
        added="" if faults else _added(status),
    )


def _faults(embedded: EmbeddedPdfSignature, status: PdfSignatureStatus, content: bytes) -> Iterator[str]:
    """Yield why a seal does not hold."""
    from pyhanko.sign.ades.report import AdESIndeterminate
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not status.intact:
        yield "what was sealed has been changed"
    elif not status.valid:
        yield "it was not made with the key of its certificate"
    elif not _is_clean(embedded, content):
        yield "the bytes of the seal itself have been changed"
    if not status.docmdp_ok or (not whole and status.modification_level == ModificationLevel.NONE):
        yield "something has been added to the file that the seal does not allow"
    unsafe = (AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE, AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE)
    if status.trust_problem_indic in unsafe:
        yield "it was made in a way that is no longer safe"


def _is_clean(embedded: EmbeddedPdfSignature, content: bytes) -> bool:
    """Tell whether there is nothing in the only place that no seal covers but the seal itself, in hexadecimal digits.

    It is longer than it has to be: what follows the signature must be zeros.
    """
    from asn1crypto.parser import peek

    _, before, after, _ = embedded.byte_range
    signature: bytes = embedded.pkcs7_content
    digits = signature.hex().encode()
    return content[before:after] in (b"<%b>" % digits, b"<%b>" % digits.upper()) and not any(
        signature[peek(signature) :]
    )


def _added(status: PdfSignatureStatus) -> str:
    """Return what was added after a seal, and is allowed by it."""
    from pyhanko.sign.diff_analysis import ModificationLevel

    said = {
        ModificationLevel.LTA_UPDATES: "proofs that help to check the seal later",
        ModificationLevel.FORM_FILLING: "another seal, or words in the fields of a form",
        ModificationLevel.ANNOTATIONS: "comments, another seal, or words in the fields of a form",
    }
    return said.get(status.modification_level, "") if status.modification_level else ""


def _aware(when: datetime) -> datetime:
    """Return a time in UTC, which is meant where no zone is given."""
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
