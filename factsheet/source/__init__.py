"""Read the YAML that people write, with its places, check it, and edit it without touching anything else.

Takes files in `sources/`; returns `Sources`: facts, variants, and each language with its texts and what is confirmed.
"""

__all__ = [
    "data_tables",
    "declaration",
    "declaring",
    "fact_kinds",
    "facts",
    "frame",
    "generated",
    "glossary",
    "loader",
    "lock",
    "markup_lint",
    "model",
    "naming",
    "page_words",
    "pictures",
    "private",
    "records",
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
