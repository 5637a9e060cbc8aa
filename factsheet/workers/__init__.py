"""Do work in processes that have limits on time and memory, and can always be stopped.

Takes tasks, which are functions that can be sent to another process; returns their results, or their problems. The
processes are on this machine, or on others.
"""

__all__ = ["cluster", "limits", "pool", "task"]
