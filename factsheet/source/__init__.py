"""Read the YAML that people write, with its places, check it, and edit it without touching anything else.

Takes files in `sources/`; returns `Sources`: facts, chairs, and each language with its texts and what is confirmed.
"""

__all__ = [
    "facts",
    "generated",
    "glossary",
    "loader",
    "lock",
    "markup_lint",
    "private",
    "scalars",
    "schema",
    "signoff",
    "slips",
    "terms",
    "validation",
    "yaml_additions",
    "yaml_editor",
    "yaml_facts",
    "yaml_reader",
]
