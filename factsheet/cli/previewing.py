"""Show a leaflet in the browser while its sources are being written."""

from __future__ import annotations

from pathlib import Path

import click

from ..core.names import LanguageTag, VariantId, called
from ..core.project import Root
from .axis import OfVariants
from .options import a_variant, root_option, selection, whole
from .terminal import reported


@click.command(cls=OfVariants)
@click.option(
    "--lang",
    default="",
    metavar="CODE",
    help="The language, such as fr.",
    show_default="the first that is published",
)
@a_variant("the current one")
@click.option(
    "--port",
    type=whole(1024, 65000),
    default=8000,
    metavar="NUMBER",
    help="The port to use; if taken, the next free one.",
    show_default=True,
)
@click.option("--browser/--no-browser", default=True, help="Open the browser.", show_default=True)
@root_option
def preview(lang: str, variant: str, port: int, browser: bool, root: Path) -> None:
    """Show an edition in the browser, and refresh it after each save."""
    with reported(""):
        import webbrowser

        from ..build import plan
        from ..preview.server import bound
        from ..preview.server import preview as serve
        from ..preview.session import Live
        from ..source import loader, terms
        from ..workers.pool import Workers

        here = Root(root.resolve())
        sources = loader.read_all(here)
        of, language = VariantId(variant) or terms.leading(sources), LanguageTag(lang) or sources.settings.languages[0]
        plan.known(sources, selection(variant, lang))
        name, listener = called(of, language), bound(port)
        if (taken := listener.getsockname()[1]) != port:
            print(f"port {port} is taken; using {taken} instead", flush=True)

        def ready(address: str) -> None:
            print(f"{name}: {address}  (press Ctrl-C to stop)", flush=True)
            if browser:
                webbrowser.open(address)

        with Workers() as workers:
            serve(here, Live(here, of, language, workers), listener, name, ready)
        print("\nThe preview has ended.", flush=True)
