"""Read an ICC profile, and tell whether it describes the printing condition that it is meant to.

The ICC keeps a registry of printing conditions at color.org, and PDF/X refers to a condition by its name there. Whoever
prints by that name relies on it, so a profile for something else must not claim it.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from io import BytesIO

from ..core import disk_cache

# Names in the registry of the ICC: of Fogra, Ifra, the CGATS, Japan Color and others.
REGISTERED = re.compile(
    r"(FOGRA|IFRA|CGATS ?TR ?|CGATS21[ _-]?CRPC|EUROSB|WAN-IFRA|JC|JCW|JCN|PSR_?LWC_?)\d+L?", re.IGNORECASE
)
# Names of profiles in use that do not say which condition they are for.
ALIASES = {
    "Coated GRACoL 2006": "CGATS TR 006",
    "GRACoL2006_Coated1": "CGATS TR 006",
    "ISO Coated v2": "FOGRA39",
    "Japan Color 2001 Coated": "JC200103",
    "Japan Color 2011 Coated": "JC201103",
    "PSO Coated v3": "FOGRA51",
    "PSO LWC Improved": "FOGRA45",
    "PSO LWC Standard": "FOGRA46",
    "PSO MFC Paper": "FOGRA41",
    "PSO SNP Paper": "FOGRA42",
    "PSO Uncoated ISO12647": "FOGRA47",
    "PSO Uncoated v3": "FOGRA52",
    "SC Paper": "FOGRA40",
    "U.S. Web Coated (SWOP) v2": "CGATS TR 001",
}


def description(profile: bytes) -> str:
    """Return what a profile calls itself (ICC.1:2010, 9.2.41, profileDescriptionTag), or nothing if it is damaged."""
    return _said(profile)[0]


def is_of(profile: bytes, condition: str) -> bool:
    """Tell whether a profile says that it describes a condition of the registry.

    It says so in its description, in the data that it was made from (9.2.14, charTargetTag), or by a well-known name.
    """
    named, data = _said(profile)
    wanted = _bare(condition).removesuffix("l")
    words = [_bare(named), _bare(data), *(_bare(of) for alias, of in ALIASES.items() if _bare(alias) in _bare(named))]
    return any(re.search(rf"{re.escape(wanted)}(?!\d)", each) for each in words)


def is_registered(condition: str) -> bool:
    """Tell whether a name has the form of those in the registry."""
    return REGISTERED.fullmatch(condition.strip()) is not None


@lru_cache(maxsize=8)
def _said(profile: bytes) -> tuple[str, str]:
    """Return a profile's description, and the data of the prints that it was made from."""
    named, data = json.loads(disk_cache.cached("profile", (profile,), lambda: json.dumps(_read(profile)).encode()))
    return named, data


def _read(profile: bytes) -> tuple[str, str]:
    from PIL import ImageCms

    try:
        read = ImageCms.getOpenProfile(BytesIO(profile)).profile
    except (OSError, ImageCms.PyCMSError):
        return "", ""
    return (read.profile_description or "").strip(), read.target or ""


def _bare(words: str) -> str:
    """Return words without the spaces and signs that people put between them in different ways."""
    return re.sub(r"[\W_]+", "", words).casefold()
