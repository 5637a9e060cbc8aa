# ruff: noqa: E501
"""Each kind of finding, where it appears and where it rightly does not."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from factsheet.build import manifest, plan
from factsheet.build.freshness import Selection
from factsheet.build.plan import RenderJob
from factsheet.check import file_checks, page_checks, source_checks, validators, word_pages
from factsheet.check.findings import Finding, Weight
from factsheet.core.project import Root
from factsheet.opendocument import libreoffice
from factsheet.page import page
from factsheet.source import loader
from factsheet.text.markup import Run
from factsheet.theme import contrast, layout
from factsheet.typeset import copyfit
from factsheet.typeset.placed import Fit

from ..conftest import Copy, Leaflet, Result, pipeline, pipeline_apart, prebuilt, slow
from ..typeset.test_overflow import smallest
from ..validators import judged_once

EN, FR = "sources/text/en.yaml", "sources/text/fr.yaml"
FACTS, VARIANT = "sources/factsheet.yaml", "sources/chairs/2025-france.yaml"
THEME, LAYOUT = "layouts/leaflet/theme.yaml", "layouts/leaflet/page.html.j2"
LEAD = '<p class="lead">{{ text.lead.text }}</p>'
# Where fitting is not what is looked at, no other size of type need be tried.
ONE_SIZE = THEME, "fit: {smallest: 8.5pt, largest: 11.5pt", "fit: {smallest: 10.5pt, largest: 10.5pt"


@pytest.fixture(autouse=True)
def _judged_once_and_not_by_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count no pages of Word files in this process: that takes 1.5 s of CPU a time (test_word_pages does)."""
    judged_once(monkeypatch)
    monkeypatch.setattr(libreoffice, "program", lambda: None)


def beside(markup: str) -> tuple[str, str, str]:
    """Put something into the layout, after the lead."""
    return LAYOUT, LEAD, LEAD + markup


# Kind -> the change that causes it, its weight, and words of its message.
FOUND: dict[str, tuple[tuple[str, str, str], str, str]] = {
    "source": ((EN, "**political and", "**political* and"), "error", 'a "*" that is not closed'),
    "too-wide": ((EN, "partnership: Opportunities for balanced", "partnership: Gleichgewichtspartnerschaftsmöglichkeiten for"), "error", 'in activities.partnership the word "Gleichgewichtspartnerschaftsmöglichkeiten" is'),
    "off-page": (beside('<p style="position: absolute; left: -60mm">a text off the page</p>'), "error", "runs off the page"),
    "collision": (beside('<p style="position: absolute; margin-top: -30pt">a text upon another</p>'), "error", "overlaps"),
    "contrast": ((THEME, "leading: 5u\n    bold: true\n    colour: blue", "leading: 5u\n    bold: true\n    colour: line"), "error", "#b9c6d1 on #ffffff"),
    "alt": ((LAYOUT, """alt="{{ text.activities[card ~ '_picture'] | plain }}\"""", """alt=" " data-x="{{ text.activities[card ~ '_picture'] | plain }}\""""), "error", "has no alternative text"),
    "empty": ((THEME, "height: 297mm", "height: 594mm"), "warning", "% full"),
}  # fmt: skip


def findings(copy: Copy, *options: str) -> tuple[list[dict[str, str]], Result]:
    result = pipeline("check", "--json", "--root", copy.root, *options)
    assert "Traceback" not in result.err, result.err
    return json.loads(result.out), result


def kinds(found: list[dict[str, str]]) -> set[str]:
    return {finding["kind"] for finding in found}


@pytest.mark.parametrize("languages", ["ar", slow("en fr")])
def test_nothing_is_found_where_nothing_is_wrong(
    languages: str, leaflets: dict[str, Leaflet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real project: every kind of finding rightly does not appear. Each Word file has its pages counted."""
    counted: list[Path] = []

    def drawn(paths: Sequence[Path]) -> dict[Path, bytes]:
        counted.extend(paths)
        return {path: path.with_suffix(".pdf").read_bytes() for path in paths}

    monkeypatch.setattr(word_pages, "drawn", drawn)
    root = Path(shutil.copytree(leaflets["en"].root, tmp_path / "project"))
    result = pipeline("check", "--lang", languages, "--root", root)
    assert result.status == 0, result.out
    assert result.out.strip() == "nothing found"
    assert len(counted) == len(languages.split())


@pytest.mark.campaign
@pytest.mark.parametrize("variants", ["2025-france", "2025-france, 2024-egypt"])
def test_nothing_is_found_by_any_judge(variants: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """As a user runs it, with LibreOffice."""
    whole, _ = prebuilt(tmp_path_factory, "en, fr, ar", variants)
    result = pipeline_apart("check", "--root", Path(shutil.copytree(whole, tmp_path / "project")))
    assert result.status == 0, result.out
    assert result.out.strip() == "nothing found"


def assert_told(kind: str, found: list[dict[str, str]]) -> None:
    """Assert that a kind of finding is there, with its weight, words and place."""
    _, weight, says = FOUND[kind]
    assert kind in kinds(found)
    (first, *_) = (finding for finding in found if finding["kind"] == kind)
    assert first["weight"] == weight
    assert says in first["what"]
    assert first["hint"]
    assert first["file"].startswith(("sources/", "layouts/"))


def test_each_finding_appears_and_the_worst_comes_first(copy: Copy) -> None:
    on_the_page = [kind for kind in FOUND if kind != "source"]
    for kind in on_the_page:
        copy.change(*FOUND[kind][0])
    copy.change(LAYOUT, "{{ text.lead.text }}", "{{ text.lead.text }}<br>it.")  # a note
    copy.change(*ONE_SIZE)
    found, result = findings(copy)
    for kind in on_the_page:
        assert_told(kind, found)
    assert result.status == 1
    result = pipeline("check", "--root", copy.root)
    weights = [line.split(":")[0] for line in result.out.splitlines() if re.match("error|warning|note", line)]
    assert weights == sorted(weights, key=["error", "warning", "note"].index)
    assert set(weights) == {"error", "warning", "note"}
    assert re.match(r"\d+ errors?, \d+ warnings?, 1 note$", result.out.splitlines()[-1])
    assert result.status == 1


def test_a_mistake_in_a_source_is_a_finding(copy: Copy) -> None:
    copy.change(*FOUND["source"][0])
    found, result = findings(copy)
    assert_told("source", found)
    assert result.status == 1


@pytest.mark.campaign
def test_states_of_texts_are_found(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_checks, "of_files", lambda *about: ())  # what they say is not in question
    copy.change(FACTS, "languages: [en]", "languages: [en, fr]")
    copy.change(EN, "title: Member States", "title: The Member States")
    copy.change(
        FR,
        "  intro: >-\n    Le Processus de Khartoum organise des réunions aux **niveaux politique et technique**, afin\n    de créer :\n",
        "",
    )
    copy.change(FR, "  title: Cadre stratégique", "  title: Le cadre stratégique")
    copy.change(
        "layouts/leaflet/content.yaml",
        "    legend: Explains why some names in the list are marked; set in italics.\n",
        "",
    )
    copy.change(EN, "  legend: Steering Committee members in green\n", "")
    copy.change(LAYOUT, '<p class="legend">{{ text.members.legend }}</p>', "")
    found, result = findings(copy, "--lang", "fr")
    states = {finding["kind"]: finding["what"] for finding in found}
    assert states["missing"] == "activities.intro is missing"
    assert states["outdated"] == "members.title is outdated"
    assert states["unconfirmed"] == "framework.title is unconfirmed: it was written or changed by hand"
    assert states["orphaned"] == "members.legend no longer exists in English"
    assert result.status == 0
    lines = (copy.root / FR).read_text("utf-8").splitlines()
    (outdated,) = (finding for finding in found if finding["kind"] == "outdated")
    assert lines[int(outdated["line"]) - 1] == "  title: États membres"


def columns(height: str, first: str, rest: str) -> tuple[str, str, str]:
    return beside(
        f'<div style="columns: 2; column-fill: auto; height: {height}; orphans: 1; widows: 1">{first}{rest}</div>'
    )


def on_page(copy: Copy) -> set[str]:
    (job,) = plan.plan(Root(copy.root), Selection()).jobs
    return {finding.kind for finding in found_at(job, 0)}


def found_at(job: RenderJob, size: float) -> list[Finding]:
    return list(page_checks.of_page(job, copyfit.fitted(job.edition, job.theme, job.root, job.english, Fit(size, {}))))


def test_a_lone_heading_is_found(copy: Copy) -> None:
    line = "<p>one line</p>"
    heading = '<h3 style="break-after: auto; margin: 0">A heading</h3>'
    copy.change(*columns("36pt", line + heading, line))
    assert "lone-heading" in on_page(copy)


def test_a_widow_is_found(copy: Copy) -> None:
    copy.change(*columns("7.2rem", "<p>one<br>two<br>three</p>", ""))
    assert "widow" in on_page(copy)


def test_a_short_end_is_found(copy: Copy) -> None:
    copy.change(LAYOUT, "{{ text.lead.text }}", "{{ text.lead.text }}<br>it.")
    (job,) = plan.plan(Root(copy.root), Selection()).jobs
    found = found_at(smallest(job), 8.5)
    assert [each.problem.what for each in found if each.kind == "short-end"] == [
        'the last line of lead.text is only "it."'
    ]


def test_a_text_that_is_too_long_is_found(project: Root) -> None:
    (job,) = plan.plan(project, Selection(("2025-france",), ("en",))).jobs
    text = job.edition.text["framework.intro"]
    longer = replace(text, runs=(*text.runs, Run(" and more" * 300)))
    edition = replace(job.edition, text={**job.edition.text, "framework.intro": longer})
    found = found_at(smallest(replace(job, edition=edition)), 8.5)
    assert (found[0].weight, found[0].kind) == (Weight.ERROR, "too-long")
    assert found[0].problem.place.file == EN


def test_a_dead_link_stops_the_build_and_is_told_once(copy: Copy) -> None:
    copy.change(*beside('<p><a href="#nowhere">there</a></p>'))
    found, result = findings(copy)
    assert result.status == 1
    assert len([finding for finding in found if "nowhere" in finding["what"]]) == 1


def test_faults_of_files_are_found(leaflet: Leaflet, leaflets: dict[str, Leaflet], tmp_path: Path) -> None:
    """A PDF that is not tagged, a Word file that Word would refuse, and one that says something else."""
    from weasyprint import HTML

    root = Root(tmp_path)
    shutil.copytree(leaflet.root / "output", root.output)
    known, _ = manifest.read(root)
    entries = {entry.format: entry for entry in known.entries.values()}
    jobs = {(job.edition.variant, job.edition.language): job for job in plan.plan(Root(leaflet.root), Selection()).jobs}
    assert list(file_checks.of_files(entries.values(), root, jobs)) == []
    (root.output / entries["pdf"].path).write_bytes(HTML(string="<p>x").write_pdf() or b"")
    shutil.copy(leaflets["fr"].docx, root.output / entries["docx"].path)
    shutil.copy(leaflet.pdf, root.output / entries["press"].path)
    found = {finding.kind for finding in file_checks.of_files(entries.values(), root, jobs)}
    assert found == {"pdf-standards", "lost-words", "lost-link", "lost-picture", "preflight"}
    (job,) = jobs.values()
    html = page.make(job.edition, job.theme, job.root).html
    assert {finding.kind for finding in file_checks.of_words(html, entries["pdf"], root)} == {"lost-words"}
    assert list(file_checks.of_words(html, entries["pdf"], Root(leaflet.root))) == []
    with ZipFile(leaflet.docx) as old, ZipFile(root.output / entries["docx"].path, "w") as bad:
        for name in old.namelist():
            bad.writestr(name, old.read(name).replace(b"<w:body>", b"<w:body><w:nonsense/>"))
    assert "docx" in {finding.kind for finding in file_checks.of_files([entries["docx"]], root, jobs)}


def test_what_could_not_be_checked_is_said(leaflet: Leaflet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validators, "missing", lambda: ["veraPDF"])
    known, _ = manifest.read(Root(leaflet.root))
    jobs = {(job.edition.variant, job.edition.language): job for job in plan.plan(Root(leaflet.root), Selection()).jobs}
    found = list(file_checks.of_files(known.entries.values(), Root(leaflet.root), jobs))
    assert [(each.kind, each.problem.place.file) for each in found] == [("not-checked", "veraPDF")]


# Contrast: figures of WCAG's own examples


def test_contrast_is_wcag_s() -> None:
    assert contrast.ratio((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast.ratio((0x77 / 255,) * 3, (1, 1, 1)) == pytest.approx(4.48, abs=0.01)
    assert contrast.ratio((0x76 / 255,) * 3, (1, 1, 1)) == pytest.approx(4.54, abs=0.01)
    assert contrast.needed(18, bold=False) == contrast.needed(14, bold=True) == 3
    assert contrast.needed(14, bold=False) == 4.5


def test_every_accent_can_be_read_on_the_band(project: Root) -> None:
    theme = layout.load(project)

    def rgb(colour: str) -> tuple[float, float, float]:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return red, green, blue

    for accent in theme.accents.values():
        assert contrast.ratio(rgb(accent.screen), rgb(theme.colours["blue"].screen)) >= 4.5, accent


def test_a_badge_that_names_the_city_of_another_conference_is_found(copy: Copy) -> None:
    path = copy.root / "sources/chairs/2026-kenya.yaml"
    conference = "conference:\n  date: 2026-10-14/2026-10-15\n  country: KE\n"
    path.write_text(f"country: KE\nsince: 2026-04-09\n{conference}", "utf-8")
    found = list(source_checks.of_sections(loader.load(Root(copy.root)), ["2026-kenya"]))
    assert {each.weight for each in found} == {Weight.ERROR}
    assert [(each.kind, each.problem.what) for each in found] == [
        (
            "section",
            'badge.conference says "2nd Ministerial Conference", which belongs to the conference under 2024-egypt',
        ),
        ("section", 'badge.place says "Cairo", which belongs to the conference under 2024-egypt'),
    ]
    assert str(found[0].problem).startswith("sources/chairs/2026-kenya.yaml:3:1: ")
    assert list(source_checks.of_sections(loader.load(Root(copy.root)), ["2025-france"])) == []
    # On another day in the same country, it may be the same city.
    path.write_text(f"country: KE\nsince: 2026-04-09\n{conference.replace('KE', 'EG')}", "utf-8")
    found = list(source_checks.of_sections(loader.load(Root(copy.root)), ["2026-kenya"]))
    assert [each.weight for each in found] == [Weight.WARNING, Weight.WARNING]
    own = "text:\n  en:\n    badge:\n      conference: 3rd Ministerial Conference\n      place: '{conference_date}, Nairobi'\n"
    path.write_text(f"country: KE\nsince: 2026-04-09\n{conference}{own}", "utf-8")
    assert list(source_checks.of_sections(loader.load(Root(copy.root)), ["2026-kenya"])) == []
