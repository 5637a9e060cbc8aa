# ruff: noqa: E501, RUF001
"""The glossary as TBX: another program reads what goes out, and what comes in is added in place, or reported."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

import pytest
from lxml import etree
from translate.storage.tbx import tbxfile

from factsheet.core.diagnostics import Problems
from factsheet.core.names import LanguageTag
from factsheet.core.project import Root
from factsheet.source import glossary, loader
from factsheet.source.glossary import Term
from factsheet.translation import export, tbx, tbx_read, term_import
from factsheet.translation.merge import Outcome
from factsheet.translation.term_import import TermImport

from ..conftest import REPOSITORY, Copy, Result, pipeline
from .importing import bring_in, outcomes

EN, FR = "sources/glossary/en.yaml", "sources/glossary/fr.yaml"


def terms(root: Path, language: str = "fr") -> dict[str, Term]:
    return dict(loader.load(Root(root)).glossary.of(LanguageTag(language)))


def sent_terms(root: Path, language: str = "fr") -> Path:
    """Write the glossary as `make translate` does."""
    sources = loader.load(Root(root))
    path = root / f"{language}.tbx"
    path.write_bytes(tbx.written(sources.glossary, sources.master.id, export.outgoing(sources, LanguageTag(language))))
    return path


# Out


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_another_program_reads_every_term(language: str, copy: Copy) -> None:
    content = sent_terms(copy.root, language).read_bytes()
    store = tbxfile.parsestring(content, sourcelanguage="en-GB", targetlanguage=language)
    english, own = terms(copy.root, "en"), terms(copy.root, language)
    assert [unit.getid() for unit in store.units] == list(english)
    for unit in store.units:
        name = unit.getid()
        assert (unit.source, unit.target) == (english[name].preferred, own[name].preferred)
        found = unit.get_target_terms()
        assert [term.text for term in found if not term.deprecated] == own[name].names
        assert [term.text for term in found if term.deprecated] == own[name].forbidden
        assert [term.text for term in unit.get_source_terms() if not term.deprecated] == english[name].names
        notes = unit.getnotes()
        assert all(note in notes for note in (english[name].note, own[name].note) if note)
    forbidden = next(unit for unit in store.units if unit.getid() == "steering_committee")
    assert forbidden.getnotes() == "Do not use “Comité de pilotage”." if language == "fr" else True


def test_each_element_stands_where_the_standard_has_it(copy: Copy) -> None:
    """ISO 30042:2008, annex B: what may be in what, and in which order."""
    tree = etree.parse(sent_terms(copy.root)).getroot()
    inside = {
        "martif": "martifHeader text",
        "martifHeader": "fileDesc( encodingDesc)?",
        "fileDesc": "titleStmt sourceDesc",
        "titleStmt": "title",
        "sourceDesc": "p",
        "encodingDesc": "p",
        "text": "body",
        "body": "termEntry( termEntry)*",
        "termEntry": "(note )*langSet( langSet)*",
        "langSet": "(note )*tig( tig)*",
        "tig": "term( termNote)*( note)*",
    }
    assert (tree.get("type"), tree.get(tbx.LANG)) == ("TBX-Basic", "en-GB")
    for element in tree.iter():
        allowed = inside.get(element.tag)
        names = " ".join(each.tag for each in element)
        assert re.fullmatch(allowed, names) if allowed else not names, (element.tag, names)


def test_stems_stay_at_home(copy: Copy) -> None:
    copy.change(FR, "[Comité de pilotage]", "[Comité de pilotage, pilot*]")
    assert b"pilot*" not in sent_terms(copy.root).read_bytes()


def test_a_term_that_the_language_does_not_have_stays_at_home(copy: Copy) -> None:
    copy.change(FR, "  horn_of_africa:\n    preferred: Corne de l’Afrique\n", "")
    assert b'id="horn_of_africa"' not in sent_terms(copy.root).read_bytes()


def test_terms_come_back_as_they_went_out(copy: Copy) -> None:
    for language in ("fr", "ar"):
        path, before = sent_terms(copy.root, language), terms(copy.root, language)
        assert {each.outcome for each in imported(path.read_text("utf-8")).verdicts} == {Outcome.UNCHANGED}
        glossary.path(Root(copy.root), LanguageTag(language)).unlink()
        result = bring_in(copy, path)
        assert (result.status, outcomes(result)) == (0, {"new": len(before)})
        assert f"written: sources/glossary/{language}.yaml\n" in result.out
        bare = {name: term.model_copy(update={"forms": []}) for name, term in before.items()}
        assert terms(copy.root, language) == bare


# In


def entry(
    english: str, *own: str, id: str = "", note: str = "", language: str = "fr", avoid: str = "", of: str = ""
) -> str:
    """Write an entry: its own terms, the first of them preferred, one to avoid, and notes on all and on the language."""

    def tig(term: str, status: str) -> str:
        return f'<tig><term>{term}</term><termNote type="administrativeStatus">{status}-admn-sts</termNote></tig>'

    there = [f"<tig><term>{english}</term></tig>"] if english else []
    said = [tig(term, "admittedTerm" if at else "preferredTerm") for at, term in enumerate(own)]
    said += [tig(avoid, "deprecatedTerm")] if avoid else []
    sets = {"en": there, language: [*([f"<note>{of}</note>"] if of else []), *said]}
    inner = "".join(f'<langSet xml:lang="{tag}">{"".join(each)}</langSet>' for tag, each in sets.items() if each)
    return f"<termEntry{f' id={id!r}' if id else ''}>{f'<note>{note}</note>' if note else ''}{inner}</termEntry>\n"


def document(entries: str, head: str = "") -> str:
    return f'{head}<martif type="TBX" xml:lang="en"><text><body>\n{entries}</body></text></martif>'


def file(folder: Path, *entries: str, head: str = "") -> Path:
    path = folder / "terms.tbx"
    path.write_text(document("".join(entries), head), "utf-8")
    return path


def imported(content: str, language: str = "") -> TermImport:
    """Return the result of importing into this project; nothing is written."""
    return term_import.importing(Root(REPOSITORY), content.encode(), "terms.tbx", language)


def bring(copy: Copy, *entries: str, options: tuple[str, ...] = ()) -> Result:
    return bring_in(copy, file(copy.root, *entries), *options)


def changes(copy: Copy, before: dict[str, str]) -> list[str]:
    """Return the lines of the glossary that are new, and those that are gone."""
    found = []
    for name, text in before.items():
        now = (copy.root / name).read_text("utf-8")
        found += [
            line for line in unified_diff(text.splitlines(), now.splitlines(), n=0, lineterm="") if line[1:2] == " "
        ]
    return [line for line in found if line[:2] not in ("--", "++", "@@")]


def files(copy: Copy) -> dict[str, str]:
    return {name: (copy.root / name).read_text("utf-8") for name in (EN, FR)}


def test_a_new_term_is_added_in_both_languages(copy: Copy) -> None:
    before = files(copy)
    result = bring(
        copy,
        entry(
            "Diaspora, engaged",
            "diaspora engagée",
            "la diaspora",
            note="Who left.",
            of="Au singulier.",
            avoid="émigrés",
        ),
    )
    assert (result.status, outcomes(result)) == (0, {"new": 1})
    assert f"written: {EN}, {FR}\n" in result.out
    assert "make status lang=fr" in result.out
    assert changes(copy, before) == [
        "+  diaspora_engaged:",
        "+    preferred: Diaspora, engaged",
        "+    note: Who left.",
        "+  diaspora_engaged:",
        "+    preferred: diaspora engagée",
        "+    also: [la diaspora]",
        "+    forbidden: [émigrés]",
        "+    note: Au singulier.",
    ]
    assert outcomes(bring_in(copy, copy.root / "terms.tbx")) == {"unchanged": 1}


def test_a_term_that_is_there_only_grows(copy: Copy) -> None:
    copy.change(FR, "[Comité de pilotage]", "[Comité de pilotage]  # kept")
    before = files(copy)
    result = bring(
        copy,
        entry("steering committee", "COMITÉ DIRECTEUR", "CoDir", avoid="CoPil", of="Une note."),
        entry("Steering Committee", "Comité directeur", "codir"),
    )
    assert (result.status, outcomes(result)) == (0, {"changed": 1, "unchanged": 1})
    assert 'added: also "CoDir", forbidden "CoPil", a note' in result.out
    assert changes(copy, before) == [
        "-    forbidden: [Comité de pilotage]  # kept",
        "+    forbidden: [Comité de pilotage, CoPil]  # kept",
        "+    also: [CoDir]",
        "+    note: Une note.",
    ]


CLASHES = {
    "another term": (entry("Steering Committee", "Comité de direction"), 'in the file: "Comité de direction"; here: "Comité directeur"'),
    "another is preferred": (entry("ICMPD", "CIDPM", "ICMPD"), 'in the file: "CIDPM"; here: "ICMPD"'),
    "forbidden here": (entry("Steering Committee", "Comité directeur", "Comité de  pilotage"), '"Comité de pilotage" is forbidden here'),
    "forbidden there": (entry("Steering Committee", "Comité directeur", avoid="CoDir") + entry("Steering Committee", avoid="comité directeur"), '"comité directeur" is forbidden in the file'),
    "twice in the file": (entry("A", "un") + entry("a", "deux"), 'in the file: "deux"; here: "un"'),
}  # fmt: skip


@pytest.mark.parametrize(("entries", "said"), CLASHES.values(), ids=CLASHES)
def test_where_the_two_disagree_nothing_changes(entries: str, said: str) -> None:
    result = imported(document(entries))
    conflict = result.verdicts[-1]
    assert (result.open, conflict.outcome) == (True, Outcome.CONFLICT)
    assert said in conflict.why
    assert bool(result.files) == (len(result.verdicts) > 1)


def test_a_conflict_is_reported(copy: Copy) -> None:
    before = files(copy)
    result = bring(copy, entry("Steering Committee", "Comité de direction"))
    assert (result.status, outcomes(result)) == (1, {"conflict": 1})
    assert "if the file is right, change it here" in " ".join(result.out.split())
    assert result.out.endswith("\nnothing was written\n")
    assert files(copy) == before


REJECTED = {
    "no English": (entry("", "Rien"), "it has no English term, so it is not clear what it stands for"),
    "nothing to use": (entry("Something", avoid="rien"), "it says only which terms to avoid, and not which one to use"),
    "another English under its id": (entry("Board", "Conseil", id="steering_committee"), 'in English it is "Board", but "steering_committee" is "Steering Committee" here'),
    "an address": (entry("Site", "www.evil.org"), 'it has the web address "www.evil.org", which is not in the English'),
    "letters of another alphabet": (entry("Committee", "C\u043emité"), '"Cоmité"'),
    "letters of another alphabet in English": (entry("C\u043emmittee", "Comité"), '"Cоmmittee"'),
    "HTML": (entry("Committee", "&lt;b&gt;Comité"), "the HTML tag <b>"),
    "what reverses letters": (entry("Committee", "Comité\u202e"), "an invisible character that reverses the order of letters"),
    "a placeholder": (entry("Chair", "{chair}"), '"{chair}" has a "{"'),
    "a stem": (entry("Chair", "présid*"), '"présid*" has a "*"; write the whole term here'),
    "no letters": (entry("Dash", "--"), '"--" has no letters'),
    "far too long": (entry("Chair", "présidence " * 20), "a term of 219 characters; the limit is 200"),
    "both": (entry("Chair", "présidence", avoid="Présidence"), "a term is listed both as one to use and as forbidden"),
    "far too many": (entry("Chair", *(f"terme {n}" for n in range(60))), "60 terms in one language; the limit is 50"),
}  # fmt: skip


def test_what_cannot_be_in_the_glossary_is_rejected(copy: Copy) -> None:
    """One bad entry keeps no other out, and nothing of it gets in."""
    before = files(copy)
    result = bring(copy, *(each for each, _ in REJECTED.values()), entry("Nothing else"), entry("Good", "bon"))
    assert (result.status, outcomes(result)) == (1, {"new": 1, "left empty": 1, "rejected": len(REJECTED)})
    printed = " ".join(result.out.split())
    for name, (_, said) in REJECTED.items():
        assert said in printed, name
    assert changes(copy, before) == ["+  good:", "+    preferred: Good", "+  good:", "+    preferred: bon"]


def test_what_is_said_besides_is_reported(copy: Copy) -> None:
    copy.change(FR, "    preferred: cinq domaines\n", "    preferred: cinq domaines\n    note: Cinq.\n")
    result = bring(
        copy,
        entry("five domains", "cinq domaines", note="Of Cairo.", of="Plutôt six."),
        entry("Rome Declaration", "Déclaration de Rome").replace(
            "</tig></langSet>", "</tig><tig><term>RD</term></tig></langSet>", 1
        ),
        entry("New", "nouveau", of="n" * 501),
    )
    assert (result.status, outcomes(result)) == (0, {"new": 1, "unchanged": 2})
    printed = " ".join(result.out.split())
    assert 'its note differs, and was not imported: "Plutôt six."' in printed
    assert 'a note on the English was not imported: "Of Cairo."' in printed
    assert 'in English the file also has "RD"' in printed
    assert "a note of 501 characters was not imported; the limit is 500" in printed


# Other programs, and editions of the standard

ENTRY = {"en": ["Steering Committee"], "fr": ["Comité directeur"]}
V2 = '<martif type="TBX-Basic" xml:lang="en"><text><body><termEntry id="c1">{}</termEntry></body></text></martif>'
V3 = '<tbx style="{}" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry id="c1">{}</conceptEntry></body></text></tbx>'
WRITTEN = {
    "TBX 2": V2.format('<langSet xml:lang="en-US"><tig><term>Board</term></tig></langSet><langSet xml:lang="fr-FR"><note>n</note><tig><term>Conseil</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig><tig><term>Bureau</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>'),
    "TBX 2, groups": V2.format('<langSet xml:lang="EN"><ntig><termGrp><term>Board</term></termGrp></ntig></langSet><langSet xml:lang="fr"><descripGrp><descrip type="definition">n</descrip><admin type="source">x</admin></descripGrp><ntig><termGrp><term><hi>Bureau</hi></term><termNote type="normativeAuthorization">supersededTerm</termNote></termGrp></ntig><ntig><termGrp><term>Conseil</term></termGrp></ntig></langSet>'),
    "TBX 3, DCA": V3.format("dca", '<langSec xml:lang="en"><termSec><term>Board</term></termSec></langSec><langSec xml:lang="fr"><termSec><term>Bureau</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec><termSec><term>Conseil</term><note>n</note></termSec></langSec>'),
    "TBX 3, DCT": V3.format("dct", '<langSec xml:lang="en"><termSec><term>Board</term></termSec></langSec><langSec xml:lang="fr"><termSec><term>Bureau</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec><termSec><term>Conseil</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus><note>n</note></termSec></langSec>'),
    "TBX-Min": '<TBX dialect="TBX-Min"><body><termEntry id="c1"><langGroup xml:lang="en"><termGroup><term>Board</term></termGroup></langGroup><langGroup xml:lang="fr"><termGroup><term>Bureau</term><termStatus>obsolete</termStatus></termGroup><termGroup><term>Conseil</term><termStatus>preferred</termStatus><note>n</note></termGroup></langGroup></termEntry></body></TBX>',
    "a language in two parts": V2.format('<langSet xml:lang="en"><tig><term>Board</term></tig></langSet><langSet xml:lang="fr"><tig><term>Conseil</term></tig></langSet><langSet xml:lang="fr-CA"><note>n</note><tig><term>Bureau</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>'),
}  # fmt: skip
HEADS = {
    "none": "",
    "a declaration": '<?xml version="1.0" encoding="UTF-8"?>\n',
    "a DOCTYPE": '<?xml version="1.0"?>\n<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n',
    "a public DOCTYPE": '<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN"\n "TBXcdv04.dtd">\n',
}


@pytest.mark.parametrize("content", WRITTEN.values(), ids=WRITTEN)
def test_whichever_way_it_is_written(content: str) -> None:
    result = imported(content)
    assert [(each.name, each.outcome) for each in result.verdicts] == [("Board", Outcome.NEW)]
    english, own = (written.decode() for _, written in result.files if written)
    assert english.endswith("\n  board:\n    preferred: Board\n")
    assert own.endswith("\n  board:\n    preferred: Conseil\n    forbidden: [Bureau]\n    note: n\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_whatever_stands_at_the_beginning(head: str, encoding: str) -> None:
    content = (head + WRITTEN["TBX 2"]).encode(encoding)
    assert tbx_read.is_one(content)
    (found,) = tbx_read.entries(content, "x.tbx")
    assert [(tag, list(said.names), list(said.forbidden)) for tag, said in found.terms] == [
        ("en-US", ["Board"], []),
        ("fr-FR", ["Conseil"], ["Bureau"]),
    ]


LANGUAGES = {
    "several": ("", entry("A", "un") + entry("B", "ba", language="ar"), "there are terms in several languages in this file: fr, ar; import one at a time: lang=fr"),
    "none of ours": ("", entry("A", "eins", language="de"), "this file has no terms in any of the leaflet's languages; it has terms in: en, de"),
    "not the one that was asked for": ("ar", entry("A", "un"), 'there are no terms in "ar" in this file; it has terms in: en, fr'),
    "an unknown one was asked for": ("de", entry("A", "un"), 'there is no translation into "de"; to add one'),
    "English was asked for": ("en", entry("A", "un"), 'there is no translation into "en"'),
    "no language": ("", entry("A", "un").replace(' xml:lang="fr"', "").replace(' xml:lang="en"', ""), "it does not say which languages its terms are in"),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "entries", "said"), LANGUAGES.values(), ids=LANGUAGES)
def test_which_language(asked: str, entries: str, said: str) -> None:
    with pytest.raises(Problems) as raised:
        imported(document(entries), asked)
    assert said in str(raised.value)


def test_one_language_of_several(copy: Copy) -> None:
    entries = entry("A", "un") + entry("B", "ba", language="ar") + entry("C", "tri", language="sl")
    result = bring(copy, entries, options=("--lang=fr",))
    assert outcomes(result) == {"new": 1, "left empty": 2}


REFUSED = {
    "entities": (f'<!DOCTYPE martif [<!ENTITY a "b">]>{WRITTEN["TBX 2"]}', "this file declares a DOCTYPE, which may hide entities"),
    "two DOCTYPEs": (f'<!DOCTYPE martif SYSTEM "x"><!DOCTYPE y SYSTEM "x">{WRITTEN["TBX 2"]}', "this file declares a DOCTYPE"),
    "half of it": (WRITTEN["TBX 2"][:200], "this is not readable XML"),
    "no terms": (V2.format("").replace("<termEntry", "<x").replace("</termEntry", "</x"), "there are no terms in this file"),
    "far too many": (f"<martif>{'<termEntry/>' * 2001}</martif>", "2,001 terms; at most 2,000 can be read; split it"),
    "something else that mentions it": (f"<x>{WRITTEN['TBX 2']}</x>", "this is not TBX but <x>"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read(content: str, said: str) -> None:
    with pytest.raises(Problems) as raised:
        imported(content)
    assert said in str(raised.value)


def test_what_is_wrong_with_a_file_is_reported(copy: Copy) -> None:
    path = file(copy.root, head="<!DOCTYPE martif [<!ENTITY a 'b'>]>")
    before = files(copy)
    result = bring_in(copy, path)
    assert (result.status, result.out) == (1, "")
    assert "terms.tbx: this file declares a DOCTYPE" in result.err
    assert files(copy) == before


def test_a_glossary_with_no_room(copy: Copy) -> None:
    (copy.root / FR).write_text("terms: {khartoum_process: {preferred: Processus}}\n", "utf-8")
    before = files(copy)
    result = bring(copy, entry("New", "nouveau"))
    assert result.status == 1
    assert f"{FR}:1:1: there is nowhere here to add this" in result.err
    assert files(copy) == before


def test_a_project_without_a_glossary_gets_one(copy: Copy) -> None:
    for path in glossary.folder(Root(copy.root)).iterdir():
        path.unlink()
    result = bring(
        copy, entry("2030 Agenda", "Programme 2030"), entry("١", "un"), entry("New", "nouveau"), entry("new!", "neuf")
    )
    assert outcomes(result) == {"new": 4}
    assert list(terms(copy.root)) == ["term_2030_agenda", "term", "new", "new_2"]
    first = (copy.root / FR).read_text("utf-8").splitlines()
    assert first[:4] == ["# yaml-language-server: $schema=../schema/glossary.json", "", "terms:", "  term_2030_agenda:"]
    assert pipeline("status", "fr", "--root", copy.root).status == 0
