"""Write what goes out as a bilingual Word table, for translators who have no CAT tool.

Bold and italic are Word's own; the marks of links and placeholders are shown in the text, in grey.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from difflib import SequenceMatcher

from docx.oxml.ns import qn

from ..core.project import Root
from ..core.xml import Element
from ..source.lock import State
from ..theme.model import Theme
from ..word import wordml
from ..word.wordml import new
from .bilingual_look import Line, Look, document
from .units import Outgoing, Unit, sealed

NUMBER, KEY, NOTE = "No.", "Key", "Note"
# In the tables of what was not imported: the reason; or the two versions, from the file and from the sources.
WHY, THERE, HERE = "Reason", "In the file", "In the sources"
# Of the columns, in mm.
WIDTHS = (11.0, 42.0, 84.0, 84.0, 48.0)
LABELS = {
    State.MISSING: "Missing",
    State.OUTDATED: "Outdated: the English has changed",
    State.UNCONFIRMED: "Not confirmed yet",
}
TITLE = "{name}: translation into {title}"
CHANGED = "What has changed: "
HELP = (
    "Write your translation in the “{title}” column. Coloured rows come first: their translation is missing, or "
    "the English has changed since it was made. You can leave rows empty and come back to them later.",
    "Make the same words bold or italic as in the English. Words in [square brackets](#...) are a link: translate "
    "them, but leave the part in round brackets as it is. {{Names in braces}} are filled in automatically: keep them, "
    "and put them where your language needs them.",
    "You may sort or delete rows, and track changes. Please leave the Key column alone: it tells us which text each "
    "row belongs to. The numbers are the same as on the leaflet in {language}.pdf.",
)


def written(
    out: Outgoing, theme: Theme, root: Root, revised: datetime, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the texts to send as a Word file, dated `revised`; `pictures` (PNG) show the places of texts, by id."""
    look = Look(theme, out.languages)
    columns = [NUMBER, KEY, look.english, out.title, NOTE]
    title = TITLE.format(name=out.name, title=out.title)
    help = [line.format(title=out.title, language=out.language) for line in HELP]
    help += [out.room] if out.room else []
    lines = (_line(unit, look, (pictures or {}).get(unit.id)) for unit in out.units)
    return document(look, root, revised, title, help, columns, WIDTHS, lines)


def _line(unit: Unit, look: Look, picture: bytes | None) -> Line:
    note = list(_note(unit, look))
    said = "\n".join("".join(text.text or "" for text in line.iter(qn("w:t"))) for line in note)
    cells = [
        [look.words(str(unit.number), "Number")],
        look.key(unit.id, sealed(unit.fingerprint, said)),
        [look.text(unit.pair.english, "English")],
        [look.text(unit.pair.translation, "Translation")],
        note,
    ]
    return Line(cells, look.theme.marks.get(unit.state.value), picture, unit.number)


def _note(unit: Unit, look: Look) -> Iterator[Element]:
    """Yield the paragraphs of a note: the state, what to know, and for an outdated one what has changed."""
    if unit.state in LABELS:
        yield look.words(LABELS[unit.state], "State")
    yield from (look.words(line, "Note") for line in unit.lines)
    if unit.was:
        changed = look.words(CHANGED, "Note")
        changed.extend(compared(unit.was, unit.pair.english))
        yield changed


def compared(before: str, after: str) -> Iterator[Element]:
    """Yield runs of a text: unchanged, removed (struck out), or new (underlined)."""
    old, now = (re.findall(r"\S+\s*", text) for text in (before, after))
    for kind, start, end, first, last in SequenceMatcher(None, old, now, autojunk=False).get_opcodes():
        gone, came = "".join(old[start:end]), "".join(now[first:last])
        if kind == "equal":
            yield wordml.run(gone)
            continue
        for words, dress in ((gone, new("strike")), (came, new("u", val="single"))):
            if words:
                run = wordml.run(words)
                run.insert(0, new("rPr", dress))
                yield run
