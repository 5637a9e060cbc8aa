# ruff: noqa: RUF001
"""Check a located value against its model, and describe where it does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from ..core.diagnostics import Invalid, Problem, did_you_mean
from ..core.wording import counted
from . import signoff, slips
from .scalars import KEY, LANGUAGE_ID, VARIANT_ID
from .schema import ALLOW
from .yaml_reader import MAX_PROBLEMS, Keys, Located, Value

Model = TypeVar("Model", bound=BaseModel)

LISTS = {"languages": "[en, fr]"}
# What the place of an error has besides keys and numbers: that it is in a key, or which shape a value has.
NO_KEYS = ("[key]", "[list]", "[changes]")
HOW_TO_WRITE = {
    KEY: "use lower-case letters, digits and _",
    VARIANT_ID: "write it as its file is called: lower-case letters, digits and hyphens",
    LANGUAGE_ID: "write it like fr, sw or en-GB",
}


def checked(model: type[Model], located: Located, problems: list[Problem], **context: object) -> Model | None:
    """Return the file's value as `model`, or add the reasons why it is not one to `problems`.

    Its validators are given the `context`.
    """
    try:
        return model.model_validate(located.value, context=context)
    except ValidationError as error:
        found = error.errors(include_url=False)
    unknown = [tuple(e["loc"]) for e in found if e["type"] == "extra_forbidden"]
    for item in found[:MAX_PROBLEMS]:
        keys: Keys = tuple(k for k in item["loc"] if k not in NO_KEYS)
        if item["type"] == "missing" and any(
            loc[:-1] == keys[:-1] and did_you_mean(str(loc[-1]), [str(keys[-1])]) for loc in unknown
        ):
            continue  # it is there, misspelt: one mistake, one report
        problems.append(
            signoff.problem(located, keys, item)
            or _slip(located, keys, item)
            or _allowance(located, keys, item)
            or _explained(model, located, keys, item)
        )
    if len(found) > MAX_PROBLEMS:
        what = f"{counted(len(found) - MAX_PROBLEMS, 'more problem')} of this kind"
        problems.append(Problem(located.place(()), what, "correct the others first"))
    return None


def _slip(located: Located, keys: Keys, error: Mapping[str, Any]) -> Problem | None:
    """Return the slip behind an error, if YAML took something for a part of the value, or of the key."""
    of = slips.of_key if error["type"] == "extra_forbidden" or "[key]" in error["loc"] else slips.of_value
    return of(located, keys)


def _explained(model: type[BaseModel], located: Located, keys: Keys, error: Mapping[str, Any]) -> Problem:
    """Turn an error from pydantic into a problem."""
    name = ".".join(map(str, keys)) or "this file"
    context = error.get("ctx", {})
    at_key = bool(keys) and isinstance(keys[-1], str)
    match error["type"]:
        case "extra_forbidden":
            known = _fields(model, keys[:-1])
            hint = did_you_mean(str(keys[-1]), known) or "the keys here are " + ", ".join(known) + _new(model, keys)
            return Problem(located.place(keys, key=True), f'unknown key "{keys[-1]}"', hint)
        case "missing":
            where = f' under "{".".join(map(str, keys[:-1]))}"' if keys[:-1] else ""
            below = _fields(model, keys)
            hint = (
                f'add "{keys[-1]}:", with these keys under it: {", ".join(below)}'
                if below
                else f'add a line "{keys[-1]}: ..."'
            )
            return Problem(located.place(keys), f'missing key "{keys[-1]}"{where}', hint)
        case "string_too_short":
            return Problem(located.place(keys, key=at_key), f'"{name}" is empty', "write its text after the colon")
        case "string_type" | "model_type" | "dict_type" | "list_type" | "model_attributes_type" as kind:
            return _of_type(located, keys, name, kind)
        case "string_pattern_mismatch":
            return Problem(located.place(keys, key="[key]" in error["loc"]), *_pattern(keys, error))
        case "literal_error":
            named = ".".join(map(str, keys if at_key else keys[:-1]))  # in a list, the place says which
            what = f'"{error["input"]}" is not a possible value for "{named}"'
            return Problem(located.place(keys), what, f"write {context['expected']}")
        case "value_error" if isinstance(invalid := context["error"], Invalid):
            return Problem(located.place(keys), invalid.what, _apart(keys, error) or invalid.hint)
    return Problem(located.place(keys), *_beyond(name, error))


def _new(model: type[BaseModel], keys: Keys) -> str:
    """Return how to add a text, if that may be what somebody is doing."""
    return "; to add a text, name it in content.yaml first" if model.__name__ == "Language" and len(keys) < 3 else ""


def _of_type(located: Located, keys: Keys, name: str, kind: str) -> Problem:
    """Say that a value is of another kind than it must be, and how to write it."""
    lists = f"a list: {LISTS.get(name, '[FR, KE]')}"
    wanted = {"string_type": "it must be a single text", "list_type": f"it must be {lists}"}
    at, given = located.place(keys), _at(located.value, keys)
    shapes = {dict: 'has "key: value" lines under it', list: "is a list", str: "is a text"}
    what = f'"{name}" {shapes[type(given)]}'
    if kind == "list_type" and (hint := _as_list(", ".join(given) if isinstance(given, dict) else str(given))):
        return Problem(at, what, hint)
    if kind == "string_type" and at.source[at.column - 1 : at.column] == "{":
        return Problem(at, what, "put quotes around a text that begins with a brace")
    return Problem(at, what, wanted.get(kind, 'write "key: text" lines under it'))


def _beyond(name: str, error: Mapping[str, Any]) -> tuple[str, str]:
    """Say that there is too much or too little of something, or no number, and what to do."""
    context = error.get("ctx", {})
    match error["type"]:
        case "too_short":
            return f'"{name}" is an empty list', "name at least one"
        case "too_long":
            what = f'"{name}" has {context["actual_length"]} entries; the limit is {context["max_length"]}'
            return what, "delete some of them"
        case "float_type":
            return f'"{name}" is not a number', "write a number, such as 1.5"
        case "int_type":
            return f'"{name}" is not a number', "write a whole number, such as 12"
        case "less_than_equal":
            return f'"{name}" is more than {context["le"]}', "correct it"
        case "greater_than":
            return f'"{name}" is not above {context["gt"]}', "correct it"
        case "greater_than_equal":
            return f'"{name}" is less than {context["ge"]}', "correct it"
    return f'"{name}" is not valid here ({error["msg"]})', "correct it, or leave it out"


def _allowance(located: Located, keys: Keys, error: Mapping[str, Any]) -> Problem | None:
    """Turn an error about an exception into a problem: an unknown text, or no reason."""
    if ALLOW not in keys:
        return None
    if error["type"] == "literal_error":
        known = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        hint = did_you_mean(str(error["input"]), known) or "write section and key, as in lead.text"
        return Problem(located.place(keys, key=True), f'there is no text "{error["input"]}"', hint)
    if error["type"] in ("string_too_short", "string_type"):
        hint = "give the reason after the colon"
        return Problem(located.place(keys, key=True), f'no reason is given for allowing "{keys[-1]}"', hint)
    return None


def _pattern(keys: Keys, error: Mapping[str, Any]) -> tuple[str, str]:
    """Say that a word is not in the right form, and what that is."""
    given, pattern = str(error["input"]), error["ctx"]["pattern"]
    what = f'"{given}" is not in the right form'
    hint = HOW_TO_WRITE.get(pattern, f"the pattern is {pattern}")
    # "OffsetNairobi" and "offset-nairobi" were meant as "offset_nairobi".
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[\s-]+", "_", given).lower()
    instead = f", as in {name}" if pattern == KEY and re.match(KEY, name) else ""
    return what, _apart(keys, error) or hint + instead


def _apart(keys: Keys, error: Mapping[str, Any]) -> str:
    """Return how to write entries of a list that ran together, such as "AT BE" or "AT; BE"."""
    if not (keys and isinstance(keys[-1], int)):
        return ""
    parts = re.split(r"\s*[;.،、，]\s*|\s+", str(error["input"]))
    return f"put commas between them: {', '.join(parts)}" if len(parts) > 1 and _are_names(parts) else ""


def _as_list(given: str) -> str:
    """Return how to write as a list what was typed as a text, such as "AT, BE" or "-AT -BE"."""
    parts = re.split(r"[\s,;،、，]+", given.strip("()[] ,"))
    if dashed := re.findall(r"(?:^|\s)-([A-Za-z]\S*)", given):
        return f'write a space after each "-", as in "- {dashed[0]}"'
    return f"put square brackets around it: [{', '.join(parts)}]" if _are_names(parts) else ""


def _are_names(parts: list[str]) -> bool:
    """Tell whether each part can be an entry of a list: a code or the name of a file, and not a number."""
    return all(re.fullmatch(r"[\w-]*[A-Za-z][\w-]*", part) for part in parts)


def _fields(model: type[BaseModel], keys: Keys) -> list[str]:
    """Return the keys that `model` knows at the place `keys`."""
    shape: Any = model
    for key in keys:
        fields = getattr(shape, "model_fields", None)
        kinds = list(_kinds(fields[key].annotation if fields else get_args(shape)[-1]))
        shape = next(filter(_is_shape, kinds), kinds[0])
    return list(shape.model_fields) if _is_shape(shape) else []


def _kinds(annotation: Any) -> Iterable[Any]:
    """Yield the kinds of value that an annotation allows, except None."""
    if get_origin(annotation) is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        yield from (kind for each in get_args(annotation) for kind in _kinds(each))
    elif annotation is not NoneType:
        yield annotation


def _is_shape(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _at(value: Value, keys: Keys) -> Value:
    for key in keys:
        value = value[key]  # type: ignore[index]
    return value
