"""Seal PDFs: add a signature that no page shows, and change none of the bytes that are there.

The level is B-B of ETSI EN 319 142-1, or B-T with a timestamp (RFC 3161). The signature certifies the document: no
change at all is allowed after it (ISO 32000-2, 12.8.2.2, DocMDP with P 1).
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..core import atomic
from ..core.diagnostics import Place, Problem, Problems
from . import key, names, settings, verifying
from .loop import waited
from .settings import TIMESTAMP, Asked

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.timestamps import HTTPTimeStamper

FIELD = "Seal"
PACKAGES = ("cryptography", "pyhanko")
# Seconds that a timestamp service may take to answer.
PATIENCE = 20


@dataclass(frozen=True)
class Sealer:
    """A key that was found fit. `by` is whose it is, and `certificate` the SHA-256 of the certificate that says so."""

    by: str
    certificate: str
    digest: str
    signer: SimpleSigner
    stamper: HTTPTimeStamper | None = None

    @property
    def made_with(self) -> dict[str, str]:
        """Return the versions of what shapes a seal."""
        from importlib.metadata import version

        return {name: version(name) for name in PACKAGES}

    def sealed(self, pdf: bytes, name: str) -> bytes:
        """Return a PDF with a seal: its bytes, and more after them.

        Raises Problems if that cannot be done, or if the seal does not hold when it is read again.
        """
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.pdf_utils.misc import PdfError
        from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
        from pyhanko.sign.general import SigningError
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

        how = PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm=self.digest,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        try:
            writer = IncrementalPdfFileWriter(BytesIO(pdf))
            signing = PdfSigner(how, self.signer, timestamper=self.stamper).async_sign_pdf(writer)
            made: bytes = waited(signing).getvalue()
        except (PdfError, SigningError) as error:
            raise Problems([Problem(Place(name), f"this cannot be sealed ({error})", "tell a maintainer")]) from None
        except Exception:
            if self.stamper:  # whatever a server may answer, or a network do
                raise _unreachable(self.stamper) from None
            raise
        seals = verifying.read(made, name)
        if not (made.startswith(pdf) and len(seals) == 1 and seals[0].holds):
            raise Problems([Problem(Place(name), "the seal that was made does not hold", "tell a maintainer")])
        return made


def configured(environment: MutableMapping[str, str]) -> Sealer | None:
    """Return what seals PDFs, or None if the environment names no key.

    Raises Problems for a key that cannot be used, and for a timestamp service that does not answer: before anything is
    made.
    """
    asked = settings.taken(environment)
    if asked is None:
        return None
    settings.needed(settings.KEY)
    found = key.opened(asked, datetime.now(UTC))
    return _ready(asked, found)


def _ready(asked: Asked, found: key.Key) -> Sealer:
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko.sign.timestamps import HTTPTimeStamper

    signer = SimpleSigner.load_pkcs12_data(found.content, (), found.passphrase)
    own = signer.signing_cert
    stamper = HTTPTimeStamper(asked.timestamp, timeout=PATIENCE) if asked.timestamp else None
    if stamper:
        _ask(stamper, found.digest)
    return Sealer(names.of(own.subject), atomic.sha256(own.dump()), found.digest, signer, stamper)


def _ask(stamper: HTTPTimeStamper, digest: str) -> None:
    """Ask for a timestamp, which also tells how much room it takes. Raises Problems if there is no good answer."""
    try:
        waited(stamper.async_dummy_response(digest))
    except Exception:
        raise _unreachable(stamper) from None


def _unreachable(stamper: HTTPTimeStamper) -> Problems:
    what = f"{urlsplit(stamper.url).hostname} gave no timestamp"
    return Problems([Problem(Place(TIMESTAMP), what, "try again later; or leave it out, and seal without a timestamp")])
