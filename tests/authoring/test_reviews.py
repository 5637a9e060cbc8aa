"""The command status tells who has signed off a language, and which texts nobody has reviewed."""

from __future__ import annotations

from ..conftest import Copy, pipeline
from ..translation.importing import FR

NONE = "no review is recorded; to record one: make confirm lang=fr all=yes by=reviewer"
STATUS = "  status: unofficial\n"
WHOLE = "  signed:\n    - {role: translator, date: 2025-03-01}\n    - {role: reviewer, name: Zahra, date: 2025-04-01}\n"


def lines(copy: Copy, *language: str) -> list[str]:
    result = pipeline("status", *language, "--root", copy.root)
    assert result.status == 0, result.err
    return result.out.replace(f" root={copy.root}", "").splitlines()  # commands are for the factsheet asked for


def reviewed(copy: Copy) -> str:
    """Return how many texts of the French are reviewed, as the table says."""
    (row,) = (line for line in lines(copy) if line.split()[:1] == ["fr"])
    return row.split()[-2]


def sign(copy: Copy, *arguments: str) -> None:
    assert pipeline("confirm", "fr", *arguments, "--root", copy.root).status == 0


def test_reviews_of_texts(copy: Copy) -> None:
    assert lines(copy, "fr") == ["nothing left to do", NONE]
    sign(copy, "--all", "--by", "translator: Aïcha", "--date", "2025-04-01")
    assert lines(copy, "fr") == ["nothing left to do", "translator (Aïcha) signed off 59 texts on 2025-04-01", NONE]
    sign(copy, "members.legend", "lead.title", "--by", "reviewer", "--date", "2025-04-02")
    sign(copy, "lead.text", "--by", "reviewer", "--date", "2025-04-05")
    said = lines(copy, "fr")
    assert said[:3] == [
        "nothing left to do",
        "reviewer signed off 3 texts between 2025-04-02 and 2025-04-05",
        "translator (Aïcha) signed off 59 texts on 2025-04-01",
    ]
    assert said[3].startswith("no review is recorded for 56 texts: document.title, document.subject, ")
    assert len(said) == 4
    assert "lead.t" not in said[3]
    assert reviewed(copy) == "3"
    assert lines(copy)[-2] == "fr: reviewer signed off 3 texts between 2025-04-02 and 2025-04-05"


def test_a_review_of_the_whole_language_covers_what_was_not_signed_later(copy: Copy) -> None:
    copy.change(FR, STATUS, STATUS + WHOLE)
    sign(copy, "lead.text", "--by", "translator", "--date", "2025-03-31")
    sign(copy, "lead.title", "--by", "translator", "--date", "2025-04-02")
    said = lines(copy, "fr")
    assert said == [
        "nothing left to do",
        "translator signed off the whole language on 2025-03-01",
        "reviewer (Zahra) signed off the whole language on 2025-04-01",
        "translator signed off 2 texts between 2025-03-31 and 2025-04-02",
        "no review is recorded for 1 text: lead.title",
    ]
    assert reviewed(copy) == "58"
    sign(copy, "lead.title", "--by", "reviewer", "--date", "2025-04-02")
    assert lines(copy, "fr")[-1] == "every text is reviewed"
