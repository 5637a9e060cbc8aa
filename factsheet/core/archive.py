"""Put parts into a ZIP."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The earliest time that a ZIP can hold.
EPOCH = (1980, 1, 1, 0, 0, 0)


def zipped(parts: Iterable[tuple[str, bytes]], effort: int) -> bytes:
    """Return parts in one ZIP, which is the same every time; an `effort` (of zlib) of 0 stores them as they are."""
    result = BytesIO()
    with ZipFile(result, "w") as made:
        for name, content in parts:
            made.writestr(ZipInfo(name, EPOCH), content, ZIP_DEFLATED if effort else ZIP_STORED, effort)
    return result.getvalue()
