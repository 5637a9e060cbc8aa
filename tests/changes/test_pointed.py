"""What differs in a number or an address is pointed out to the letter; words are read as a whole."""

from __future__ import annotations

import pytest

from factsheet.changes.pointed import parts


@pytest.mark.parametrize(
    ("before", "now", "pointed"),
    [
        ("2014", "2013", ("201<4>", "201<3>")),
        ("https://a.org/2nd-x", "https://a.org/1st-x", ("https://a.org/<2nd>-x", "https://a.org/<1st>-x")),
        ("Process@icmpd.org", "Proces@icmpd.org", ("Proces<s>@icmpd.org", "Proces@icmpd.org")),
        ("a.org", "a.org.evil.net", ("a.org", "a.org<.evil.net>")),
        ("aa.org", "aaa.org", ("aa.org", "aa<a>.org")),  # what both end with begins after what both begin with
        ("37", "52", ("37", "52")),  # nothing is the same: nothing to point out
        ("adopted", "adapted", ("adopted", "adapted")),
        ("in 2014", "in 2015", ("in 2014", "in 2015")),  # two words are compared word by word
        ("a.org", "a.org", ("a.org", "a.org")),
    ],
)
def test_letters(before: str, now: str, pointed: tuple[str, str]) -> None:
    def said(text: str, other: str) -> str:
        return "".join(f"<{words}>" if differs and words else words for words, differs in parts(text, other))

    assert (said(before, now), said(now, before)) == pointed
