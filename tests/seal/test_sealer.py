"""A seal adds to a PDF and changes nothing in it; poppler and pyHanko find it valid, and notice one flipped bit."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from factsheet.core.diagnostics import Problems
from factsheet.seal import verifying
from factsheet.seal.settings import TIMESTAMP

from .. import seals
from ..conftest import Leaflet
from ..validators import page_texts, pdf_damage, pdf_faults


@pytest.fixture(scope="module")
def sealed(leaflet: Leaflet, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sealed")
    path = folder / "sealed.pdf"
    path.write_bytes(seals.sealer(folder).sealed(leaflet.pdf.read_bytes(), path.name))
    return path


def test_it_begins_with_the_bytes_that_were_there(sealed: Path, leaflet: Leaflet) -> None:
    before, after = leaflet.pdf.read_bytes(), sealed.read_bytes()
    assert after.startswith(before)
    assert len(before) < len(after) < len(before) + 10_000


def test_it_is_valid_for_poppler_and_for_pyhanko(sealed: Path) -> None:
    assert seals.poppler_trusts(sealed), seals.by_poppler(sealed)
    said = seals.by_poppler(sealed)
    assert f"Signer Certificate Common Name: {seals.NAME}" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert seals.pyhanko_trusts(sealed.read_bytes())


def test_the_standards_hold_and_the_file_is_whole(sealed: Path) -> None:
    assert pdf_faults(sealed) == []
    assert pdf_damage(sealed) == []


def test_nothing_of_it_is_to_be_seen(sealed: Path, leaflet: Leaflet) -> None:
    assert page_texts(sealed) == page_texts(leaflet.pdf)
    for number in range(2):
        drawn = []
        for path in (sealed, leaflet.pdf):
            with pypdfium2.PdfDocument(path) as document:
                drawn.append(bytes(document[number].render(scale=0.5, may_draw_forms=True).buffer))
        assert drawn[0] == drawn[1]


def test_one_flipped_bit_is_noticed(sealed: Path, leaflet: Leaflet, tmp_path: Path) -> None:
    whole = sealed.read_bytes()
    places = {
        "the page": len(leaflet.pdf.read_bytes()) // 2,
        "its end": len(leaflet.pdf.read_bytes()) - 3,
        "the time of the seal": whole.rindex(b"/M (D") + 10,
        "the signature": re.search(rb"0*>\s*/ByteRange", whole[: whole.rindex(b"/ByteRange") + 10]).start() - 20,
    }
    for where, at in places.items():
        changed = bytearray(whole)
        changed[at] ^= 1
        path = tmp_path / "changed.pdf"
        path.write_bytes(changed)
        assert not seals.poppler_trusts(path), where
        assert not holds(bytes(changed)), where


def test_so_is_a_bit_flipped_anywhere(sealed: Path) -> None:
    """Also where other programs do not look: between the end of the signature and the end of its place."""
    whole = sealed.read_bytes()
    place, end = whole.rindex(b"/Contents <"), whole.rindex(b"/ByteRange")
    for at in (*range(0, len(whole), len(whole) // 12), *range(place + 8, end, 300), len(whole) - 1):
        for bit in (1, 32):
            changed = bytearray(whole)
            changed[at] ^= bit
            assert not holds(bytes(changed)), at
    assert holds(whole)


def holds(content: bytes) -> bool:
    try:
        found = verifying.read(content, "changed.pdf")
    except Problems:
        return False
    return bool(found) and all(each.holds for each in found)


@pytest.mark.campaign
def test_a_key_of_another_kind_is_as_good(leaflet: Leaflet, tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 3072)
    content = seals.packed(key, seals.certificate(key, signing=None))
    path = tmp_path / "sealed.pdf"
    path.write_bytes(seals.sealer(tmp_path, content).sealed(leaflet.pdf.read_bytes(), path.name))
    assert seals.poppler_trusts(path)
    assert pdf_faults(path) == []


POLICY = """[tsa]
default_tsa = usual
[usual]
serial = serial
default_policy = 1.2.3.4
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
"""


@pytest.fixture
def clock(tmp_path: Path) -> Iterator[str]:
    """Serve timestamps (RFC 3161) on this machine, made by OpenSSL; return where."""
    folder = tmp_path / "clock"
    folder.mkdir()
    key = seals.p256()
    own = seals.certificate(key, name="Clock of the Office", stamping=True)
    (folder / "key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "own").write_bytes(own.public_bytes(Encoding.PEM))
    (folder / "policy").write_text(POLICY)
    reply = ["openssl", "ts", "-reply", "-queryfile", "asked", "-inkey", "key", "-signer", "own", "-config", "policy"]

    class Authority(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "asked").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            answer = subprocess.run(reply, cwd=folder, capture_output=True, check=True).stdout
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *about: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Authority) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def test_a_timestamp_says_who_confirms_the_time(clock: str, leaflet: Leaflet, tmp_path: Path) -> None:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(seals.sealer(tmp_path, **{TIMESTAMP: clock}).sealed(leaflet.pdf.read_bytes(), path.name))
    (seal,) = verifying.read(path.read_bytes(), path.name)
    assert seal.holds
    assert seal.stamped == "Clock of the Office (Example Office, BE)"
    assert seals.poppler_trusts(path)


def test_without_an_answer_nothing_is_sealed(clock: str, leaflet: Leaflet, tmp_path: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        nobody = f"http://127.0.0.1:{server.server_port}/"
    says = r"FACTSHEET_SEAL_TIMESTAMP: 127\.0\.0\.1 gave no timestamp; try again later"
    with pytest.raises(Problems, match=says):
        seals.sealer(tmp_path, **{TIMESTAMP: nobody})
    sealer = seals.sealer(tmp_path, **{TIMESTAMP: clock})
    assert sealer.stamper
    sealer.stamper.url = nobody  # it has stopped since it was first asked
    with pytest.raises(Problems, match=says):
        sealer.sealed(leaflet.pdf.read_bytes(), "sealed.pdf")
