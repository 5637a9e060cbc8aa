"""Where a text stands in a PDF is where it was laid out: one is known from its letters, the other from its boxes."""

from __future__ import annotations

import pypdfium2
import pytest

from factsheet.changes import places
from factsheet.core.names import TextKey
from factsheet.core.project import Root
from factsheet.typeset import copyfit
from factsheet.typeset.placed import Text

from ..conftest import PUBLISHED, Leaflet, job_of

# As far as ink may be from the line that it is in: in pt, or as a share of the height of the line.
NEAR, SHARE = 8, 0.3


@pytest.mark.campaign
@pytest.mark.parametrize("language", PUBLISHED)
def test_every_printed_text_is_found_where_it_was_laid_out(
    language: str, project: Root, leaflets: dict[str, Leaflet]
) -> None:
    job = job_of(project, language)
    edition = job.edition
    setting = copyfit.fitted(edition, job.theme, project, job.english, job.likely).setting
    texts = {key: str(text) for key, text in edition.text.items()}
    with pypdfium2.PdfDocument(leaflets[language].pdf) as document:
        printed, listed = places.found(document, texts, [each.name for each in edition.lists["members"]])
    laid = {text.key: text for text in setting.texts if text.key}
    assert printed.keys() == laid.keys()  # not the descriptions of pictures, nor the title of the document
    for key, text in laid.items():
        (place,) = printed[key]
        assert place.page == text.lines[0].page
        near(place, text)
    assert list(listed) == [each.name for each in edition.lists["members"]]
    names = [text for text in setting.texts if not text.key and text.tag == "li"]
    for member, text in zip(edition.lists["members"], names, strict=True):
        near(listed[member.name][0], text)


def near(place: places.Place, text: Text) -> None:
    lefts, tops, rights, bottoms = zip(*(line.edges for line in text.lines), strict=True)
    slack = max(NEAR, text.leading * SHARE)
    assert min(lefts) - slack <= place.left < place.right <= max(rights) + slack
    assert min(tops) - slack <= place.top < place.bottom <= max(bottoms) + slack


def test_what_is_not_in_the_file_has_no_place(leaflet: Leaflet) -> None:
    with pypdfium2.PdfDocument(leaflet.pdf) as document:
        texts = {TextKey("a.a"): "These words are in no leaflet", TextKey("a.b"): "!", TextKey("a.c"): ""}
        assert places.found(document, texts, ["Iceland", "Sudan"])[0] == {}


def test_texts_are_placed_in_their_order_and_the_whole_word_counts(leaflet: Leaflet) -> None:
    """ "France" is in the chair, and further down a member; "Sudan" is part of "South Sudan"."""
    with pypdfium2.PdfDocument(leaflet.pdf) as document:
        texts = {TextKey("facts.chair"): "France", TextKey("members.title"): "MEMBER  states"}
        printed, listed = places.found(document, texts, ["France", "South Sudan", "Sudan"])
    (variant,), (title,) = printed.values()
    assert variant.bottom < title.top < listed["France"][0].top
    assert listed["South Sudan"][0].bottom < listed["Sudan"][0].bottom
