"""Define what a template can reach: plain data, a list of attributes and callables, and nothing else.

A template comes from a designer, and is untrusted, like a text. Jinja's own sandbox refuses what is known to be
harmful, and failed because of an unlisted method: pydantic's `parse_raw`, which unpickles. Here it is the other
way round: anything that is not listed is refused, and only plain data is let in.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import BuiltinMethodType, CodeType, MethodType, NoneType
from typing import Any

import jinja2
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as ITS_FILTERS
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment, safe_range
from markupsafe import Markup

from ..core import disk_cache
from ..text.markup import Inline, stacked

# What a value may be. An Inline, a text of the sources, has no readable attributes: it prints itself.
PLAIN: tuple[type, ...] = (str, Markup, int, float, bool, NoneType, Inline)
OF_A_MAP = frozenset({"items", "keys", "values", "get"})
CALLED_OF_A_LOOP = frozenset({"cycle", "changed"})
OF_A_LOOP = CALLED_OF_A_LOOP | {
    *("index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "depth", "depth0")
}
# Filters that make lists, numbers and words out of plain data. None asks for a clock, for chance, or for an object.
FILTERS = (
    *("abs", "batch", "d", "default", "dictsort", "e", "escape", "first", "float", "int", "items", "join", "last"),
    *("length", "count", "list", "lower", "max", "min", "reject", "rejectattr", "replace", "reverse", "round", "safe"),
    *("select", "selectattr", "slice", "sort", "string", "sum", "title", "trim", "unique", "upper", "map", "groupby"),
)


class Offered:
    """A function that templates may call. Nothing about it can be read."""

    __slots__ = ("__function",)

    def __init__(self, function: Callable[..., Any]) -> None:
        self.__function = function

    def __call__(self, *arguments: Any) -> Any:
        return self.__function(*arguments)

    def __str__(self) -> str:
        raise TypeError("this must be called, as in picture('name.svg')")


def _printable(value: Any) -> Any:
    """Return what a template prints. Raises TypeError for a map or a list: a reader would see braces and quotes."""
    if isinstance(value, (Mapping, list, tuple)):
        raise TypeError("this has several values; print one of them, as in facts.budget.text")
    return value


class Sandbox(SandboxedEnvironment):
    """Jinja, limited to what is listed here."""

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            keep_trailing_newline=True,
            finalize=_printable,
        )
        self.globals = {"range": safe_range}
        # plain: for titles and attributes
        self.filters = {name: ITS_FILTERS[name] for name in FILTERS} | {"stacked": stacked, "plain": str}

    def compile(
        self, source: Any, name: Any = None, filename: Any = None, raw: Any = False, defer_init: Any = False
    ) -> Any:
        """Compile a template, once for what it says and its name: that takes longer than rendering it five times."""
        if raw or not isinstance(source, str):
            return super().compile(source, name, filename, raw, defer_init)
        return _compiled(source, name).replace(co_filename=filename or "<template>")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read `obj.attribute`. In a map, its own keys come first, so that a key may be called `items`.

        Permission is checked before reading: a property could already do something.
        """
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, jinja2.Undefined):
            return obj[attribute]  # which says what is undefined
        if self.is_safe_attribute(obj, attribute, None):
            return getattr(obj, attribute)
        if attribute.startswith("_") or hasattr(type(obj), attribute) or attribute in getattr(obj, "__dict__", ()):
            return self.unsafe_undefined(obj, attribute)
        try:
            return obj[attribute]
        except (TypeError, LookupError):
            return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Read `obj[argument]`, or `obj.argument` if there is no such item."""
        try:
            return obj[argument]
        except (TypeError, LookupError):
            if isinstance(argument, str):
                return self.getattr(obj, str(argument))
            return self.undefined(obj=obj, name=argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether an attribute is on the list."""
        if isinstance(obj, dict):
            return attr in OF_A_MAP
        if isinstance(obj, LoopContext):
            return attr in OF_A_LOOP
        # What another template has set, or its macros.
        return isinstance(obj, TemplateModule) and not attr.startswith("_") and attr in vars(obj)

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether something may be called: macros, blocks, our functions, and the few methods on the list."""
        if isinstance(obj, (Macro, BlockReference, LoopContext, Offered, jinja2.Undefined)) or obj is safe_range:
            return True
        if isinstance(obj, BuiltinMethodType) and isinstance(obj.__self__, dict):
            return obj.__name__ in OF_A_MAP
        return (
            isinstance(obj, MethodType) and isinstance(obj.__self__, LoopContext) and obj.__name__ in CALLED_OF_A_LOOP
        )

    def call(self, context: Any, obj: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call something if that is allowed. Raises SecurityError otherwise, without revealing its internals."""
        if not self.is_safe_callable(obj):
            name = getattr(obj, "__name__", type(obj).__name__)
            raise SecurityError(f'"{name}" cannot be called in a template')
        return context.call(obj, *arguments, **named)

    def unsafe_undefined(self, obj: Any, attribute: str) -> jinja2.Undefined:
        """Return the substitute for an attribute that is not on the list."""
        return self.undefined(f'"{attribute}" is not available in a template', name=attribute, exc=SecurityError)


def not_plain(value: Any, name: str = "") -> str:
    """Return which part of a value is not plain data, by its path and type; "" if all of it is."""
    kind = type(value)
    if kind in PLAIN or kind is Offered:
        return ""
    if isinstance(value, dict):
        parts = [(f"{name}.{key}" if name else str(key), each) for key, each in value.items()]
        if wrong := next((key for key in value if type(key) is not str), None):
            return f"the key {wrong!r} of {name}"
    elif kind in (list, tuple):
        parts = [(f"{name}[{number}]", each) for number, each in enumerate(value)]
    else:
        return f"{name} ({kind.__name__})"
    return next((found for path, each in parts if (found := not_plain(each, path))), "")


@lru_cache(maxsize=32)
def _compiled(source: str, name: str | None) -> CodeType:
    """Compile a template as every sandbox does, or take what was compiled before; it knows nothing of any of them."""

    def made() -> bytes:
        neutral = Sandbox(jinja2.DictLoader({}))
        return marshal.dumps(super(Sandbox, neutral).compile(source, name, name))

    code: CodeType = marshal.loads(disk_cache.cached("template", (source, repr(name)), made))
    return code
