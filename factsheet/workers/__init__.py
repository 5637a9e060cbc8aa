"""Processes that do the work under limits of time and memory, and can always be stopped.

Takes tasks, functions that can be sent to another process; returns what each returned, or the problems it ended with.
"""

__all__ = ["pool", "task"]
