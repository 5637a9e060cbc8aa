"""Measure builds as a user would run them, each in a process of its own."""

from __future__ import annotations

from pathlib import Path

from .spent import PIPELINE, Spent, least, line, once, title


def builds(root: Path) -> None:
    """Build everything, nothing, and what changes; `root` publishes two variants in three languages."""
    build = [*PIPELINE, "build", "--root", str(root)]
    title("Builds: two chairs in three languages, all formats", "of cold")
    cold = once(*build)
    line("cold, 6 editions", cold, cold, f"{6 / cold.wall:.2f} editions a second")
    line("all again, 6 editions (force=yes)", least(3, *build, "--force"), cold)
    for language in ("en", "fr", "ar"):
        one = [*build, "--force", "--chair", "2025-france", "--lang", language]
        line(f"one edition ({language})", least(3, *one), cold)
    line("nothing changed", least(5, *build), cold)

    def changed(file: str, old: str, new: str) -> Spent:
        path = root / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return once(*build)

    line("one French sentence changed, 2 editions", changed("sources/text/fr.yaml", "Activités", "Nos activités"), cold)
    egypt = "sources/chairs/2024-egypt.yaml"
    line("one French sentence of one chair, 1 edition", changed(egypt, "EN ROUTE", "SUR LA ROUTE"), cold)
    line("one English sentence of one chair, 3 editions", changed(egypt, "ON THE WAY", "ON OUR WAY"), cold)
    line("the theme changed, 6 editions", changed("layouts/leaflet/theme.yaml", "#123f63", "#123f64"), cold)
