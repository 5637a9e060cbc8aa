"""The types of lxml's elements. lxml has names for them that are not public: only this module knows them."""

from __future__ import annotations

from lxml.etree import _Comment as Comment
from lxml.etree import _Element as Element

__all__ = ["Comment", "Element"]
