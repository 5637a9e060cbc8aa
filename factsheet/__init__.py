"""The road from a YAML line to a printed leaflet; each module is one station of it."""

__version__ = "0.1.0"
