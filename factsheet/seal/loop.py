"""Wait for what pyHanko does in an event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Value = TypeVar("Value")


def waited(task: Coroutine[Any, Any, Value]) -> Value:
    """Return what a task returns. Its loop has a thread of its own, since whoever asks may have one in this."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, task).result()
