# ruff: noqa: E501
"""Text is data all the way: attacks, each tried end to end, with what happens.

Either the build refuses and names the line, or what was typed is printed as typed and does nothing else.
"""

from __future__ import annotations

import re
import time
from zipfile import ZipFile

import pikepdf
import pytest

from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page import web
from factsheet.source import yaml_editor, yaml_reader

from ..bounded import bounded
from ..browser import chromium
from ..conftest import Copy, job_of, slow
from ..reading import docx_text
from ..validators import page_texts

EN, FACTS, VARIANT = "sources/text/en.yaml", "sources/factsheet.yaml", "sources/chairs/2025-france.yaml"
THEME, LAYOUT, SVG = (
    "layouts/leaflet/theme.yaml",
    "layouts/leaflet/page.html.j2",
    "layouts/leaflet/pictures/email.svg",
)
TITLE, HEAD = "  title: Activities", '<article class="sheet front">'
PATH = 'd="'


def text(value: str) -> tuple[str, str, str]:
    """Put an attack in place of a text."""
    return EN, TITLE, f"  title: {value}"


def drawn(markup: str) -> tuple[str, str, str]:
    """Put an attack into a picture."""
    return SVG, "</svg>", f"{markup}</svg>"


def laid_out(markup: str) -> tuple[str, str, str]:
    """Put an attack into the layout."""
    return LAYOUT, HEAD, f"{HEAD}{markup}"


def long(length: int) -> str:
    return "'" + "a " * (length // 2) + "'"


# What is refused, and the words of the refusal.
REFUSED: dict[str, tuple[tuple[str, str, str], str]] = {
    "a file as a link": (text("'[x](file:///etc/passwd)'"), "the address file:///etc/passwd is written in a text"),
    "a script as a link": (text("'[x](javascript:alert(1))'"), "the address javascript:alert(1) is written in a text"),
    "data as a link": ((FACTS, "website: https://www.khartoumprocess.net", "website: data:text/html,x"), '"data:text/html,x" is not an address'),
    "a file as an address": ((FACTS, "website: https://www.khartoumprocess.net", "website: file:///etc/passwd"), '"file:///etc/passwd" is not an address'),
    "a UNC path as an address": ((FACTS, "website: https://www.khartoumprocess.net", r"website: '\\host\x'"), "an address has no spaces, quotes"),
    "quotes in an address": ((FACTS, "website: https://www.khartoumprocess.net", "website: https://x.org/\"onclick='x'"), "an address has no spaces, quotes"),
    "a template": (text("'{{ 7*7 }}'"), "unknown placeholder { 7*7 }"),
    "a template's statement": (text("'{% include \"/etc/passwd\" %}'"), "unknown placeholder {% include"),
    "an attribute": (text("'{0.__class__}'"), "unknown placeholder {0.__class__}"),
    "a format of a placeholder": (text("'{chair!r:>9999999}'"), "unknown placeholder {chair!r:>9999999}"),
    "a YAML tag": (text("!!python/object/apply:os.system ['id']"), "a tag (tag:yaml.org,2002:python/object/apply:os.system)"),
    "a YAML bomb": ((EN, TITLE, "  a: &a [x, x]\n  b: &b [*a, *a]\n  title: *b"), "an anchor (&a)"),
    "deep nesting": (text("[" * 100_000 + "]" * 100_000), "more than 12 levels of nesting"),
    "a huge scalar": (text(long(400_000)), "a text of 400,000 characters; the limit is 5,000"),
    "a control character": (text('"Acti\\x07vities"'), "an invisible control character (U+0007)"),
    "a NUL": (text('"Acti\\0vities"'), "an invisible control character (U+0000)"),
    "half a surrogate": (text('"\\ud800"'), ""),
    "an override": (text('"\\u202eActivities"'), "an invisible character that reverses the order of letters (U+202E)"),
    "an override as it is": (text("\u202dActivities"), "an invisible character that reverses the order of letters (U+202D)"),
    "an isolate left open": (text('"\\u2067Activities"'), "an invisible isolate"),
    "an isolate closed only": (text('"Activities\\u2069 a \\u2066"'), "an invisible isolate"),
    "an address too long for a QR code": ((FACTS, "linkedin: https://", f"linkedin: https://a.bc/{'x' * 4000} #"), "is too long for a QR code"),
    "an address of 15,000 letters": ((FACTS, "linkedin: https://", f"linkedin: https://a.bc/{'x' * 15_000} #"), "a text of 15,013 characters"),
    "a chair that leads out": ((FACTS, "chairs: [2025-france]", "chairs: [../../etc/passwd]"), "is not in the right form"),
    "a language that leads out": ((FACTS, "languages: [en]", "languages: [en, ../../x]"), "is not in the right form"),
    "a name that leads out": ((FACTS, "name: khartoum-process-factsheet", "name: ../../x"), "is not in the right form"),
    "a font that leads out": ((THEME, "regular: NotoSans-Regular.ttf", "regular: ../../etc/passwd"), "is not in the right form"),
    "a picture that leads out": ((THEME, "  email.svg:", "  ../../../etc/passwd:"), "is missing"),
    "a picture that the layout takes from elsewhere": ((LAYOUT, "picture(address ~ '.svg')", "picture('../../../sources/factsheet.yaml')"), "is missing"),
    "a picture as large as a house": ((THEME, "  email.svg: {width: 12pt,", "  email.svg: {width: 50000pt,"), '"50000pt" is too long'),
    "an SVG of 50,000 by 50,000": ((SVG, 'viewBox="0 0 48 48"', 'viewBox="0 0 50000 50000"'), "the picture is too large"),
    "an SVG with a script": (drawn("<script>alert(1)</script>"), "the picture has a <script>"),
    "an SVG with an event": ((SVG, "<svg ", '<svg onload="x()" '), "the picture has a script (onload)"),
    "an SVG with a file": (drawn('<image href="file:///etc/passwd" width="9" height="9"/>'), "the picture has a <image>"),
    "an SVG that uses a file": (drawn('<use href="file:///etc/passwd#x"/>'), "the picture refers to file:///etc/passwd#x"),
    "an SVG that uses a file by the old name": (drawn('<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="../x.svg#x"/>'), "the picture refers to ../x.svg#x"),
    "an SVG filled from a network": (drawn('<path fill="url(http://example.org/x#y)" d="M0 0h9"/>'), "the picture refers to url(http://example.org/x#y)"),
    "an SVG with a style that fetches": (drawn("<style>@import url(file:///etc/passwd);</style>"), "the picture's style refers to something outside it"),
    "an SVG with a hidden address": (drawn('<path style="fill:u\\72l(file:///x)" d="M0 0h9"/>'), "the picture refers to"),
    "an SVG with HTML inside": (drawn("<foreignObject><p>x</p></foreignObject>"), "the picture has a <foreignObject>"),
    "an SVG with an entity": ((SVG, "<svg ", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg '), "the picture has a <!DOCTYPE"),
    "an SVG that is none": ((SVG, "<svg ", "<svgg "), "the picture is not an SVG"),
    "a picture of the layout's own from a file": (laid_out('<p><img src="file:///etc/passwd" alt="x"></p>'), "which is not one of its pictures"),
    "a picture of the layout's own from a network": (laid_out('<p><img src="http://127.0.0.1:9/x.png" alt="x"></p>'), "which is not one of its pictures"),
    "CSS that fetches a file": (laid_out('<p style="background: url(file:///etc/passwd)">x</p>'), "which is not one of its pictures"),
    "CSS that imports": ((LAYOUT, "<style>", "<style>@import 'file:///etc/passwd';"), ""),
    "a style sheet from a network": ((LAYOUT, "<style>", '<link rel="stylesheet" href="http://127.0.0.1:9/x.css"><style>'), ""),
    "a font from a file": ((LAYOUT, "<style>", "<style>@font-face { font-family: x; src: url(file:///etc/passwd) } h1 { font-family: x }"), ""),
    "a script of the layout's own": (laid_out("<script>alert(1)</script>"), "the layout has a <script>"),
    "a frame": (laid_out('<iframe srcdoc="x"></iframe>'), "the layout has a <iframe>"),
    "a form": (laid_out('<form action="http://x"></form>'), "the layout has a <form>"),
    "a base": (laid_out('<base href="file:///etc/">'), "the layout has a <base>"),
    "a refresh": (laid_out('<meta http-equiv="refresh" content="0;url=http://x">'), "the layout has a <meta>"),
    "an object": (laid_out('<object data="file:///etc/passwd"></object>'), "the layout has a <object>"),
    "a handler": (laid_out('<p onclick="x()">x</p>'), "the layout has the attribute onclick"),
    "a handler in capitals": (laid_out('<p OnMouseOver="x()">x</p>'), "the layout has the attribute onmouseover"),
    "sources of a picture": (laid_out('<p><img srcset="file:///etc/passwd" alt="x"></p>'), "the layout has the attribute srcset"),
    "a link to a file": (laid_out('<p><a href="file:///etc/passwd">x</a></p>'), 'which is not an address'),
    "a link that runs": (laid_out('<p><a href="javascript:alert(1)">x</a></p>'), 'which is not an address'),
    "an attachment": ((LAYOUT, "<style>", '<link rel="attachment" href="file:///etc/passwd"><style>'), ""),
    "a layout that reads another file": (laid_out("{% include '../../sources/factsheet.yaml' %}"), ""),
    "a layout that leaves its sandbox": (laid_out("{{ ''.__class__.__mro__[1].__subclasses__() }}"), ""),
}  # fmt: skip

# What is printed as it was typed.
PRINTED = {
    "a script": "</style><script>alert(1)</script>",
    "a closing tag": "</p></body></html>",
    "an entity": "&lt;b&gt; &#65; &xxe;",
    "a comment": r"<!-- x --> <!\[CDATA\[ x \]\]>",
    "CSS": r"\} \* \{ display: none \} @import url(file:///etc/passwd);",
    "a Word field": '\\{ INCLUDETEXT "/etc/passwd" \\} \\{ DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \\}',
    "WordprocessingML": '<w:p><w:r><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:r></w:p>',
    "a formula": "=cmd|'/c calc'!A1",
    "a path": "../../etc/passwd %2e%2e%2f",
    "a printf": "%s%s%n $(id) `id`",
    "a comment of the page's own": "--><script>",
}


@pytest.mark.parametrize("attack", REFUSED)
def test_an_attack_is_refused(attack: str, copy: Copy) -> None:
    (file, old, new), says = REFUSED[attack]
    path = copy.root / file
    whole = path.read_text("utf-8")
    assert old in whole
    path.write_text(whole.replace(old, new, 1), "utf-8")
    begun = time.process_time()
    result = copy.build()
    assert time.process_time() - begun < 2
    assert result.status == 1, result.out
    assert says in result.err
    assert "Traceback" not in result.err
    assert "root:x:" not in result.err
    assert not any(path.suffix in (".pdf", ".docx") for path in copy.made)


# Texts of one leaflet that are replaced by attacks, in the order of PRINTED.
SAYING = [
    "members.legend", "lead.text", "masthead.subtitle", "stakeholders.organisations", "stakeholders.eu_bodies",
    "stakeholders.secretariat", "activities.intro", "plan.root_causes", "framework.intro", "declaration.text", "plan.title",
]  # fmt: skip


def test_attacks_are_printed_as_they_were_typed(copy: Copy) -> None:
    path = copy.root / EN
    texts = {tuple(key.split(".")): typed for key, typed in zip(SAYING, PRINTED.values(), strict=True)}
    path.write_bytes(yaml_editor.rewritten(yaml_reader.read(Root(copy.root), path), path.read_bytes(), texts, ()))
    result = copy.build()
    assert result.status == 0, result.err
    document, paper, press = copy.only(".docx"), copy.only(".pdf"), copy.only("-press.pdf")
    read = [docx_text(document), "".join(page_texts(paper)), "".join(page_texts(press))]
    for attack, typed in PRINTED.items():
        shown = "".join(re.sub(r"\\([][{}\\*])", r"\1", typed).split())
        for words in read:
            assert shown in "".join(words.split()), attack
    with ZipFile(document) as parts:
        whole = b"".join(parts.read(name) for name in parts.namelist() if name.endswith((".xml", ".rels")))
        links = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".rels"))
    for active in (b"<w:fldSimple", b"<w:instrText", b"<w:fldChar", b"<script", b"attachedTemplate"):
        assert active not in whole
    assert b"file:" not in links
    with pikepdf.open(paper) as opened:
        names = {str(key) for each in opened.objects if isinstance(each, pikepdf.Dictionary) for key in each}
    assert names.isdisjoint({"/JS", "/JavaScript", "/OpenAction", "/AA", "/Launch", "/EmbeddedFile", "/EmbeddedFiles"})


def test_a_font_that_is_a_link_out_of_the_project(copy: Copy, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x.ttf"
    font = copy.root / "fonts/NotoSans-Regular.ttf"
    font.rename(elsewhere)
    font.symlink_to(elsewhere)
    result = copy.build()
    assert result.status == 1
    assert "fonts/NotoSans-Regular.ttf: this file is a link that leads out of the project" in result.err


def test_a_picture_that_is_a_link_out_of_the_project(copy: Copy, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "x.svg"
    (copy.root / SVG).rename(elsewhere)
    (copy.root / SVG).symlink_to(elsewhere)
    result = copy.build()
    assert result.status == 1
    assert "email.svg: this file is a link that leads out of the project" in result.err


def test_a_layout_that_takes_too_long_is_stopped(copy: Copy) -> None:
    result = copy.build("", "--patience", "0.1")
    assert result.status == 1
    assert "khartoum-process-factsheet-2025-france-en: it took more than 0.1 s, and was stopped" in result.err
    assert copy.made == []


# Those that could cost the most. The time that any of them takes is measured where it is refused.
DEAR = ["deep nesting", "a huge scalar", "a YAML bomb", "a picture as large as a house"]


@pytest.mark.parametrize("attack", ["an SVG of 50,000 by 50,000", *map(slow, DEAR)])
def test_what_is_refused_costs_little(attack: str, copy: Copy) -> None:
    """Under 500 MB."""
    (file, old, new), _ = REFUSED[attack]
    path = copy.root / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    status, err, _, _ = bounded("build", "--root", copy.root, memory=500 * 2**20)
    assert status == 1, err[-300:]
    assert "nothing was written" in err


WEB, BASE = "layouts/leaflet/web.css.j2", "layouts/leaflet/base-web.css.j2"
FETCHING = {
    "an image": "p { background: url(https://evil.example/t.png) }",
    "an image in quotes": 'p { background: URL("//evil.example/t.png") }',
    "an image by an escape": r"p { background: u\72l(https://evil.example/t.png) }",
    "an image set": 'p { background: image-set("https://evil.example/t.png" 1x) }',
    "another sheet": '@import "https://evil.example/x.css";',
    "another sheet by an escape": r'@im\70ort "https://evil.example/x.css";',
    "a font": "@font-face { font-family: x; src: url(https://evil.example/x.woff) }",
    "a file": "@media print { p { list-style: url(file:///etc/passwd) } }",
}


@pytest.mark.parametrize("case", FETCHING)
def test_the_web_page_fetches_nothing(case: str, copy: Copy) -> None:
    copy.change(BASE, "ul, ol { list-style: none;", f"{FETCHING[case]}\nul, ol {{ list-style: none;")
    job = job_of(copy.root)
    with pytest.raises(Problems, match=f"{WEB}: a style sheet fetches "):
        web.write(job.edition, job.theme, job.root)


def test_what_the_web_page_fetches_is_refused(copy: Copy) -> None:
    copy.change(BASE, "ul, ol { list-style: none;", f"{FETCHING['an image']}\nul, ol {{ list-style: none;")
    result = copy.build("", "--format", "web")
    assert result.status == 1
    assert f"{WEB}: a style sheet fetches " in result.err
    assert copy.made == []


def test_what_fetches_on_the_download_page_is_refused(copy: Copy) -> None:
    site = "layouts/site/index.html.j2"
    good = (copy.root / site).read_text("utf-8")
    for bad in ("<style>p { background: url(//evil.example) }</style>", '<a href="javascript:alert(1)">x</a>'):
        (copy.root / site).write_text(good.replace("<main>", f"<main>{bad}"), "utf-8")
        result = copy.build("", "--format", "picture")
        assert result.status == 1
        assert site in result.err


def test_a_script_of_a_layout_is_not_run_and_nothing_is_fetched(copy: Copy) -> None:
    """Chromium is the judge: the policy of the page lets only our own script run, and nothing is fetched."""
    address = "http://127.0.0.1:9/x.png"
    run = f"<script>document.title = 1; fetch('{address}')</script>"
    bad = f'<main>{run}<img src="{address}" alt="" onerror="document.title = 1"><iframe src="{address}"></iframe>'
    copy.change("layouts/site/index.html.j2", "<main>", bad)
    assert copy.build("", "--format", "picture").status == 0
    with chromium() as browser:
        page = browser.new_page()
        asked: list[str] = []
        blocked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("requestfailed", lambda request: blocked.append(request.url) if request.failure == "csp" else None)
        page.goto((copy.root / "output/index.html").as_uri(), wait_until="load")
        assert page.title().startswith("Khartoum Process: ")
        assert page.locator("#find").is_visible()  # our own script has run
        assert set(blocked) == {each for each in asked if each.startswith("http")} == {address}
