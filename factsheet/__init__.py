"""The road from a YAML line to a printed leaflet; each module is one stop along it."""

__version__ = "0.1.0"
