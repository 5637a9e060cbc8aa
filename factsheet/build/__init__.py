"""What is to be made, made: planned, reused where nothing changed, staged, put in place, and listed in the manifest.

Takes a project and what was asked for; returns a report. The only package that knows every format.
"""

__all__ = ["budget", "builder", "freshness", "manifest", "plan", "progress", "refusal", "worker"]
