"""A template is compiled once for all processes; what a later one reads back prints, and refuses, the same."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from jinja2.exceptions import SecurityError

from factsheet.core import disk_cache
from factsheet.core.diagnostics import Problems
from factsheet.core.project import Root
from factsheet.page import sandbox, templates
from factsheet.page.sandbox import Sandbox


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    there = tmp_path / "cache"
    monkeypatch.setattr(disk_cache, "folder", lambda: there)
    sandbox._compiled.cache_clear()
    return there


def printed(source: str, later: bool = False, **values: object) -> str:
    """Render a template, in this process or as in a later one."""
    if later:
        sandbox._compiled.cache_clear()
    return Sandbox(jinja2.DictLoader({"page.html.j2": source})).get_template("page.html.j2").render(values)


def test_a_later_process_reads_it_back_and_compiles_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "{% macro named(word) %}<b>{{ word }}</b>{% endmacro %}{{ named(name) }} {{ 'a < b' }}"
    first = printed(source, name="R&D")
    assert len([*folder.iterdir()]) == 1
    monkeypatch.setattr(Sandbox, "_generate", None)
    assert printed(source, later=True, name="R&D") == first == "<b>R&amp;D</b> a &lt; b"


def test_another_text_or_another_program_is_compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed("{{ name }}", name="one") == "one"
    assert printed("{{ name }}!", name="one") == "one!"
    monkeypatch.setattr(disk_cache, "_versions", lambda: "another program")
    assert printed("{{ name }}", later=True, name="one") == "one"
    assert len([*folder.iterdir()]) == 3


def test_what_is_refused_is_refused_when_read_back() -> None:
    for later in (False, True):
        with pytest.raises(SecurityError):
            printed("{{ ''.__class__.__mro__ }}", later)
        with pytest.raises(SecurityError):
            printed("{{ name.upper() }}", later, name="one")


def test_a_template_with_a_mistake_is_not_kept(folder: Path) -> None:
    for later in (False, True):
        with pytest.raises(jinja2.TemplateSyntaxError) as found:
            printed("line 1\n{% if %}", later)
        assert found.value.lineno == 2
    assert not folder.exists()


def test_an_error_is_told_at_its_line_when_read_back(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("line 1\n{{ missing }}", "utf-8")
    root = Root(tmp_path)
    for _ in ("compiled", "read back"):
        templates.environment.cache_clear()
        sandbox._compiled.cache_clear()
        with pytest.raises(Problems) as found:
            templates.rendered(root, tmp_path, "page.html.j2", {})
        assert str(found.value.problems[0].place) == "page.html.j2:2"
