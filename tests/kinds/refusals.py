"""What a reader answers to something that it does not take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from factsheet.core.diagnostics import Invalid


def refusal(read: Callable[..., object], typed: object, **options: Any) -> str:
    """Return what is said about a value, in one line."""
    with pytest.raises(Invalid) as caught:
        read(typed, **options)
    return str(caught.value)
