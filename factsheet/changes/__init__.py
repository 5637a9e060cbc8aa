"""What has changed between two states of the leaflet, on one web page to e-mail: words, facts and pages.

Takes a project and what to compare it with: a release, an earlier version, another folder, another variant.
"""

__all__ = ["across", "asked", "between", "imported", "review", "said"]
