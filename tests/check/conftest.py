"""What several tests of checks share: a factsheet with a block of every kind, in both directions."""

from __future__ import annotations

from pathlib import Path

import pytest

from factsheet.core.project import Root

from .. import blocks
from ..blocks import Blocks

NAME = "dot.svg"
DOT = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><path fill="#17473f" d="M0 0h20v20H0z"/></svg>'
MIDDLE = f"""{blocks.TABLE}
<div>
<ul>
  <li>{{{{ text.how.first }}}}
    <ul>
      <li>{{{{ text.how.second }}}}<ul><li>{{{{ text.how.third }}}}</li></ul></li>
      <li>{{{{ text.what.title }}}}</li>
    </ul>
  </li>
  <li>{{{{ text.why.title }}}} <a href="https://www.example.org/why">{{{{ text.what.title }}}}</a></li>
</ul>
<ol><li>{{{{ text.how.first }}}}<ol><li>{{{{ text.how.second }}}}</li></ol></li><li>{{{{ text.why.title }}}}</li></ol>
<blockquote><p>{{{{ text.how.intro }}}}</p></blockquote>
<hr>
<p>{{{{ text.why.text }}}}</p>
<p><img src="{{{{ picture('{NAME}') }}}}" alt="{{{{ text.how.title | plain }}}}"></p>
<p class="middle">{{{{ text.what.title }}}}</p>
{{{{ blocks.notes(text.notes) }}}}
</div>"""


def with_everything(folder: Path) -> Root:
    """Write a factsheet with a block of every kind in the middle of its sheet into an empty folder."""
    root = blocks.factsheet(folder)
    (root.layout / "pictures").mkdir(exist_ok=True)
    (root.layout / "pictures" / NAME).write_text(DOT, "utf-8")
    theme = root.layout / "theme.yaml"
    text = theme.read_text("utf-8")
    assert text.count("pictures: {}  ") == 1
    theme.write_text(text.replace("pictures: {}  ", f"pictures: {{{NAME}: {{width: 5mm, height: 5mm}}}}  "), "utf-8")
    blocks.put(root, MIDDLE)
    return root


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return where the Word file of the factsheet with everything is, by language; its PDF is beside it."""
    folder = tmp_path_factory.mktemp("everything")
    made, paths = Blocks(with_everything(folder / "factsheet")), {}
    for language in ("en", "ar"):
        files = made.made(language)
        paths[language] = folder / f"{language}.docx"
        paths[language].write_bytes(files["docx"])
        paths[language].with_suffix(".pdf").write_bytes(files["pdf"])
    return paths
