"""The live preview, as somebody uses it: a process of its own, a real browser, files that are saved."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factsheet.check.text_extraction import docx_text
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root
from factsheet.preview.server import bound
from factsheet.preview.session import Live
from factsheet.workers.pool import Workers

from ..browser import chromium
from ..conftest import REPOSITORY, copy_project

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FR = "sources/text/fr.yaml"
HTML, THEME = "layouts/leaflet/page.html.j2", "layouts/leaflet/theme.yaml"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@contextmanager
def previewed(root: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str], list[str]]]:
    """Run the preview; yield its address, its process, and what it printed. It ends with Ctrl-C, and says so."""
    command = [sys.executable, REPOSITORY / "pipeline.py", "preview", "--no-browser", "--root", root, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout
            told = [""]
            while not (found := re.search(r"http://\S+", told[-1])):
                told.append(process.stdout.readline())
                assert told[-1], "".join(told)
            yield found[0], process, told
            process.send_signal(signal.SIGINT)
            assert process.stdout.read().strip() == "The preview has ended."
            assert process.wait(15) == 0
        finally:
            process.kill()


@dataclass(frozen=True)
class Preview:
    """A preview that is running."""

    root: Path
    taken: int  # the port that it was to have
    address: str
    told: str


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Run the preview once, since it takes 2 s to start; the port that it was to have is taken."""
    root = copy_project(tmp_path_factory.mktemp("preview"))
    (root / "output/index.html").write_text("<!doctype html><title>all</title>", "utf-8")
    (root / "output/out").symlink_to(root / "sources")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with previewed(root, "--lang", "fr", "--port", str(port)) as (address, _, told):
            yield Preview(root, port, address, "".join(told))


def shown(page: Page) -> int:
    return int(page.evaluate("document.body.dataset.shown || 0"))


def after(page: Page, number: int, condition: str = "true") -> None:
    """Wait for a later view that meets a condition."""
    page.wait_for_function(f"Number(document.body.dataset.shown) > {number} && ({condition})", timeout=20_000)


NO_PROBLEM = "document.querySelector('#stop').hidden"
PICTURE = """fetch(document.querySelector('#pages img').src).then(answer => answer.arrayBuffer())
  .then(bytes => [...new Uint8Array(bytes)].reduce((sum, byte) => (sum * 31 + byte) % 4294967291, 7))"""


def ask(address: str, path: str, host: str = "", site: str = "none") -> int:
    name, port = re.findall(r"//([\d.]+):(\d+)", address)[0]
    connection = HTTPConnection(name, int(port))
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host or f"{name}:{port}")
    connection.putheader("Sec-Fetch-Site", site)
    connection.endheaders()
    try:
        return connection.getresponse().status
    finally:
        connection.close()


def test_it_is_for_this_machine_and_this_folder_alone(preview: Preview) -> None:
    address = preview.address
    assert address.startswith("http://127.0.0.1:")
    assert [ask(address, path) for path in ("/", "/page/1.png", "/output/", "/output/index.html")] == [200] * 4
    for path in (
        "/output/../sources/factsheet.yaml",
        "/output/%2e%2e/sources/factsheet.yaml",
        "/output/..%2fsources/factsheet.yaml",
        "/output//etc/passwd",
        "/output/out/factsheet.yaml",
        "/sources/factsheet.yaml",
        "/page/0.png",
        "/page/3.png",
    ):
        assert ask(address, path) == 404, path
    for host in ("evil.example", "evil.example:8000", "127.0.0.1.evil.example", "10.0.0.1"):
        assert ask(address, "/", host) == 400, host
    assert ask(address, "/", "localhost") == 200


def test_a_port_that_is_taken_is_passed_over(preview: Preview) -> None:
    assert f"port {preview.taken} is taken; using" in preview.told
    assert str(preview.taken) not in preview.address


def test_what_is_saved_is_shown(preview: Preview, browser: Browser) -> None:
    root, path = preview.root, preview.root / FR
    good = path.read_text("utf-8")
    page, other = browser.new_page(bypass_csp=True), browser.new_page(bypass_csp=True)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for each in (page, other):
        each.goto(preview.address)
        after(each, 0)
    assert "2025-france fr" in page.title()
    assert page.locator("#pages img").count() == 2
    before = page.evaluate(PICTURE)

    # A change, in both browsers.
    number = shown(page)
    path.write_text(good.replace("États membres", "États qui sont membres"), "utf-8")
    after(page, number)
    after(other, number)
    assert page.evaluate(PICTURE) != before
    assert page.locator("#pages.stale").count() == 0
    assert "unconfirmed" in page.locator("#findings").inner_text()

    # The Word file says it too; another site gets none.
    with page.expect_download() as download:
        page.get_by_role("link", name="Word file").click()
    assert download.value.suggested_filename == "khartoum-process-factsheet-2025-france-fr.docx"
    assert "États qui sont membres" in docx_text(Path(download.value.path()).read_bytes())
    assert ask(preview.address, "/word", site="cross-site") == 403

    # Mistakes, one after the other, each reported with its line; the old pages stay until all are corrected.
    mended = [(root / file, (root / file).read_text("utf-8")) for file in (FR, HTML, THEME)]
    for file, spoil, says in (
        (FR, lambda text: text.replace("lead:", "lead: ["), f"{FR}:"),
        (HTML, lambda text: text.replace("{%- for state in facts.members %}", "{%- for state in %}"), f"{HTML}:"),
        (THEME, lambda text: text.replace("colour: paper", "colour: papper", 1), 'did you mean "paper"?'),
    ):
        number = shown(page)
        for path_of, text in mended:
            new = spoil(text) if path_of == root / file else text
            if path_of.read_text("utf-8") != new:
                path_of.write_text(new, "utf-8")
        after(page, number, f"document.querySelector('#problems').innerText.includes({says!r})")
        assert page.locator("#pages.stale").count() == 1
        assert page.locator("#pages img").count() == 2
        assert "stopped by an error" in page.get_by_role("status").inner_text()
    assert ask(preview.address, "/word") == 422
    number = shown(page)
    for path_of, text in mended:
        path_of.write_text(text, "utf-8")
    after(page, number, NO_PROBLEM)

    # A file that disappears and comes back.
    number = shown(page)
    path.unlink()
    after(page, number, f"!{NO_PROBLEM}")
    number = shown(page)
    path.write_text(good, "utf-8")
    after(page, number, NO_PROBLEM)
    assert page.evaluate(PICTURE) == before

    # Too long: a draft is shown, with what is too long.
    number = shown(page)
    path.write_text(
        re.sub(r"(\n  intro: >-\n)", r"\1    " + "beaucoup trop long " * 60 + r"\n", good, count=2), "utf-8"
    )
    after(page, number, f"!{NO_PROBLEM}")
    assert "too long for its space" in page.locator("#problems").inner_text()
    assert page.locator("#pages.stale").count() == 0
    assert errors == []

    page.close()
    other.close()


def test_no_two_previews_get_the_same_port() -> None:
    """Started at the same moment, each would show the leaflet of the other."""
    with bound(8100) as first, bound(8100) as second, socket.socket() as third:
        taken = first.getsockname()[1]
        assert second.getsockname()[1] != taken
        third.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with pytest.raises(OSError, match="Address already in use"):
            third.bind(("127.0.0.1", taken))


def test_a_language_that_is_not_there_is_named(project: Root) -> None:
    with Workers() as workers:
        view = Live(project, VariantId("2025-france"), LanguageTag("xx"), workers).look()
    assert view.stale
    assert "lang=xx: there is no such language" in view.problems[0][1]
