"""Show a leaflet in the browser, made again whenever something is saved.

Takes a project, a variant and a language; serves pages to this machine only.
"""

__all__ = ["server", "session"]
