"""A picture draws, and takes values by name; anything else is refused, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.core import inputs
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page import pictures, svg_safety

from ..conftest import Copy

HEAD = f'<svg xmlns="{svg_safety.SVG}" viewBox="0 0 9 9">\n'
VALUES = {"colours.accent": "#e0a03c", "facts.chair": 'France & "Italy" <x>'}


def used(levels: int) -> str:
    """Return parts that each use the one before ten times."""
    parts = ['<g id="g0"><path d="M0 0h1"/></g>']
    uses = '<use href="#g{}"/>' * 10
    parts += [f'<g id="g{level}">{uses.replace("{}", str(level - 1))}</g>' for level in range(1, levels)]
    return "".join(parts)


REFUSED = {
    "a filter": ('<filter id="f"><feTurbulence numOctaves="99999"/></filter>', "the picture has a <filter>"),
    "a filter by its name": ('<rect width="9" height="9" filter="url(#f)"/>', "the picture has a filter"),
    "a filter in a style": ('<rect style="filter: blur(99px)"/>', "the picture has a filter"),
    "a mask": ("<mask/>", "the picture has a <mask>"),
    "a mask in a style sheet": ("<style>rect { MASK: url(#m) }</style>", "the picture has a mask"),
    "a pattern": ("<pattern/>", "the picture has a <pattern>"),
    "text": ("<text>x</text>", "the picture has a <text>"),
    "a link": ('<a href="#x"/>', "the picture has a <a>"),
    "an animation": ("<animate/>", "the picture has a <animate>"),
    "a script": ("<script>1</script>", "the picture has a <script>"),
    "a script under a prefix": (f'<x:script xmlns:x="{svg_safety.SVG}"/>', "the picture has a <script>"),
    "HTML": ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "the picture has a <p>"),
    "an include": ('<include xmlns="http://www.w3.org/2001/XInclude" href="x"/>', "the picture has a <include>"),
    "no vocabulary": ('<path xmlns=""/>', "the picture has a <path>"),
    "a base": ('<path xml:base="http://x"/>', "the picture refers to http://x"),
    "an instruction": ('<?xml-stylesheet href="x"?>', "the picture has a processing instruction"),
    "a part that uses itself": ('<g id="a"><use href="#a"/></g>', "a part of the picture uses itself"),
    "two that use each other": ('<use id="a" href="#b"/><use id="b" href="#a"/>', "a part of the picture uses itself"),
    "a use for each of ten": (used(7), "shapes; the limit is 20,000"),
    "depth": ("<g>" * 60 + "</g>" * 60, "nested more than 50 levels deep"),
    "a viewBox of three": ('<svg viewBox="0 0 9"/>', 'viewBox="0 0 9" is not four numbers'),
    "a viewBox of words": ('<symbol viewBox="a b c d"/>', "is not four numbers"),
    "a width that is none": ('<svg width="wide"/>', 'width="wide" is not a length'),
    "a width that is huge": ('<svg width="1e308"/>', "the picture is too large"),
    "a loop": ("{% for i in range(9) %}<path/>{% endfor %}", '"{%" is template code'),
    "a comment of Jinja's": ("{# x #}", '"{#" is template code'),
    "a call": ("<!-- {{ theme.parse_raw('x') }} -->", '"{{" is template code'),
    "a filter of Jinja's": ("{{ colours.accent | upper }}", '"{{" is template code'),
    "a value that is not there": ("{{ colours.acent }}", 'no value "colours.acent"; did you mean "colours.accent"?'),
    "an attribute of a value": ("{{ colours.accent.__class__ }}", "no value"),
    "an end too few": ("<g>", "the picture is not an SVG"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("project"))
    (root.layout / "pictures").mkdir(parents=True)
    return root


def drawn(root: Root, content: str | bytes) -> bytes:
    path = root.layout / "pictures/x.svg"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return pictures.drawn(root, "x.svg", VALUES)


@pytest.mark.parametrize("case", REFUSED)
def test_what_a_picture_may_not_have(case: str, root: Root) -> None:
    markup, says = REFUSED[case]
    with pytest.raises(Problems) as caught:
        drawn(root, f"{HEAD}{markup}</svg>")
    assert says in str(caught.value)
    assert caught.value.problems[0].place.file == "layouts/layout/pictures/x.svg"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (f"{HEAD}</svg>".encode("utf-16"), "is not UTF-8 text"),
        (f'<?xml version="1.0" encoding="utf-7"?>{HEAD}</svg>'.encode(), 'declares the encoding "utf-7"'),
        (b"", "the picture is not an SVG"),
        (b"<svg/>", "the picture is not an SVG"),
        (f"<!DOCTYPE svg>{HEAD}</svg>".encode(), "the picture has a <!DOCTYPE"),
        (bytes(1_000_001), "a picture can be at most 1 MB"),
    ],
)
def test_what_is_no_picture(content: bytes, says: str, root: Root) -> None:
    with pytest.raises(Problems, match=says):
        drawn(root, content)


def test_values_are_filled_in_and_stay_words(root: Root) -> None:
    made = drawn(
        root, f'{HEAD}<path fill="{{{{colours.accent}}}}" d="M0 0"/><title>{{{{ facts.chair }}}}</title></svg>'
    )
    assert b'fill="#e0a03c"' in made
    assert b"<title>France &amp; &quot;Italy&quot; &lt;x&gt;</title>" in made


def test_what_drawing_programs_add_is_let_in(root: Root) -> None:
    extra = (
        '<i:view xmlns:i="http://www.inkscape.org/x" zoom="1"/><metadata/><defs><linearGradient id="g"/></defs>'
        '<style>.a { fill: url(#g) } </style><g class="a" style="mask: none"><use href="#g"/></g>'
    )
    assert drawn(root, f"<?xml version='1.0' encoding='UTF-8'?>{HEAD}{extra}</svg>")


def test_every_picture_of_the_project_is_let_in(project: Root) -> None:
    values = {f"colours.{name}": "#123456" for name in ("accent", "blue", "ink", "paper", "map")}
    values |= {"watermark.outline": "M0 0H9V9z", "watermark.box": "0 0 9 9"}
    files = list((project.layout / "pictures").glob("*.svg"))
    assert len(files) == 8
    for path in files:
        assert pictures.drawn(project, path.name, values)


@pytest.mark.parametrize("name", ["../theme.yaml", "/etc/passwd", "a\0b", "", "x" * 200, "nothing.svg", ".hidden"])
def test_a_name_that_is_no_picture(name: str, root: Root) -> None:
    with pytest.raises(inputs.Missing):
        pictures.drawn(root, name, VALUES)


@pytest.mark.campaign
def test_what_two_engines_cannot_draw_is_told_of_its_edition(copy: Copy) -> None:
    """What is left to the engines: each of these stops one of them, and is reported in words."""
    file = "layouts/leaflet/pictures/email.svg"
    good = (copy.root / file).read_text("utf-8")
    for markup in ('<g transform="rotate(x)"><path d="M0 0h1"/></g>', '<path opacity="x" d="M0 0h1"/>'):
        Path(copy.root / file).write_text(good.replace("</svg>", f"{markup}</svg>"), "utf-8")
        result = copy.build("en", "--format", "pdf")
        assert result.status == 1
        assert "2025-france-en: " in result.err
        assert "itself failed" not in result.err
