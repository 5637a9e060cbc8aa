"""Those who translate and review are named in the sources, and in nothing that is made of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.changes import said
from factsheet.check import dossier
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.edition.ties import TIE
from factsheet.page import page
from factsheet.source import loader
from factsheet.theme import layout
from factsheet.translation import bilingual, export, tmx, xliff

from ..conftest import SIGNER, Copy, Leaflet, copy_project, sign_off
from ..exchange import DAY
from ..validators import page_texts

# As files may spell it: plain, in UTF-16 as strings of a PDF are, as bytes in hex, and each part of it.
PARTS = SIGNER.split()
SPELLINGS = [
    each
    for part in PARTS
    for each in (
        part.encode(),
        part.encode("latin-1"),
        part.encode("utf-16-be"),
        part.encode("utf-16-be").hex().encode(),
        part.encode("utf-16-be").hex().upper().encode(),
        part.encode("ascii", "xmlcharrefreplace"),
        part.encode("unicode-escape"),
    )
]
VARIANT = VariantId("2025-france")


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file as it is, and all that is packed in it: the parts of a ZIP, the streams and strings of a PDF."""
    yield name, content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for each in archive.infolist():
                yield from unpacked(f"{name}/{each.filename}", archive.read(each))
    if content.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(content)) as pdf:
            for number, each in enumerate(pdf.objects, 1):
                whole = each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse(resolved=True)
                yield f"{name}, object {number}", whole


def named_in(files: Iterator[tuple[str, bytes]]) -> list[str]:
    """Return the files, and the parts of files, that name the one who signed off."""
    return [
        part
        for name, content in files
        for part, within in unpacked(name, content)
        if any(s in within for s in SPELLINGS)
    ]


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    return ((str(path.relative_to(folder)), path.read_bytes()) for path in folder.rglob("*") if path.is_file())


def test_no_file_names_who_signed_off(leaflets: dict[str, Leaflet]) -> None:
    root = leaflets["fr"].root
    made = list(everything(root / "output"))
    assert {"manifest.json", "index.html"} <= {Path(name).name for name, _ in made}
    assert {".pdf", ".docx", ".html", ".png", ".zip"} <= {
        Path(name).suffix for name, _ in made if "-fr" in name or "-all" in name
    }
    assert named_in(iter(made)) == []
    assert not any(part in leaflets["fr"].printed for part in PARTS)
    # What finds nothing there finds the name where it is.
    assert set(named_in(everything(root / "sources"))) == {"text/fr.yaml", "text/fr.lock.yaml"}
    text = " ".join(page_texts(leaflets["fr"].pdf))
    assert not any(part in text for part in PARTS)


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sign_off(copy_project(tmp_path_factory.mktemp("signed"), "en, fr"))


def test_nothing_that_goes_out_names_them(signed: Path) -> None:
    """Neither to translators, nor with a release, whose sources keep the roles and the dates."""
    root = Root(signed)
    out = export.outgoing(loader.load(root), LanguageTag("fr"), everything=True)
    jobs = {job.edition.language: job.edition for job in plan.plan(root, Selection((VARIANT,))).jobs}
    files = {
        "fr.docx": bilingual.written(out, layout.load(root), root, DAY),
        "fr.xliff": xliff.written(out),
        "fr.tmx": tmx.written(out),
        "fr.json": dossier.as_json(said.data(jobs[LanguageTag("fr")])),
        "sources.zip": dossier.sources(root, loader.load(root), VARIANT, jobs),
    }
    assert named_in(iter(files.items())) == []
    with zipfile.ZipFile(BytesIO(files["sources.zip"])) as packed:
        language, lock = (packed.read(f"sources/text/fr{end}.yaml").decode() for end in ("", ".lock"))
    assert "  signed:\n  - role: translator\n    date: '2025-03-31'\n" in language
    assert lock.count("  signed:\n  - role: reviewer\n    date: '2025-04-09'\n") == 59


PRINTED = "<p>{% for each in edition.signed %}{{ each.role }}: {{ each.name }}, {{ each.date }}{% endfor %}</p>"


def test_a_layout_may_print_them(signed: Path, tmp_path: Path) -> None:
    copy = Copy(copy_project(tmp_path, "en, fr"))
    sign_off(copy.root)
    assert all(not job.edition.signed for job in plan.plan(Root(copy.root), Selection((VARIANT,))).jobs)
    footer = '  <footer class="row footer"'
    copy.change("layouts/leaflet/page.html.j2", footer, f"{PRINTED}\n{footer}")
    root = Root(copy.root)
    jobs = {job.edition.language: job for job in plan.plan(root, Selection((VARIANT,))).jobs}
    french = jobs[LanguageTag("fr")]
    made = page.make(french.edition, french.theme, root)
    assert f"translator: {SIGNER}, 31 mars 2025" in re.sub("<[^>]+>", "", made.html).replace(TIE, " ")
    assert jobs[LanguageTag("en")].edition.signed == ()
    editions = {language: job.edition for language, job in jobs.items()}
    packed = dossier.sources(root, loader.load(root), VARIANT, editions)
    assert named_in(iter([("sources.zip", packed)])) == ["sources.zip/sources/text/fr.yaml"]
