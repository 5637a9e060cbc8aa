"""The leaflets in large print, made once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from factsheet.build.plan import RenderJob
from factsheet.core.project import Root
from factsheet.large import writer

from ..conftest import job_of

Enlarged = Callable[[str], bytes]


def enlarged(job: RenderJob) -> bytes:
    """Return an edition in large print."""
    return writer.write(job.edition, job.theme, job.root, job.standard, job.attached)


@pytest.fixture(scope="session")
def large(project: Root) -> Enlarged:
    """Return the leaflet in a language, in large print."""
    return cache(lambda language: enlarged(job_of(project, language)))


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    """Return a PDF as a file."""

    def write(pdf: bytes) -> Path:
        path = tmp_path / "large.pdf"
        path.write_bytes(pdf)
        return path

    return write
