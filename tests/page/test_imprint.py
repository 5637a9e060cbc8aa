"""The imprint of docs/layouts.md works as it is written there: the guide is the layout that is tested."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import zxingcpp

from ..conftest import REPOSITORY, Copy, pipeline
from ..reading import docx_text, page_texts

EMBLEM = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 12">'
    '<rect width="18" height="12" fill="{{ colours.blue }}"/></svg>'
)
WEB = "https://www.khartoumprocess.net/factsheet"


def snippets() -> list[str]:
    guide = (REPOSITORY / "docs" / "layouts.md").read_text("utf-8")
    section = guide.partition("## An imprint\n")[2].partition("\n## ")[0]
    return re.findall(r"```\w+\n(.*?)```", section, re.DOTALL)


def append(copy: Copy, file: str, text: str) -> None:
    path = copy.root / file
    path.write_text(f"{path.read_text('utf-8').rstrip()}\n\n{text}", "utf-8")


def put_in(copy: Copy) -> None:
    """Follow the guide."""
    content, english, link, html, theme = snippets()
    append(copy, "layouts/leaflet/content.yaml", content)
    append(copy, "sources/text/en.yaml", english)
    copy.change("sources/factsheet.yaml", "\nlinks:\n", f"\nlinks:\n{link}")
    copy.change("layouts/leaflet/page.html.j2", '  <footer class="row footer"', f'{html}\n  <footer class="row footer"')
    for part in re.split(r"^(?=\w)", theme, flags=re.MULTILINE)[1:]:
        head, _, lines = part.partition("\n")
        copy.change("layouts/leaflet/theme.yaml", f"\n{head}\n", f"\n{head}\n{lines}")
    (copy.root / "layouts/leaflet/pictures/emblem.svg").write_text(EMBLEM, "utf-8")


def words(path: Path) -> str:
    if path.suffix == ".pdf":
        said = " ".join(page_texts(path))
    elif path.suffix == ".docx":
        said = docx_text(path)
    else:
        said = re.sub("<[^>]+>", "", path.read_text("utf-8"))
    return " ".join(said.split())


def test_every_format_has_the_imprint_of_the_guide(copy: Copy) -> None:
    put_in(copy)
    result = copy.build("en", "--chair", "2025-france")
    assert result.status == 0, result
    for ending in (".pdf", ".docx", ".html"):
        said = words(copy.only(ending))
        assert "Text dated 9 April 2025; also on the web." in said
        assert "Published by ICMPD under CC BY 4.0. It does not speak for its members." in said
        assert "Funded by the European Union." in said
        assert "2025-france-en-GB, 2/2" in said
    assert len(page_texts(copy.only(".pdf"))) == 2
    assert WEB in copy.only(".html").read_text("utf-8")
    press = copy.only("-press.pdf")
    with pypdfium2.PdfDocument(press) as document:
        picture = document[1].render(scale=4).to_pil()
    assert WEB in {code.text for code in zxingcpp.read_barcodes(picture)}
    result = pipeline("preflight", press, "--root", copy.root)
    assert result.status == 0, result
