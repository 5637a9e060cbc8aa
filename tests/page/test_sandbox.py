"""A template reaches plain data and a list of attributes and callables: walked by reflection, and attacked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from factsheet.build import download_page, plan
from factsheet.build import manifest as manifests
from factsheet.build.freshness import Selection
from factsheet.changes import page as changes
from factsheet.changes import rendering
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page import page, templates, web
from factsheet.page.sandbox import FILTERS, Offered, Sandbox, not_plain
from factsheet.preview import server
from factsheet.text.markup import Inline
from factsheet.theme import layout
from factsheet.translation import numbered_pdf

from ..conftest import Copy, Leaflet

# What may be found anywhere: written down again here, so that a change to the program's list is noticed.
PLAIN = {str, Markup, int, float, bool, NoneType, Inline, Offered}
METHODS = {"items", "keys", "values", "get"}


def beyond(environment: Sandbox, value: Any, path: str) -> Iterator[str]:
    """Yield what can be reached from a value and is not plain: every attribute is tried, and every item."""
    if isinstance(value, dict):
        for key, each in dict.items(value):
            yield from beyond(environment, each, f"{path}.{key}")
    elif type(value) in (list, tuple):
        for number, each in enumerate(value):
            yield from beyond(environment, each, f"{path}[{number}]")
    elif type(value) not in PLAIN:
        yield f"{path} is a {type(value).__name__}"
        return
    for name in set(dir(value)) - (set(value) | METHODS if isinstance(value, dict) else set()):
        for found in (environment.getattr(value, name), environment.getitem(value, name)):
            if not isinstance(found, jinja2.Undefined):
                yield f"{path}.{name} can be read"


@pytest.fixture(scope="module")
def namespaces(leaflet: Leaflet) -> dict[str, dict[str, Any]]:
    """Return what each template of the project is given, seen on its way."""
    root = Root(leaflet.root)
    seen: dict[str, dict[str, Any]] = {}
    real = templates.rendered

    def spied(root: Root, folder: Path, name: str, values: dict[str, Any]) -> str:
        seen[f"{folder.name}/{name}"] = dict(values)
        return real(root, folder, name, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "rendered", spied)
        (job,) = plan.plan(root, Selection(("2025-france",), ("en",))).jobs
        page.make(job.edition, job.theme, root)
        web.write(job.edition, job.theme, root)
        known, _ = manifests.read(root)
        for name in ("index.html", "accessibility.html"):
            download_page.makers(root, known, layout.load(root))[name]()
        said = changes.of_editions(changes.Heading("then", "now", {}), [])
        rendering._rendered(root, layout.load(root), said, lambda name, doing: None)
        server.page(root, "2025-france en", lambda name, doing: None)
        numbered_pdf._laid_over(job, [[numbered_pdf.Label(1, 0, 1.0, 1.0, True, (1.0, 1.0, 2.0, 2.0))]], [])
    return seen


def test_every_template_of_the_project_is_looked_at(namespaces: dict[str, dict[str, Any]], project: Root) -> None:
    templates = {f"{path.parent.name}/{path.name}" for path in (project.folder / "layouts").rglob("*.j2")}
    # They are given what those that extend or import them are.
    extended = {"leaflet/base.css.j2", "leaflet/base-web.css.j2", "leaflet/blocks.html.j2"}
    assert set(namespaces) | extended == templates


def test_nothing_but_plain_data_can_be_reached(namespaces: dict[str, dict[str, Any]], project: Root) -> None:
    environment = templates.environment(project, project.layout)
    for name, values in namespaces.items():
        assert list(beyond(environment, values, name)) == []
    # The same for what Jinja itself offers.
    assert list(environment.globals) == ["range"]
    assert set(environment.filters) == {*FILTERS, "stacked", "plain"}
    assert not {"attr", "format", "pprint", "tojson", "random", "xmlattr", "urlize"} & set(environment.filters)


class Bound:
    def method(self) -> str:
        return "x"


@pytest.mark.parametrize("kind", ["model", "path", "bound method", "function", "class", "dataclass", "bytes", "module"])
def test_anything_else_in_a_namespace_is_seen_and_refused(kind: str, project: Root) -> None:
    theme = layout.load(project)
    value = {
        "model": theme,
        "path": project.folder,
        "bound method": Bound().method,
        "function": layout.load,
        "class": Bound,
        "dataclass": project,
        "bytes": b"x",
        "module": templates,
    }[kind]
    environment = templates.environment(project, project.layout)
    for values in ({"x": value}, {"x": [{"y": (value,)}]}):
        assert list(beyond(environment, values, ""))
        assert not_plain(values).startswith("x")
        with pytest.raises(TypeError, match="it is not plain data"):
            templates.rendered(project, project.layout, "page.html.j2", values)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Root:
    root = Root(tmp_path_factory.mktemp("project"))
    (root.layout / "pictures").mkdir(parents=True)
    (root.layout / "pictures/x.j2").write_text("a picture")
    (root.layout / "other.j2").write_text("{% set secret = 1 %}{% macro m(x) %}<{{ x }}>{% endmacro %}")
    (root.layout / "shown.j2").write_text("{{ x }}")
    (root.folder / "sources").mkdir()
    (root.folder / "sources/x.j2").write_text("{{ x }}")
    return root


VALUES = {"x": "<b>", "map": {"items": 1, "a": [1, 2]}, "text": Inline(()), "picture": Offered(lambda file="": file)}

REFUSED = {
    "{{ map }}": "this has several values; print one of them, as in facts.budget.text",
    "{{ map.a }}": "this has several values",
    "{{ ''.__class__.__mro__ }}": '"__class__" is not available in a template',
    "{{ x.upper() }}": '"upper" is not available',
    "{{ x['upper'] }}": '"upper" is not available',
    "{{ '{0.__class__}'.format(1) }}": '"format" is not available',
    "{{ '{0}'['format'](1) }}": '"format" is not available',
    "{{ x|attr('upper') }}": "No filter named 'attr'",
    "{{ map.parse_raw('x') }}": '"parse_raw", which does not exist',
    "{{ map.update({}) }}": '"update" is not available',
    "{{ map.pop('a') }}": '"pop" is not available',
    "{{ map.a.append(1) }}": '"append" is not available',
    "{{ map.__init__ }}": '"__init__" is not available',
    "{{ text.runs }}": '"runs" is not available',
    "{{ text.filled({}, {}) }}": '"filled" is not available',
    "{{ text.__html__ }}": '"__html__" is not available',
    "{{ picture.__call__ }}": '"__call__" is not available',
    "{{ picture._Offered__function }}": '"_Offered__function" is not available',
    "{{ self._TemplateReference__context }}": "is not available",
    "{{ self.__init__.__globals__ }}": "is not available",
    "{% for a in [1] %}{{ loop._iterator }}{% endfor %}": '"_iterator" is not available',
    "{% macro m() %}{% endmacro %}{{ m._func }}": '"_func" is not available',
    "{% macro m() %}{% endmacro %}{{ m.name.__class__ }}": '"name" is not available',
    "{{ ([1]|map('abs')).gi_frame }}": '"gi_frame" is not available',
    "{% import 'other.j2' as o %}{{ o.__class__ }}": "is not available",
    "{% import 'other.j2' as o %}{{ o._body_stream }}": "is not available",
    "{{ range.__self__ }}": "is not available",
    "{{ range(10**9) }}": "Range too big",
    "{{ lipsum() }}": "'lipsum' is undefined",
    "{{ cycler.x }}": "'cycler' is undefined",
    "{{ namespace() }}": "'namespace' is undefined",
    "{{ dict.mro() }}": "'dict' is undefined",
    "{{ x() }}": '"str" cannot be called',
    "{% include '../../sources/x.j2' %}": "is missing",
    "{% include '/etc/passwd' %}": '"/etc/passwd" is not a template',
    "{% include 'content.yaml' %}": '"content.yaml" is not a template',
    "{% include 'a\\0b.j2' %}": "is missing",
    "{% include x %}": '"<b>" is not a template',
    "{{ 1/0 }}": "the template fails here: division by zero",
    "{{ 'a'+1 }}": "the template fails here: can only concatenate str",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}": "includes or calls itself endlessly",
    "{% include 'bad.j2' %}": "includes or calls itself endlessly",
    "{{ '\\ud800' }}": "half a character (U+D800)",
    "{% do 1 %}": "the template cannot be read",
    "{% if %}": "the template cannot be read",
    "{{ nothing }}": "'nothing' is undefined",
    "{{ picture(1, 2) }}": "the template fails here",
    "{{ map.items() }}": '"int" cannot be called',  # a key of its own comes first
}


@pytest.mark.parametrize("source", REFUSED)
def test_what_a_template_may_not_is_refused_at_its_line(source: str, folder: Root) -> None:
    (folder.layout / "bad.j2").write_text(f"\n{source}")
    with pytest.raises(Problems) as caught:
        templates.rendered(folder, folder.layout, "bad.j2", VALUES)
    (problem,) = caught.value.problems
    assert REFUSED[source] in problem.what
    assert problem.place.file == "layouts/layout/bad.j2"
    assert problem.place.line == (0 if "U+D800" in problem.what else 2)
    assert " at 0x" not in problem.what


ALLOWED = {
    "{{ x }}{{ x|upper }}": "&lt;b&gt;&lt;B&gt;",
    "{{ map.a|join('-') }}": "1-2",
    "{% for k, v in {'a': 1}.items() %}{{ loop.index }}{{ loop.last }}{{ k }}{{ v }}{% endfor %}": "1Truea1",
    "{{ map.items }}": "1",
    "{{ map.get('z', 3) }}": "3",
    "{% import 'other.j2' as o %}{{ o.m('&') }}{{ o.secret }}": "<&amp;>1",
    "{% include 'shown.j2' %}": "&lt;b&gt;",
    "{% include 'pictures/x.j2' %}": "a picture",
    "{{ picture('a.svg') }}": "a.svg",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}y{% endcall %}": "y",
    "{% for a in [1, 2] %}{{ loop.cycle('p', 'q') }}{% endfor %}": "pq",
    "{% if map.nothing is defined %}{% else %}no{% endif %}": "no",
    "{% for n in range(3) %}{{ n }}{% endfor %}": "012",
    "{{ 2.5|round|int }}{{ [3, 1]|sort|first }}": "21",
}


@pytest.mark.parametrize("source", ALLOWED)
def test_what_a_template_needs_is_there(source: str, folder: Root) -> None:
    (folder.layout / "good.j2").write_text(source)
    assert templates.rendered(folder, folder.layout, "good.j2", VALUES) == ALLOWED[source]


def test_a_template_that_is_changed_is_read_anew(folder: Root) -> None:
    path = folder.layout / "changing.j2"
    for said in ("one", "two"):
        path.write_text(said)
        assert templates.rendered(folder, folder.layout, "changing.j2", {}) == said


# End to end, each as an attacker would do it: the marker file that it would leave must not be there.

UNPICKLED = (
    "theme.parse_raw(\"cos\\nsystem\\n(S'touch {}'\\ntR.\", content_type='application/pickle', allow_pickle=True)"
)
PLACES = {
    "layouts/leaflet/page.html.j2": ("<body>", "<body>{{{{ {} }}}}"),
    "layouts/leaflet/base.css.j2": ("strong { font-weight", "/* {{{{ {} }}}} */ strong {{ font-weight"),
    "layouts/leaflet/base-web.css.j2": ("* { box-sizing", "/* {{{{ {} }}}} */ * {{ box-sizing"),
    "layouts/leaflet/pictures/email.svg": ("</svg>", "<!-- {{% set x = {} %}} --></svg>"),
    "layouts/site/index.html.j2": ("<main>", "<main>{{{{ {} }}}}"),
}


@pytest.mark.parametrize("file", PLACES)
def test_no_template_and_no_picture_runs_a_command(file: str, copy: Copy, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    old, new = PLACES[file]
    copy.change(file, old, new.format(UNPICKLED.format(marker)))
    result = copy.build()
    assert result.status == 1
    assert f"{file}:" in result.err
    assert not marker.exists()
