"""The commands: what a user types, and what is printed in reply.

`app.main` runs a command and ends with its exit status.
"""

__all__ = ["app"]
