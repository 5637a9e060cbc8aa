"""Keys to throw away, what seals with them, and what poppler and pyHanko say of a seal."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from factsheet.seal.loop import waited
from factsheet.seal.sealer import Sealer, configured
from factsheet.seal.settings import KEY, PASSPHRASE

from .validators import absent

SECRET = "caf\u00e9 au lait"
NAME = "Seal of the Secretariat"
NOW = datetime.now(UTC).replace(microsecond=0)
PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


def p256() -> PrivateKey:
    """Return a key on the curve P-256, which is made in no time."""
    return ec.generate_private_key(ec.SECP256R1())


def certificate(
    key: PrivateKey,
    *,
    begins: int = -1,
    ends: int = 365,
    name: str = NAME,
    signing: bool | None = True,
    stamping: bool = False,
) -> x509.Certificate:
    """Return a certificate that a key has issued to itself, valid from some day to another, counted from today.

    `signing` says whether it is for signing; None, that it does not say. `stamping` says whether it is for timestamps.
    """
    called = [(NameOID.COMMON_NAME, name), (NameOID.ORGANIZATION_NAME, "Example Office"), (NameOID.COUNTRY_NAME, "BE")]
    subject = x509.Name([x509.NameAttribute(*each) for each in called])
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(NOW + timedelta(days=begins)).not_valid_after(NOW + timedelta(days=ends))
    if signing is not None:
        usages = dict.fromkeys(USAGES, False) | {"content_commitment" if signing else "crl_sign": True}
        made = made.add_extension(x509.KeyUsage(**usages), critical=True)
    if stamping:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return made.sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())


USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


def packed(key: PrivateKey | None, of: x509.Certificate | None, secret: str = SECRET) -> bytes:
    """Return a PKCS#12 file of a key and a certificate."""
    how = BestAvailableEncryption(secret.encode()) if secret else NoEncryption()
    return pkcs12.serialize_key_and_certificates(b"seal", key, of, None, how)


@cache
def usual() -> bytes:
    """Return the PKCS#12 file that tests usually seal with."""
    key = p256()
    return packed(key, certificate(key))


def put(folder: Path, content: bytes | None = None) -> dict[str, str]:
    """Write a PKCS#12 file, or the usual one, into a folder; return the environment that names it."""
    path = folder / "seal.p12"
    path.write_bytes(content or usual())
    return {KEY: str(path), PASSPHRASE: SECRET}


def sealer(folder: Path, content: bytes | None = None, **more: str) -> Sealer:
    """Return what seals with a PKCS#12 file, or the usual one."""
    found = configured(put(folder, content) | more)
    assert found
    return found


def by_poppler(path: Path) -> str:
    """Return what poppler says of the seals of a PDF, without judging whom their certificates belong to."""
    if not shutil.which("pdfsig"):
        absent("pdfsig (poppler-utils)")
    done = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def poppler_trusts(path: Path) -> bool:
    """Tell whether poppler finds the only seal of a PDF valid, and every byte of the file covered by it."""
    said = by_poppler(path)
    return said.count("Signature is Valid.") == said.count("Total document signed") == said.count("Signature #") == 1


def pyhanko_trusts(content: bytes, secret: str = SECRET, key: bytes | None = None) -> bool:
    """Tell whether pyHanko, asked as its manual says, finds the only seal of a PDF valid for whom we trust."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import async_validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    own = pkcs12.load_pkcs12(key or usual(), secret.encode()).cert
    assert own
    from asn1crypto.x509 import Certificate
    from cryptography.hazmat.primitives.serialization import Encoding

    trusted = ValidationContext(trust_roots=[Certificate.load(own.certificate.public_bytes(Encoding.DER))])
    (embedded,) = PdfFileReader(BytesIO(content)).embedded_signatures
    status = waited(async_validate_pdf_signature(embedded, trusted))
    return status.bottom_line and status.coverage.name == "ENTIRE_FILE" and embedded.docmdp_level.name == "NO_CHANGES"
