"""Turns what pydantic found into problems: the right place, the plain cause, the nearest known word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.content.effects import KINDS
from game.content.models import Content
from game.content.places import Places
from game.content.problems import MOST, Keys, Problem, decimal_hint, did_you_mean, plain, quoted

_EFFECT_LISTS = {"effects", "begins", "during", "ends", "made", "broken"}


def explain(
    error: ValidationError, value: Any, places: Places, complete: bool, top: type[BaseModel] = Content
) -> list[Problem]:
    """A problem for each error, up to a bearable number. Of a `top` that is not `complete`, gaps are not reported."""
    details = [detail for detail in error.errors(include_url=False) if _counts(detail, complete)]
    problems = [_problem(detail, places, top) for detail in details[:MOST]]
    if len(details) > MOST:
        problems.append(Problem(f"there are {len(details) - MOST} more problems of this kind", places.find(())[0]))
    return problems


def _counts(detail: ErrorDetails, complete: bool) -> bool:
    """Whether an error is one of the author's: a list is not too short because what stands in it is wrong."""
    if detail["type"] == "too_short":
        given = detail["input"]
        return not isinstance(given, list) or len(given) < detail["ctx"]["min_length"]
    return complete or detail["type"] != "missing"


def _problem(detail: ErrorDetails, places: Places, top: type[BaseModel]) -> Problem:
    path = _path(detail["loc"])
    message, hint = _cause(detail, top)
    if detail["type"] == "missing":
        path = path[:-1]
    return Problem(message, *places.find(path), path, hint)


def _path(loc: Keys) -> Keys:
    """The keys as the author wrote them: without the names of effect kinds and without pydantic's own marks."""
    return tuple(step for at, step in enumerate(loc) if step != "[key]" and not _is_kind(loc, at))


def _is_kind(loc: Keys, at: int) -> bool:
    return at > 1 and isinstance(loc[at - 1], int) and loc[at - 2] in _EFFECT_LISTS


def _cause(detail: ErrorDetails, top: type[BaseModel]) -> tuple[str, str]:
    kind, context, given = detail["type"], detail.get("ctx", {}), detail["input"]
    last = plain(str(detail["loc"][-1])) if detail["loc"] else ""
    if kind == "missing":
        return f"`{last}` is missing", ""
    if kind == "extra_forbidden":
        known = _fields(detail["loc"][:-1], top)
        return f"there is no key `{last}` here", did_you_mean(last, known) or _listed(known)
    if kind == "effect_kind":
        keys = [str(key) for key in given] if isinstance(given, dict) else []
        near = next(filter(None, (did_you_mean(key, KINDS) for key in keys[:5])), "")
        return "no kind of effect is written like this", near or f"An effect starts with one of: {', '.join(KINDS)}."
    if kind == "value_error":
        return str(context["error"]), ""
    if kind == "literal_error":
        known = _choices(detail)
        return f"{_given(given)} is none of the choices {context['expected']}", did_you_mean(str(given), known)
    if kind == "string_pattern_mismatch":
        return f"{_given(given)} is not a name that can be used here", _NAMES.get("-" in context["pattern"][12:], "")
    if kind in _EXPECTED:
        return f"{_EXPECTED[kind]} belongs here, not {_given(given)}", _type_hint(kind, given)
    return _BOUNDS[kind](context, given) if kind in _BOUNDS else detail["msg"], ""


def _type_hint(kind: str, given: Any) -> str:
    if kind == "string_type" and isinstance(given, (bool, int, float)):
        return "Put it in quotes."
    return decimal_hint(given) if kind in ("float_type", "int_type") and isinstance(given, str) else ""


_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a mapping of keys",
    "model_type": "a mapping of keys",
    "model_attributes_type": "a mapping of keys",
    "tuple_type": "a list",
    "list_type": "a list",
}
_NAMES = {
    True: "Use small letters, digits and hyphens, starting with a letter.",
    False: "Use small letters, digits and _, starting with a letter.",
}
_BOUNDS: Mapping[str, Callable[[Mapping[str, Any], Any], str]] = {
    "greater_than": lambda context, given: f"{given} must be more than {context['gt']:g}",
    "greater_than_equal": lambda context, given: f"{given} must be at least {context['ge']:g}",
    "less_than": lambda context, given: f"{given} must be less than {context['lt']:g}",
    "less_than_equal": lambda context, given: f"{given} must be at most {context['le']:g}",
    "string_too_short": lambda context, given: "the text is empty",
    "string_too_long": lambda context, given: f"the text is longer than {context['max_length']} characters",
    "too_short": lambda context, given: f"the list needs at least {context['min_length']}",
    "too_long": lambda context, given: f"the list has {context['actual_length']}; at most {context['max_length']}",
}


def _given(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, (dict, list)):
        return "a mapping" if isinstance(value, dict) else "a list"
    return quoted(value) if isinstance(value, str) else plain(str(value).lower())


def _listed(known: list[str]) -> str:
    return f"There are: {', '.join(known)}." if known else ""


def _choices(detail: ErrorDetails) -> list[str]:
    return [word.strip("' ") for word in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]


def _fields(loc: Keys, top: type[BaseModel]) -> list[str]:
    """The keys that can stand where `loc` leads in a `top`."""
    kind: Any = top
    for at, step in enumerate(loc):
        kind = KINDS.get(str(step)) if _is_kind(loc, at) else _inner(kind, step)
    return list(_by_key(kind)) if isinstance(kind, type) and issubclass(kind, BaseModel) else []


def _by_key(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _inner(kind: Any, step: str | int) -> Any:
    """The type of what stands under `step` in a value of type `kind`."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _bare(_by_key(kind).get(str(step)))
    inner = get_args(kind)
    return _bare(inner[-1] if get_origin(kind) is dict else inner[0]) if inner else None


def _bare(kind: Any) -> Any:
    """`kind` without annotations and without its alternative of being absent."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        kind = get_args(kind)[0]
    return kind
