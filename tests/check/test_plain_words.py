"""`make check` finds a word that plain text or Markdown has lost."""

from __future__ import annotations

import pytest

from factsheet.check import plain_words
from factsheet.page import page
from factsheet.page.page import Page
from factsheet.plain import markdown, text

from ..conftest import REPOSITORY, job_of


@pytest.fixture(scope="module", params=["en", "ar"])
def made(request: pytest.FixtureRequest) -> Page:
    job = job_of(REPOSITORY, request.param)
    return page.make(job.edition, job.theme, job.root)


def test_nothing_is_lost_and_a_word_that_is_is_found(made: Page) -> None:
    for format, content in (("txt", text.write(made)), ("md", markdown.write(made))):
        assert not list(plain_words.lost(made.html, format, content))
        for gone in ("ICMPD", "Kenya", "member") if made.direction == "ltr" else ("2014", "عملية"):
            before, _, after = content.decode().rpartition(gone)
            (said,) = plain_words.lost(made.html, format, f"{before}{after}".encode())
            assert said.startswith("it lacks 1 word of the page: ")


def test_markdown_whose_signs_were_not_escaped_loses_words(made: Page) -> None:
    written = markdown.write(made).decode()
    hidden = written.replace("## ", "<!-- ", 1).replace("\n\n- ", " -->\n\n- ", 1)
    assert list(plain_words.lost(made.html, "md", hidden.encode()))
