"""Everything that is looked at before a leaflet goes out, and the ZIP it goes out in.

Takes a project; builds what is asked for; returns findings, worst first. Independent validators take part.
"""

__all__ = ["findings", "page_checks", "release", "runner", "source_checks", "wanted"]
