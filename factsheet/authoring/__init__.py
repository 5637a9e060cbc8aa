"""What helps people to write sources: new languages and chairs, how texts stand, where a text comes from, schemas.

Takes `Sources`; returns files to write, or lines to print.
"""

__all__ = ["explain", "json_schema", "scaffold", "status"]
