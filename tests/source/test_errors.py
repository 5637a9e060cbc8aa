# ruff: noqa: E501
"""What is wrong in the sources is reported in one go, each at its place, and nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ..conftest import Copy, Result, slow

EN, FACTS, VARIANT = "sources/text/en.yaml", "sources/factsheet.yaml", "sources/chairs/2025-france.yaml"
THEME, CONTENT, LAYOUT = "layouts/leaflet/theme.yaml", "layouts/leaflet/content.yaml", "layouts/leaflet/page.html.j2"

CASES = {
    "unknown key": (EN, "  current_chair: ", "  curent_chair: ", 'unknown key "curent_chair"; did you mean "current_chair"?'),
    "unknown key, nothing near": (VARIANT, "country: FR", "country: FR\nweather: fair", 'unknown key "weather"; the keys here are'),
    "missing key": (EN, "  title: Activities\n", "", 'missing key "title" under "activities"; add a line'),
    "missing section": (EN, "connect:", "conect:", 'unknown key "conect"; did you mean "connect"?'),
    "duplicate key": (EN, "  title: Activities", "  title: Activities\n  title: Again", 'duplicate key "title" (first on line'),
    "a map where a text belongs": (EN, "  title: Activities", "  title:\n    a: b", '"activities.title" has "key: value" lines under it; it must be a single text'),
    "a text where a list belongs": (FACTS, "languages: [en]", "languages: en", '"languages" is a text; put square brackets around it: [en]'),
    "a text where a map belongs": (VARIANT, "conference:          # what the badge at the end shows; its words are in text/, under badge\n  date: 2025-04-09\n  country: EG", "conference: Cairo", '"conference" is a text; write "key: text" lines under it'),
    "an empty text": (EN, "  title: Activities", "  title:", '"activities.title" is empty'),
    "a tab": (EN, "  title: Activities", "\ttitle: Activities", "a tab before the text; use spaces to indent"),
    "two colons": (EN, "  title: Activities", "  title: Activities: more", 'a second ":" on this line; put the text in quotes'),
    "small letters": (FACTS, "MT, NL, NO,", "MT, NL, no,", '"no" is not a country code; did you mean "NO"?'),
    "a bar in a country": (FACTS, "MT, NL, NO,", "MT, NL, 'N|O',", '"N|O" is not a country code; use a two-letter code'),
    "no such country": (FACTS, "MT, NL, NO,", "MT, NL, XX,", '"XX" is not a country code; use a two-letter code'),
    "a country twice": (FACTS, "MT, NL, NO,", "MT, NL, NL,", '"NL" is in this list twice'),
    "a committee member that is none": (FACTS, "[FI, FR,", "[FI, US,", '"US" is in steering_committee, but not in members'),
    "no such day": (VARIANT, "since: 2025-04-09", "since: 2025-02-30", '"2025-02-30" is not a date; there is no such day in the calendar'),
    "a date in words": (VARIANT, "since: 2025-04-09", "since: 9 April 2025", '"9 April 2025" is not a date; write it as year-month-day'),
    "a date in other digits": (VARIANT, "since: 2025-04-09", "since: ٢٠٢٥-٠٤-٠٩", '"٢٠٢٥-٠٤-٠٩" is not a date; write it as'),
    "no such month": (FACTS, "established: 2014-11", "established: 2014-13", '"2014-13" is not a date'),
    "unknown placeholder": (EN, "On {cairo_declaration}, the", "On {cairo_declaraton}, the", "unknown placeholder {cairo_declaraton}; did you mean"),
    "a template is an unknown placeholder": (EN, "subtitle: EU-Horn", "subtitle: '{{7*7}}' # EU-Horn", "unknown placeholder {7*7}"),
    "an attribute is an unknown placeholder": (EN, "subtitle: EU-Horn", "subtitle: '{0.__class__}' # EU-Horn", "unknown placeholder {0.__class__}"),
    "a link to nothing": (EN, "(#cairo_action_plan)", "(#cairo_plan)", "the link #cairo_plan leads nowhere; did you mean"),
    "an address in a text": (EN, "(#cairo_action_plan)", "(https://example.org/x)", "the address https://example.org/x is written in a text"),
    "a mark left open": (EN, "**political and", "**political* and", 'a "*" that is not closed; write "*" after the last word'),
    "an address that is none": (FACTS, "website: https://www.khartoumprocess.net", "website: javascript:alert(1)", '"javascript:alert(1)" is not an address'),
    "an anchor": (EN, "  title: Activities", "  title: &a Activities", "an anchor (&a); leave it out"),
    "an alias": (EN, "  title: Activities", "  title: *a", "an alias (*a); write the text itself"),
    "a tag": (EN, "  title: Activities", "  title: !!python/none Activities", "a tag (tag:yaml.org,2002:python/none)"),
    "a space too many": (EN, "  intro: >-\n    The Khartoum Process organises", "   intro: >-\n    The Khartoum Process organises", "this line is indented further than the one above; remove spaces"),
    "a merge by halves": (EN, "activities:\n", "<<<<<<< HEAD\nactivities:\n", "two versions of this file were only half merged; keep one of them"),
    "a text that begins with a star": (EN, "  title: Activities", "  title: **Activities**", 'a text that begins with "*"; put it in quotes'),
    "a text that begins with a brace": (EN, 'current_chair_name: "{chair}"', "current_chair_name: {chair}", '"facts.current_chair_name" has "key: value" lines under it; put quotes around a text that begins with a brace'),
    "a text that begins with a brace and goes on": (EN, 'current_chair_name: "{chair}"', "current_chair_name: {chair} now", 'a text that begins with "{"; put it in quotes'),
    "no space after the colon": (VARIANT, "country: FR", "country:FR", 'a ":" with no space after it; write "key: text"'),
    "a link that is broken": (EN, "[Cairo Declaration](#", "[Cairo Declaration(#", 'a "[" that is not closed; write "]" after the last word of the link: [words](#key)'),
    "a link that is parted": (EN, "[Cairo Declaration](#", "[Cairo Declaration] (#", 'a space between "]" and "("; remove it: [words](#key)'),
    "a country by another code": (VARIANT, "country: FR", "country: UK", '"UK" is not a country code; did you mean "GB"?'),
    "no such locale": (EN, "locale: en-GB", "locale: xx", 'there is no language with the code "xx"'),
    "no such format": (FACTS, "languages:", "also: [large, foo]\nlanguages:", '"foo" is not a possible value for "also"; write \'large\''),
    "no such status": (EN, "status: official", "status: oficial", '"oficial" is not a possible value for "language.status"; write \'official\' or \'unofficial\''),
    "no such digits": (EN, "locale: en-GB", "locale: en-GB\n  digits: arabic", '"arabic" is not a set of digits; did you mean "arab"?'),
    "a row that the theme lacks": (LAYOUT, 'class="row cards"', 'class="row card"', 'there is no row "card" in theme.yaml; did you mean "cards"?'),
    "a heading that the theme lacks": (LAYOUT, "<h3>{{ text.plan.title }}</h3>", "<h4>{{ text.plan.title }}</h4>", "no style for <h4> in theme.yaml"),
    "a sheet that the theme lacks": (LAYOUT, '<article class="sheet front">', "<article class='sheet other'></article><article class='sheet front'>", "the layout has 3 sheets, but theme.yaml describes 2"),
    "text outside a paragraph": (LAYOUT, "<h3>{{ text.plan.title }}</h3>", "{{ text.plan.title }}", 'the text "CAIRO ACTION PLAN" is not in a paragraph'),
    "a control character": (EN, "  title: Activities", "  title: Acti\x07vities", "an invisible control character (U+0007)"),
    "a second document": (VARIANT, "country: FR", "country: FR\n---\na: b", 'a second document begins here ("---")'),
    "a chair without a file": (FACTS, "[2025-france]", "[2025-frnce]", '"2025-frnce" has no file sources/chairs/2025-frnce.yaml; did you mean "2025-france"?'),
    "a file name that leads elsewhere": (FACTS, "[2025-france]", "['../../2025-france']", "is not in the right form; write it as its file is called"),
    "too deep": (EN, "  title: Activities", "  title: " + "[" * 30 + "]" * 30, "more than 12 levels of nesting"),
    "a missing font": (THEME, "regular: NotoSans-Regular.ttf", "regular: NotoSans-Reglar.ttf", 'fonts/NotoSans-Reglar.ttf is missing; did you mean "NotoSans-Regular.ttf"?'),
    "a font of another family": (THEME, "    family: Noto Sans\n", "    family: Noto Serif\n", 'is "Noto Sans"; it should be "Noto Serif"'),
    "a bullet that its face lacks": (THEME, "    bullet_face: signs\n    bullet_size: 1.06    # the squares of this font are small\n    hang: 10pt\n    keep: true\n", "    hang: 10pt\n", 'Noto Sans has no "■" (U+25A0); name a typeface that has it (bullet_face), or use another bullet'),
    "no such face of a bullet": (THEME, "    bullet_face: signs\n    bullet_size: 1.06    # the squares of this font are small\n    hang: 10pt\n    keep: true\n", "    bullet_face: sings\n", 'no typeface "sings"; did you mean "signs"?'),
    "a missing picture": (THEME, "  email.svg:", "  e-mail.svg:", 'the picture layouts/leaflet/pictures/e-mail.svg is missing; did you mean "email.svg"?'),
    "a picture that the layout misspells": (LAYOUT, "picture(card ~ '.svg')", "picture('card.svg')", "the picture layouts/leaflet/pictures/card.svg is missing"),
    "a row at the foot that is no band": (THEME, "    height: 60mm\n", "", "footer is at the foot but is not a band; give it bleed, a fill and a height"),
    "a row with a height and a padding": (THEME, "    height: 70mm\n", "    height: 70mm\n    padding: 3mm\n", "masthead has both a height and padding; use align: middle"),
    "a line of a row that bleeds": (THEME, "    height: 70mm\n", "    height: 70mm\n    rule_below: {colour: accent, width: 3pt}\n", "masthead bleeds, but in print its line would end at the edge of the sheet; put a row without words there"),
    "a line that is too thick": (THEME, "    cells: [3, 3, 3, 3]\n    before: 4.5u\n    rule_above: {colour: blue, width: 1.5pt,", "    cells: [3, 3, 3, 3]\n    before: 4.5u\n    rule_above: {colour: blue, width: 7pt,", "a line of facts is 7 pt thick; make it 6 pt or less"),
    "no such colour": (THEME, "    colour: paper\n  h2:", "    colour: papper\n  h2:", 'no colour "papper"; did you mean "paper"?'),
    "a length without a unit": (THEME, "side: 17mm", "side: 17", '"17" is not a length; write a length, such as 10.5pt or 17mm'),
    "a length with a space": (THEME, "side: 17mm", "side: 17 mm", '"17 mm" is not a length; write it without a space: 17mm'),
    "a length with a comma": (THEME, "side: 17mm", "side: 1,7 cm", '"1,7 cm" is not a length; write 17mm'),
    "a height with a comma": (THEME, "    before: 4.5u\n    cells: [6, 6]", "    before: 4,5 u\n    cells: [6, 6]", '"4,5 u" is not a length; write 4.5u'),
    "cells that do not add up": (THEME, "cells: [6, 6]", "cells: [6, 5]", "the parts of footer take 11 columns of the grid, which has 12; make them add up to 12"),
    "a list where a number belongs": (THEME, "scale: 1.06", "scale: [1.06]", 'scale" is not a number; write a number, such as 1.5'),
    "far too many cells": (THEME, "cells: [6, 6]", f"cells: {[1] * 49}", '"rows.footer.cells" has 49 entries; the limit is 48; delete some of them'),
    "uneven columns": (THEME, "members: {cells: [3, 3, 3, 3]", "members: {cells: [3, 3, 4, 2]", "text flows through the columns of members, but they are not all the same width; make them equal"),
    "a gutter too wide": (THEME, "gutter: 4mm", "gutter: 20mm", "12 columns with gutters of 56.693 pt leave no room for text; make the gutter narrower"),
    "a printer in capitals": (FACTS, "press: coated ", "press: OffsetNairobi ", '"OffsetNairobi" is not in the right form; use lower-case letters, digits and _, as in offset_nairobi'),
    "a text the layout lacks": (LAYOUT, "{{ text.lead.title }}", "{{ text.lead.titel }}", 'the layout asks for "titel", which does not exist; facts and texts are named in content.yaml'),
    "a text never printed": (LAYOUT, "{{ text.lead.title }}", "", '"lead.title" is never printed'),
    "a layout that cannot be read": (LAYOUT, "{{ text.lead.title }}", "{{ text.lead.title }", "the template cannot be read"),
}  # fmt: skip

# Where a problem is: each line of a report begins with this.
PLACE = re.compile(r"^(sources|layouts)/[\w./-]+\.(yaml|j2)(:\d+(:\d+)?)?: ", re.MULTILINE)


def assert_refused(result: Result, copy: Copy) -> None:
    assert result.status == 1
    assert "Traceback" not in result.err
    assert re.search(r"\d+ problems?; nothing was written\.$", result.err.strip())
    assert copy.made == []


# Known by the layout: the same as another, in a row or in a heading.
ALIKE = ("a row that the theme lacks", "text outside a paragraph")


@pytest.mark.parametrize("case", [slow(case) if case in ALIKE else case for case in CASES])
def test_each_mistake_is_named_where_it_stands(case: str, changed: Callable[[str, str, str], Copy]) -> None:
    file, old, new, says = CASES[case]
    copy = changed(file, old, new)
    result = copy.build()
    assert_refused(result, copy)
    assert says in result.err
    assert PLACE.search(result.err)


def test_the_place_and_the_line_are_shown(changed: Callable[[str, str, str], Copy]) -> None:
    copy = changed(EN, "  current_chair: ", "  curent_chair: ")
    line = (copy.root / EN).read_text("utf-8").splitlines().index('  curent_chair: "Current Chair:"') + 1
    first, source, caret, *_ = copy.build().err.splitlines()
    assert first == f'{EN}:{line}:3: unknown key "curent_chair"; did you mean "current_chair"?'
    assert source == f'{line:>6} |   curent_chair: "Current Chair:"'
    assert caret.index("^") == source.index("curent")


def test_a_misspelt_key_is_reported_once(changed: Callable[[str, str, str], Copy]) -> None:
    assert "1 problem;" in changed(EN, "  current_chair: ", "  curent_chair: ").build().err


def test_everything_is_reported_in_one_go(copy: Copy) -> None:
    copy.change(EN, "  title: Activities\n", "")
    copy.change(EN, "On {cairo_declaration}, the", "On {nothing}, the")
    copy.change(FACTS, "MT, NL, NO,", "MT, NL, XX,")
    copy.change(VARIANT, "since: 2025-04-09", "since: 2025-02-30")
    copy.change(THEME, "side: 17mm", "side: 17")
    result = copy.build()
    assert_refused(result, copy)
    assert "5 problems;" in result.err
    places = [match[0].split(":")[0] for match in PLACE.finditer(result.err)]
    assert places == sorted([EN, EN, FACTS, VARIANT, THEME])


def test_norway_is_norway(copy: Copy) -> None:
    assert "NO" in (copy.root / FACTS).read_text("utf-8")
    copy.change(VARIANT, "country: FR", "country: NO")
    assert copy.build("", "--format", "pdf").status == 0


FILES = {
    "missing": (None, "this file is missing"),
    "empty": (b"  \n", "this file is empty"),
    "not UTF-8": ("title: été".encode("latin-1"), "byte 0xe9 is not UTF-8 text"),
    "too large": (b"#" * 1_000_001, "this file is 1.0 MB; a source can be at most 1 MB"),
}


@pytest.mark.parametrize("file", [FACTS, CONTENT, THEME])
@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_no_text(case: str, file: str, copy: Copy) -> None:
    content, says = FILES[case]
    path = copy.root / file
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    result = copy.build()
    assert_refused(result, copy)
    assert f"{file}" in result.err
    assert says in result.err


@pytest.mark.parametrize(
    ("case", "id"),
    [slow(case, id) if (case, id) == ("empty", "fr") else (case, id) for id in ("en", "fr") for case in FILES],
)
def test_a_language_file_that_is_no_text(case: str, id: str, copy: Copy) -> None:
    content, says = FILES[case]
    copy.change(FACTS, "languages: [en]", "languages: [en, fr]")
    file = f"sources/text/{id}.yaml"
    (copy.root / file).unlink()
    if content is not None:
        (copy.root / file).write_bytes(content)
    result = copy.build("", "--format", "docx")
    assert result.status == 1
    assert "Traceback" not in result.err
    # A master that cannot be read, and a list that names what is not there, stop everything; the rest goes on.
    made = ["en"] if (id, content is not None) == ("fr", True) else []
    assert {path.stem.rpartition("-")[2] for path in copy.made if path.suffix == ".docx"} == set(made)
    assert (f"{file}" if content is not None else f'"{id}" has no file {file}') in result.err
    assert content is None or says in result.err


def test_a_link_out_of_the_project_is_not_followed(copy: Copy, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "en.yaml"
    (copy.root / EN).rename(elsewhere)
    (copy.root / EN).symlink_to(elsewhere)
    result = copy.build()
    assert_refused(result, copy)
    assert "leads out of the project" in result.err


def test_html_in_a_text_shows_as_typed(copy: Copy) -> None:
    from ..reading import docx_text
    from ..validators import page_texts

    typed = "<b>Activities</b> &amp; <script>x</script>"
    copy.change(EN, "  subtitle: EU-Horn of Africa Migration Route Initiative", f"  subtitle: '{typed}'")
    assert copy.build("", "--format", "pdf docx").status == 0
    pdf, docx = (next(path for path in copy.made if path.suffix == ending) for ending in (".pdf", ".docx"))
    assert typed in " ".join("\n".join(page_texts(pdf)).split())
    assert typed in docx_text(docx)


def test_an_escaped_mark_shows_as_typed(copy: Copy) -> None:
    from ..reading import docx_text

    copy.change(EN, "  title: Activities", r"  title: 'Activities \* \{x\} \[y\]'")
    result = copy.build("", "--format", "docx")
    assert result.status == 0, result.err
    words = docx_text(next(path for path in copy.made if path.suffix == ".docx"))
    assert "Activities * {x} [y]" in words.replace("\N{NO-BREAK SPACE}", " ")


def test_an_output_that_cannot_be_written(copy: Copy) -> None:
    (copy.root / "output").rmdir()
    (copy.root / "output").write_text("a file where a folder belongs")
    result = copy.build()
    assert result.status == 1
    assert "cannot be written" in result.err
    assert "Traceback" not in result.err


def test_no_project_there(tmp_path: Path) -> None:
    from ..conftest import pipeline

    result = pipeline("build", "--root", tmp_path / "nowhere")
    assert result.status == 2
    assert "there is no folder" in result.err
    result = pipeline("build", "--root", tmp_path)
    assert result.status == 1
    assert "sources/factsheet.yaml: this file is missing" in result.err
