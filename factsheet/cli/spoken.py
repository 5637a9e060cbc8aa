"""Turn a make target into the command it runs, for those who have installed the program and have no Makefile."""

from __future__ import annotations

import re

# Of each target: the command, and the words that are its arguments, in order. All other words are its options.
TARGETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "factsheet": ("build", ()),
    "new": ("new", ("dir",)),
    "variant": ("variant", ()),
    "language": ("language", ("lang",)),
    "preview": ("preview", ()),
    "status": ("status", ("lang",)),
    "explain": ("explain", ("lang", "key")),
    "budget": ("budget", ("lang",)),
    "confirm": ("confirm", ("lang", "keys")),
    "translate": ("translate", ("lang",)),
    "import": ("import", ("file",)),
    "check": ("check", ()),
    "preflight": ("preflight", ("file",)),
    "changes": ("changes", ()),
    "release": ("release", ()),
    "verify": ("verify", ("file",)),
    "save": ("save", ()),
    "restore": ("restore", ()),
    "stick": ("stick", ("dir",)),
    "migrate": ("migrate", ()),
    "schema": ("schema", ()),
    "fonts": ("fonts", ()),
}
SPOKEN = re.compile(rf"\bmake ({'|'.join(TARGETS)})\b((?: [a-z]+=(?:\"[^\"]*\"|[^\s,;:()\"]+))*)")


def elsewhere(message: str, root: str) -> str:
    """Return a message whose commands are for the factsheet in another folder."""
    named = f'"{root}"' if " " in root else root

    def with_root(found: re.Match[str]) -> str:
        return found[0] if "root=" in found[0] else f"{found[0]} root={named}"

    return SPOKEN.sub(with_root, message) if root else message


def as_typed(message: str) -> str:
    """Return a message in which `make language lang=sw` is `factsheet language sw`."""
    return SPOKEN.sub(_command, message)


def _command(found: re.Match[str]) -> str:
    command, arguments = TARGETS[found[1]]
    words = dict(word.split("=", 1) for word in re.findall(r"[a-z]+=(?:\"[^\"]*\"|\S+)", found[2]))
    given = [words.pop(name) for name in arguments if name in words]
    options = [f"--{name}" if value == "yes" else f"--{name}={value}" for name, value in words.items()]
    return " ".join(["factsheet", command, *options, *given])
