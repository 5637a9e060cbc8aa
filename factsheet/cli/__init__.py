"""The commands: what a user types, and what is printed in answer.

`app.main` runs a command and ends with its exit status.
"""

__all__ = ["app"]
