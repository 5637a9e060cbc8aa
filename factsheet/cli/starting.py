"""Start another factsheet."""

from __future__ import annotations

from pathlib import Path

import click

from ..core.wording import counted
from .options import path
from .terminal import reported, say


@click.command()
@click.argument("target", type=path, metavar="DIR", help="A folder that does not exist yet, or is empty.")
@click.option(
    "--like",
    default="starter",
    metavar="NAME",
    help="What to begin with: starter, or another example, such as programme-flyer or leaflet.",
    show_default=True,
)
def new(target: Path, like: str) -> None:
    """Start another factsheet: a folder with everything that it is made from."""
    with reported():
        from ..authoring import starting
        from ..core.atomic import put_folder
        from ..core.project import Root, shipped

        folder = target.resolve()
        files = starting.started(shipped(), folder, like)
        put_folder(folder, files.items(), Root(folder.parent))
        layout = Root(folder).name(Root(folder).layout)
        print(f"{target}: a factsheet was written, {counted(len(files), 'file')}. What is next:")
        print(say(f"  see it in the browser while you write: make preview root={_typed(target)}"))
        print("  its words: sources/text/en.yaml; its facts: sources/factsheet.yaml")
        print(f"  what it prints: {layout}/content.yaml; how it looks: page.html.j2 and theme.yaml, beside that")
        print("  what the download page calls it: layouts/site/words.yaml")
        print(say(f"  make it: make factsheet root={_typed(target)}"))


def _typed(target: Path) -> str:
    """Return a path as it is to be typed."""
    return f'"{target}"' if " " in str(target) else str(target)
