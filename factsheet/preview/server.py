"""Show an edition in a browser on this machine while it is being written, made again whenever a file is saved."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from watchfiles import watch

from ..core.diagnostics import Place, Problem, Problems
from ..core.project import Root
from ..page import templates, values
from ..page.webfonts import webfonts
from ..theme import layout
from ..workers.task import Step, Task
from .session import Live, View, word_file

HERE = "127.0.0.1"
PORTS = 20  # how many are tried, from the one asked for
# A save arrives as several changes; this long after the last of them, in ms, the file is taken to be complete.
STEP, AT_MOST = 30, 400
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ALIVE = 15  # seconds between signs of life, which show whether the browser has gone
# Whatever the layout says, the page asks only this server.
POLICY = (
    "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; img-src 'self' data:"
)
LETTERS = list(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2040)]))


class Board:
    """A place for the newest view: the thread that makes it puts it here, and those that serve it wait for it."""

    def __init__(self) -> None:
        self.view = View()
        self.closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[asyncio.Event] = set()

    def post(self, view: View) -> None:
        self.view = view
        self._ring()

    def close(self) -> None:
        self.closed = True
        self._ring()

    def _ring(self) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for event in self._waiting:
            event.set()

    async def newer(self, number: int) -> bool:
        """Wait for a view other than that one; tell whether one came in time."""
        self._loop = asyncio.get_running_loop()
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            if self.view.number == number and not self.closed:
                await asyncio.wait_for(event.wait(), ALIVE)
        except TimeoutError:
            return False
        finally:
            self._waiting.discard(event)
        return self.view.number != number


def page(root: Root, title: str, step: Step) -> str:
    """Return the page that shows an edition."""
    step("the preview", "its page")
    look = layout.load(root)
    said = {
        "theme": values.of_theme(look),
        **values.of_roles(look),
        "fonts": values.of_fonts(webfonts(look, root, "Latn", LETTERS)),
        "title": title,
    }
    return templates.rendered(root, root.site, "preview.html.j2", said)


def app(root: Root, board: Board, page: str, live: Live) -> Starlette:
    """Return what is served, to this machine only: the page, its pictures, its changes, and the files in output/.

    The Word file is made when it is asked for, one at a time.
    """
    making = threading.Lock()

    async def shown(request: Request) -> Response:
        return HTMLResponse(page, headers={"Content-Security-Policy": POLICY})

    async def picture(request: Request) -> Response:
        # As text: Python refuses to make an int of thousands of digits.
        pages = {str(number): picture for number, picture in enumerate(board.view.pages, 1)}
        if (number := request.path_params["number"]) not in pages:
            return Response(status_code=404)
        return Response(pages[number], media_type="image/png", headers={"Cache-Control": "no-store"})

    def word(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return Response(status_code=403)  # a page of another site could ask again and again
        try:
            with making:
                name, written = word_file(live)
        except Problems as found:
            return Response("\n".join(map(str, found.problems)), status_code=422, media_type="text/plain")
        return Response(written, media_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'})

    async def changes(request: Request) -> Response:
        return StreamingResponse(_changes(board), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    routes = [
        Route("/", shown),
        Route("/page/{number}.png", picture),
        Route("/changes", changes),
        Route("/word", word),
        Mount("/output", StaticFiles(directory=root.output, html=True, follow_symlink=False, check_dir=False)),
    ]
    # Another site may send a browser here under its own name: only ours is answered.
    return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HERE, "localhost"])])


async def _changes(board: Board) -> AsyncIterator[str]:
    """Yield each view as a server-sent event (HTML, 9.2)."""
    number = -1
    while not board.closed:
        if board.view.number != number:
            number = board.view.number
            yield f"data: {json.dumps(_said(board.view))}\n\n"
        elif not await board.newer(number):
            yield ": alive\n\n"


def _said(view: View) -> dict[str, Any]:
    said = {name: getattr(view, name) for name in ("number", "stale", "problems", "findings")}
    size = view.fit.size if view.fit else 0
    return {**said, "size": size, "pages": len(view.pages), "seconds": round(view.seconds, 2)}


def bound(port: int) -> socket.socket:
    """Return a socket on this machine, at the port or the next free one. Raises Problems if none is free."""
    for number in range(port, port + PORTS):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HERE, number))
            listener.listen()  # at once: until somebody listens, another preview can be bound to the same port
        except OSError:
            listener.close()
        else:
            return listener
    what = f"no port from {port} to {port + PORTS - 1} is free"
    raise Problems([Problem(Place(f"port={port}"), what, "choose another")])


def preview(root: Root, live: Live, listener: socket.socket, title: str, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; call `ready` with the address as soon as there is something to see.

    A worker makes the edition; this thread waits for it, and for saves; another thread serves.
    """
    board = Board()
    shown = live.workers.one(Task("the preview", partial(page, root, title)))
    settings = uvicorn.Config(
        app(root, board, shown, live), log_level="error", lifespan="off", timeout_graceful_shutdown=1, access_log=False
    )
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    with suppress(KeyboardInterrupt), _heard(signal.SIGINT, signal.SIGTERM):
        board.post(live.look())
        ready(f"http://{HERE}:{listener.getsockname()[1]}/")
        for changed in _saves(root):
            if changed:
                board.post(live.look())
            elif not live.sure and live.look(surely=True).pages != board.view.pages:
                board.post(live.view)
    board.close()
    server.should_exit = True
    thread.join(5)


@contextmanager
def _heard(*numbers: signal.Signals) -> Iterator[None]:
    """Treat signals as a Ctrl-C, even in the background, where a shell has them ignored."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _saves(root: Root) -> Iterator[bool]:
    """Keep yielding whether something was saved; False is only a pause."""
    folders = [path for path in (root.sources, root.folder / "layouts", root.fonts) if path.is_dir()]
    for changes in watch(*folders, step=STEP, debounce=AT_MOST, rust_timeout=500, yield_on_timeout=True):
        yield bool(changes)
