# ruff: noqa: E501, RUF001
"""Out, through programs that people have, and back in: just what was changed there is changed here."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from lxml import etree
from translate.storage.placeables import StringElem
from translate.storage.placeables.xliff import G, X
from translate.storage.xliff import xlifffile

from factsheet.core.project import Root
from factsheet.core.xml import Element
from factsheet.source import loader
from factsheet.source.lock import State

from ..conftest import Copy, Result, copy_project, once, pipeline
from ..exchange import W, Word, all_translated, emptied, sent, unit_of, w
from ..exchange import X as XLIFF
from ..validators import absent
from .importing import BY, bring_in, changes, outcomes, run, source, states, text

# What a translator changes, in two languages.
CHANGED = {
    "fr": {
        "members.legend": "Les membres du Comité directeur sont en vert",
        "masthead.name": "Le Processus de **Khartoum**",
        "framework.intro": "La [Déclaration](#cairo_declaration) et le [Plan d’action](#cairo_action_plan) du Caire "
        "définissent le cadre stratégique. Ils s’appuient sur les principes fondateurs : **Rome** en {rome_declaration} "
        "et **La Valette** en {valletta_action_plan}, et renforcent la volonté de relever ensemble les défis.",
        "2024-egypt:plan.title": "PLAN DE LA VALETTE",
    },
    "ar": {
        "members.legend": "أعضاء اللجنة باللون الأخضر",
        "masthead.name": "عملية ال**خرطوم**",
        "badge.place": "{conference_date}، القاهرة في {conference_country}",
        "2024-egypt:plan.title": "خطة فاليتا",
    },
}


@dataclass(frozen=True)
class Office:
    """A project, and a folder with files that LibreOffice opened and saved: as Word files, and by OpenDocument."""

    project: Copy
    saved: Path


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    if not (soffice := shutil.which("soffice")):
        absent("LibreOffice (libreoffice-writer-nogui)")

    def make(folder: Path) -> Result:
        root, saved = folder / "project", folder / "saved"
        for name in ("sent", "docx", "odt"):
            (saved / name).mkdir(parents=True)
        root.mkdir()
        copy_project(root, "en, fr, ar", "2025-france, 2024-egypt")
        for language, texts in CHANGED.items():
            path = sent(root, language, "docx")
            all_translated(path, texts)
            shutil.copy(path, saved / f"sent/{language}-changed.docx")
            shutil.copy(path, saved / f"{language}-by-odt.docx")
        tracked = Word(sent(root, "fr", "docx"))
        deleted = f"<w:del {BY}><w:r><w:delText>vieux </w:delText></w:r></w:del>"
        inserted = f"<w:ins {BY}>{run('membres')}</w:ins>"
        emptied(tracked.target("members.legend")).extend(w(f"{run('Les ')}{deleted}{inserted}{run(' en vert')}"))
        tracked.save(saved / "sent/fr-tracked.docx")
        convert(saved, "odt", saved.glob("*-by-odt.docx"))
        convert(saved, "docx", [*(saved / "sent").iterdir(), *(saved / "odt").iterdir()])
        return Result(0, "", "")

    def convert(folder: Path, kind: str, paths: Iterable[Path]) -> None:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [str(soffice), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / kind)]
        subprocess.run([*command, *map(str, paths)], capture_output=True, check=False)

    folder, _ = once(tmp_path_factory, "office", make)
    return Office(Copy(folder / "project"), folder / "saved")


def fresh(project: Copy, folder: Path) -> Copy:
    """Return a copy with the sources as they were."""
    for name in ("sources", "layouts", "fonts"):
        shutil.copytree(project.root / name, folder / name)
    (folder / "output").mkdir()
    return Copy(folder)


@pytest.mark.parametrize("way", ["docx/{}-changed.docx", "docx/{}-by-odt.docx", "odt/{}-by-odt.odt"])
@pytest.mark.parametrize("language", CHANGED)
def test_what_was_changed_comes_back_from_libreoffice(language: str, way: str, office: Office, tmp_path: Path) -> None:
    copy = fresh(office.project, tmp_path)
    before = all_texts(copy, language)
    result = bring_in(copy, office.saved / way.format(language))
    assert (result.status, outcomes(result)) == (0, {"changed": 4, "unchanged": 55}), result.out
    assert "comment" not in result.out
    assert all_texts(copy, language) == before | CHANGED[language]
    assert set(states(copy, language).values()) == {State.TRANSLATED}


def test_libreoffice_keeps_track_of_changes(office: Office, tmp_path: Path) -> None:
    copy = fresh(office.project, tmp_path)
    saved = Word(office.saved / "docx/fr-tracked.docx")
    assert saved.target("members.legend").find(f"{W}del") is not None
    assert outcomes(bring_in(copy, saved.path)) == {"changed": 1, "unchanged": 58}
    assert text(copy, "members.legend") == "Les membres en vert"


def all_texts(copy: Copy, language: str) -> dict[str, str]:
    """Return every translation, including those of the variants."""
    sources = loader.load(Root(copy.root))
    variants = {
        f"{id}:{key}": said
        for id, variant in sources.variants.items()
        for key, said in variant.text.get(language, {}).items()
    }
    return {**sources.languages[language].text, **variants}


# translate-toolkit


def test_translate_toolkit_writes_it_back(copy: Copy, tmp_path: Path) -> None:
    path = sent(copy.root, "fr", "xliff")
    store = xlifffile.parsefile(str(path))
    store.savefile(str(tmp_path / "unchanged.xliff"))
    before = source(copy)
    assert outcomes(bring_in(copy, tmp_path / "unchanged.xliff")) == {"unchanged": 59}
    assert source(copy) == before
    units = {unit.xmlelement.get("id"): unit for unit in store.units}
    units["members.legend"].target = CHANGED["fr"]["members.legend"]
    units["masthead.name"].rich_target = [StringElem(["Le Processus de ", G(id="1", sub=["Khartoum"])])]
    units["badge.place"].rich_target = [StringElem([X(id="1"), ", au Caire, ", X(id="2")])]
    units["badge.place"].marktranslated()
    store.savefile(str(tmp_path / "changed.xliff"))
    assert outcomes(bring_in(copy, tmp_path / "changed.xliff")) == {"changed": 3, "unchanged": 56}
    changed = changes(before, copy)["sources/text/fr.yaml"]
    assert [line for line in changed if line.startswith("+")] == [
        "+  name: Le Processus de **Khartoum**",
        "+  legend: Les membres du Comité directeur sont en vert",
        '+  place: "{conference_date}, au Caire, {conference_country}"',
    ]


# OmegaT

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">{}<source_lang>EN-GB</source_lang><target_lang>{}</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>"""
FOLDERS = ("source", "target", "tm", "glossary", "dictionary")


def segment(target: Element) -> str:
    """Return a target as OmegaT shows it: tags by their first letter, numbered from 0 as they stand there."""
    numbers = iter(range(100))

    def shown(element: Element) -> str:
        words = element.text or ""
        for child in element:
            name = f"{etree.QName(child).localname[0]}{next(numbers)}"
            inner = shown(child)
            words += f"<{name}>{inner}</{name}>" if inner else f"<{name}/>"
            words += child.tail or ""
        return words

    return shown(target)


def by_omegat(path: Path, folder: Path, language: str, texts: Mapping[str, str]) -> Path:
    """Return a file as OmegaT translates it, from the memory of its project: key -> what OmegaT's editor would hold."""
    if not (omegat := shutil.which("omegat")):
        absent("OmegaT (omegat)")
    for name in (*FOLDERS, "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(
        PROJECT.format("".join(f"<{name}_dir>__DEFAULT__</{name}_dir>" for name in FOLDERS), language.upper()), "utf-8"
    )
    shutil.copy(path, folder / "source")
    tree = etree.parse(path).getroot()
    units = "".join(
        f'<tu><tuv lang="EN-GB"><seg>{escape(segment(unit_of(tree, key).find(f"{XLIFF}target")))}</seg></tuv>'
        f'<tuv lang="{language.upper()}"><seg>{escape(said)}</seg></tuv></tu>'
        for key, said in texts.items()
    )
    (folder / "omegat/project_save.tmx").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n<tmx version="1.1"><header creationtool="OmegaT" '
        'o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="3.6" segtype="paragraph" '
        f'srclang="EN-GB"/><body>{units}</body></tmx>',
        "utf-8",
    )
    command = [
        omegat,
        "--mode=console-translate",
        f"--config-dir={folder}/settings",
        "--disable-project-locking",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    result = folder / "target" / path.name
    assert result.is_file(), done.stdout[-500:]
    return result


@pytest.mark.campaign
def test_omegat_leaves_everything_as_it_is(copy: Copy, tmp_path: Path) -> None:
    before = source(copy)
    for language in ("fr", "ar"):
        back = by_omegat(sent(copy.root, language, "xliff"), tmp_path / f"omegat-{language}", language, {})
        assert outcomes(bring_in(copy, back)) == {"unchanged": 59}
    assert source(copy) == before


@pytest.mark.campaign
def test_what_omegat_translates_comes_back(copy: Copy, tmp_path: Path) -> None:
    """A new language, of which a few texts are translated; the others stay as they went out, in English."""
    assert pipeline("language", "sw", "--root", copy.root).status == 0
    texts = {
        "members.legend": "Wanachama wa Kamati ya Uongozi kwa kijani",
        "masthead.name": "Mchakato wa <g0>Khartoum</g0>",
        "framework.intro": "<g0>Azimio la Cairo</g0> na <g1>Mpango</g1>: <g2>Roma</g2> <x3/>, <g4>Valletta</g4> <x5/>.",
        "2024-egypt:plan.title": "MPANGO WA VALLETTA",
    }
    before = all_texts(copy, "sw")
    back = by_omegat(sent(copy.root, "sw", "xliff"), tmp_path / "omegat", "sw", texts)
    result = bring_in(copy, back)
    assert (result.status, outcomes(result)) == (0, {"new": 4, "unchanged": 6, "left empty": 49}), result.out
    assert all_texts(copy, "sw") == before | {
        "members.legend": "Wanachama wa Kamati ya Uongozi kwa kijani",
        "masthead.name": "Mchakato wa **Khartoum**",
        "framework.intro": "[Azimio la Cairo](#cairo_declaration) na [Mpango](#cairo_action_plan): **Roma** {rome_declaration}, "
        "**Valletta** {valletta_action_plan}.",
        "2024-egypt:plan.title": "MPANGO WA VALLETTA",
    }
    counts = [state for state in states(copy, "sw").values() if state is State.TRANSLATED]
    assert len(counts) == 9  # and one that is much shorter than the English, to be confirmed
    # Once more, with another text, over what is there now.
    again = by_omegat(sent(copy.root, "sw", "xliff"), tmp_path / "again", "sw", {"members.legend": "Kamati kwa kijani"})
    assert outcomes(bring_in(copy, again)) == {"changed": 1, "unchanged": 9, "left empty": 49}
    assert text(copy, "members.legend", "sw") == "Kamati kwa kijani"


def test_a_segment_is_shown_as_omegat_shows_it() -> None:
    target = etree.fromstring('<target>a <x id="1"/> <g id="2">b <g id="3">c</g></g>.</target>')
    assert segment(target) == "a <x0/> <g1>b <g2>c</g2></g1>."
    assert not re.search(r"\d{2}", segment(target))
