"""Open the key that PDFs are sealed with: a PKCS#12 file (RFC 7292), with the certificate that says whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..core import inputs
from ..core.diagnostics import Place, Problem, Problems
from .settings import KEY, PASSPHRASE, Asked

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
    from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
    from cryptography.x509 import Certificate

MAKE = "make it anew: openssl pkcs12 -export -inkey key.pem -in certificate.pem -out seal.p12"
NEWER = "ask whoever issued the certificate for a new one"
# NIST SP 800-57, table 2: fewer bits are no longer safe. Others than these curves are not in every PDF reader.
LEAST_BITS = 2048
CURVES = {"secp256r1": "sha256", "secp384r1": "sha384", "secp521r1": "sha512"}


@dataclass(frozen=True)
class Key:
    """What is in a file that was found fit for sealing, and the hash function that goes with it."""

    content: bytes
    passphrase: bytes | None
    digest: str


def opened(asked: Asked, now: datetime) -> Key:
    """Return the key that is asked for. Raises Problems for a file that is not fit to seal with at that time."""
    content = inputs.read_named(asked.key, inputs.KEY, f"set {KEY} to the path of a PKCS#12 file (.p12 or .pfx)")
    passphrase, held = _held(content, asked)
    if held.key is None:
        raise _problem(asked.key, "this file has no private key", MAKE)
    if held.cert is None or held.cert.certificate.public_key() != held.key.public_key():
        raise _problem(asked.key, "this file has a key, but not the certificate that belongs to it", MAKE)
    digest = _digest(asked.key, held.key)
    _check(asked.key, held.cert.certificate, now)
    return Key(content, passphrase, digest)


def _held(content: bytes, asked: Asked) -> tuple[bytes | None, PKCS12KeyAndCertificates]:
    """Return what is in a PKCS#12 file, and the passphrase in the form that opens it."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12

    if not _is_pkcs12(content):
        raise _problem(asked.key, "this is not a PKCS#12 file", MAKE)
    forms = [asked.passphrase.encode()] if asked.passphrase else [None, b""]
    for form in forms:
        try:
            return form, pkcs12.load_pkcs12(content, form)
        except UnsupportedAlgorithm:
            raise _problem(asked.key, "this file is encrypted in a way that is no longer in use", MAKE) from None
        except (ValueError, TypeError):
            continue
    if asked.passphrase:
        raise _problem(asked.key, "the passphrase does not open this file, or it is damaged", f"check {PASSPHRASE}")
    raise _problem(asked.key, "this file needs its passphrase", f"set {PASSPHRASE}")


def _is_pkcs12(content: bytes) -> bool:
    from asn1crypto.pkcs12 import Pfx

    try:
        return bool(Pfx.load(content, strict=True)["version"].native == "v3")
    except (ValueError, TypeError, KeyError):
        return False


def _digest(path: Path, key: PrivateKeyTypes) -> str:
    """Return the hash function for a kind of key. Raises Problems for a kind that readers may not know."""
    from cryptography.hazmat.primitives.asymmetric import ec, rsa

    if isinstance(key, rsa.RSAPrivateKey):
        if key.key_size >= LEAST_BITS:
            return "sha256"
        what = f"this key has {key.key_size:,} bits, which is too few to be safe"
    elif isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in CURVES:
        return CURVES[key.curve.name]
    else:
        what = "this is a kind of key that many PDF readers do not know"
    raise _problem(path, what, "use an RSA key of 3,072 bits, or one on the curve P-256")


def _check(path: Path, certificate: Certificate, now: datetime) -> None:
    """Raise Problems for a certificate that is not valid at some time, or is not for signing."""
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    if now > certificate.not_valid_after_utc:
        what = f"its certificate expired on {certificate.not_valid_after_utc:%Y-%m-%d}"
        raise _problem(path, what, NEWER)
    if now < certificate.not_valid_before_utc:
        what = f"its certificate is not valid before {certificate.not_valid_before_utc:%Y-%m-%d %H:%M} UTC"
        raise _problem(path, what, f"check this computer's clock, or {NEWER}")
    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise _problem(path, "its certificate is not for signing", NEWER)


def _problem(path: Path, what: str, hint: str) -> Problems:
    return Problems([Problem(Place(path.name), what, hint)])
