"""Make the editions: plan them, reuse what has not changed, stage, put in place, and list in the manifest.

Takes a project and a selection; returns a report. The only package that knows every format.
"""

__all__ = [
    "budget",
    "builder",
    "cards",
    "first_releases",
    "freshness",
    "manifest",
    "plan",
    "progress",
    "refusal",
    "released",
    "releases",
    "site",
    "stick",
    "worker",
]
