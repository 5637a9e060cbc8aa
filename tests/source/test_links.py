# ruff: noqa: E501, RUF001
"""Where links lead: the addresses in factsheet.yaml, and those that a layout writes itself."""

from __future__ import annotations

import pytest

from factsheet.build import plan
from factsheet.build.freshness import Selection
from factsheet.core.diagnostics import Invalid, Problems
from factsheet.core.project import Root
from factsheet.page import page
from factsheet.text import link_address

from ..conftest import Copy

FACTS, LAYOUT = "sources/factsheet.yaml", "layouts/leaflet/page.html.j2"
LEAD = '<p class="lead">{{ text.lead.text }}</p>'
BELOW = f"<div>{LEAD}</div>\n    </div>"

GOOD = [
    *("https://www.khartoumprocess.net", "http://a-b.example.org/x?y=z#q", "https://x.org:8080/", "https://x.org/Fédération"),
    *("mailto:KhartoumProcess@icmpd.org", "mailto:a.b+c@d.org?subject=Hello"),
    *("https://хартум.рф/", "https://xn--80aswg.xn--p1ai", "https://χαρτουμ.ελ", "https://عملية.السودان", "https://日本語.日本"),
]  # fmt: skip
BAD = {
    "https://www.khartoumprocess.net@evil.org": 'it leads to "evil.org", not to "www.khartoumprocess.net"',
    "https://user:secret@host.org/": 'it leads to "host.org"',
    "https://khartoumprоcess.net": "has letters that look like others",  # a Cyrillic o
    "https://аррӏе.com": "has letters that look like others",  # all Cyrillic but the end
    "https://xn--80ak6aa92e.com": 'the host "аррӏе.com" has letters that look like others',
    "https://münchen.de": "has letters that look like others",
    "https://хартумprocess.рф": "has letters that look like others",
    "https://x.org。evil.com": "has letters that look like others",
    "mailto:a@еvil.org": "has letters that look like others",
    "https://xn--zz.org": "has a part that cannot be read",
    "https://x\u200b.org": "delete the invisible character U+200B",
    "https://x.org/\u00ad": "delete the invisible character U+00AD",
    "https://x.org/\u202ea": "delete the invisible character U+202E",
    "https://x.org/\x07": "delete the invisible character U+0007",
    "https://x.org/a b": "an address has no spaces",
    "https://x.org/\u00a0a": "an address has no spaces",
    "https://x.org/\n": "an address has no spaces",
    "https://": "write the whole name of the host",
    "https:///path": "write the whole name of the host",
    "https://host/": "write the whole name of the host",
    "https://.org": "write the whole name of the host",
    "https://x..org": "write the whole name of the host",
    "https://-x.org": "is not a host name",
    "https://127.0.0.1/": "is not a host name",
    "https://[::1]/": "write the name of the host, not its number",
    "https://[x": "write it in full, as in https://www.example.org",
    "https://x.org:port/": '"port" is not a port',
    "https://x.org:": '"" is not a port',
    "https://x.org:٨٠": '"٨٠" is not a port',
    "https://x.org:70000": "a number from 1 to 65535",
    "https:x.org": "begin it with https://",
    "//x.org": "begin it with https://",
    "ftp://x.org": "begin it with https://",
    "javascript:alert(1)": "begin it with https://",
    "mailto:nobody": "write an address such as mailto:name@example.org",
    "mailto:a@b.org,c@evil.org": "is not a host name",
    "mailto:a%40evil.org@b.org": "is not a mailbox name",
    "mailto:a@b.org?bcc=c@evil.org": "it sends mail to somebody else too (bcc=)",
}


@pytest.mark.parametrize("address", GOOD)
def test_an_address_that_leads_where_it_says(address: str) -> None:
    assert link_address.checked(address) == address


@pytest.mark.parametrize("address", BAD)
def test_an_address_that_leads_elsewhere_or_nowhere(address: str) -> None:
    with pytest.raises(Invalid) as refused:
        link_address.checked(address)
    assert refused.value.what.endswith('" is not an address')
    assert BAD[address] in refused.value.hint


def test_an_address_in_leaflet_yaml_is_named_at_its_line(copy: Copy) -> None:
    copy.change(FACTS, "website: https://www.khartoumprocess.net", "website: https://www.khartoumprocess.net@evil.org")
    result = copy.build()
    assert result.status == 1
    number = next(n for n, line in enumerate((copy.root / FACTS).read_text("utf-8").splitlines(), 1) if "@evil" in line)
    assert f'{FACTS}:{number}:12: "https://www.khartoumprocess.net@evil.org" is not an address' in result.err


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org", "javascript:alert(1)", " javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "file:///etc/passwd", "example.org", "../index.html", "", "https://www.khartoumprocess.net@evil.org"],
)  # fmt: skip
def test_a_link_of_the_layout_that_is_no_address_stops_the_build(address: str, copy: Copy) -> None:
    copy.change(LAYOUT, BELOW, f'{BELOW}\n<p><a href="{address}">old</a></p>')
    (job,) = plan.plan(Root(copy.root), Selection()).jobs
    with pytest.raises(Problems) as refused:
        page.make(job.edition, job.theme, job.root)
    (problem,) = refused.value.problems
    assert problem.what == f'the link "old" leads to "{address}", which is not an address'
    assert problem.place.file == LAYOUT
    if address:
        assert problem.place.source == f'<p><a href="{address}">old</a></p>'


@pytest.mark.parametrize(
    "markup",
    [
        '<a href="https://x.org">x</a>',
        '<a href="#closing-band">x</a>',
        '<a href="mailto:a@b.org">x</a>',
        '<a id="x">x</a>',
    ],
)
def test_a_link_of_the_layout_that_is_one(markup: str, copy: Copy) -> None:
    copy.change(LAYOUT, LEAD, f"{LEAD}\n<p>{markup}</p>")
    (job,) = plan.plan(Root(copy.root), Selection()).jobs
    assert markup in page.make(job.edition, job.theme, job.root).html
    assert 'href="../index.html"' in page.make(job.edition, job.theme, job.root, "web.css.j2", web=True).html


def test_the_command_line_says_so(copy: Copy) -> None:
    copy.change(LAYOUT, LEAD, f'{LEAD}\n<p><a href="ftp://example.org">old</a></p>')
    result = copy.build()
    assert result.status == 1
    assert f"{LAYOUT}:" in result.err
    assert 'the link "old" leads to "ftp://example.org", which is not an address; begin it with https://' in result.err
    assert copy.made == []
