"""Help for people who write sources: new languages and variants, states, the origin of a text, schemas.

Takes `Sources`; returns files to write, or lines to print.
"""

__all__ = ["explain", "json_schema", "keep", "migration", "reviews", "scaffold", "starting", "status", "succession"]
