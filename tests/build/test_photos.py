"""A photo that changes: the editions that show it are made again, and no others; what is asked of other machines."""

from __future__ import annotations

import re
from pathlib import Path

from factsheet.build import makers, plan
from factsheet.build.freshness import Selection
from factsheet.core.names import LanguageTag, VariantId
from factsheet.core.project import Root

from ..conftest import Copy, pipeline
from ..photos.making import PICTURES, illustrated, logo, taken


def made(root: Root) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.output.iterdir() if path.suffix in (".pdf", ".docx", ".html")}


def test_a_build_sees_that_a_photo_has_changed(tmp_path: Path) -> None:
    root = illustrated(tmp_path, taken(2010, 1340), logo())
    assert pipeline("build", "--root", tmp_path).status == 0
    before = made(root)
    again = pipeline("build", "--root", tmp_path)
    assert "unchanged" in again.out, again.out
    photo = root.folder / PICTURES / "market.jpg"
    photo.write_bytes(taken(2020, 1340))
    changed = pipeline("build", "--root", tmp_path)
    assert re.search(r"made +\d", changed.out), changed.out
    after = made(root)
    assert before.keys() == after.keys()
    assert not [name for name in before if name != "index.html" and before[name] == after[name]]
    photo.write_bytes(b"")
    assert "market.jpg: this is not a JPEG" in pipeline("build", "--root", tmp_path).err
    assert made(root) == after  # what was made stays


def test_only_the_editions_that_show_it_are_others(copy: Copy) -> None:
    content = copy.root / "layouts/leaflet/content.yaml"
    text, found = re.subn(
        r"(^variants:\n(?:  .*\n)*?  facts:\n)",
        r"\1    portrait: {kind: picture, optional: yes, note: The chair.}\n",
        content.read_text("utf-8"),
        flags=re.MULTILINE,
    )
    assert found == 1
    content.write_text(text, "utf-8")
    (copy.root / PICTURES).mkdir()
    photo = copy.root / PICTURES / "chair.jpg"
    photo.write_bytes(taken(300, 200))
    chair = copy.root / "sources/chairs/2025-france.yaml"
    chair.write_text(chair.read_text("utf-8") + "\nportrait: chair.jpg\n", "utf-8")
    root = Root(copy.root)
    selection = Selection((VariantId("2025-france"), VariantId("2024-egypt")), (LanguageTag("en"),), ("pdf",))

    def digests() -> list[str]:
        planned = plan.plan(root, selection)
        assert not planned.problems
        assert f"{PICTURES}/chair.jpg" in planned.published.files
        return [job.digest for job in planned.jobs]

    before = digests()
    photo.write_bytes(taken(310, 200))
    after = digests()
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True]


def test_other_machines_get_the_photos_that_are_shown_and_no_others(tmp_path: Path) -> None:
    root = illustrated(tmp_path, taken(300, 200), logo(120, 60))
    (root.folder / PICTURES / "private.jpg").write_bytes(taken(300, 200))
    planned = plan.plan(root, Selection())
    sent = dict(makers._read(root, planned.sources.pictures))
    assert {name for name in sent if name.startswith("sources/")} == {
        "sources/factsheet.yaml",
        f"{PICTURES}/market.jpg",
        f"{PICTURES}/donor.png",
    }
