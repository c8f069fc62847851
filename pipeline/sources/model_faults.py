"""What pydantic says about settings, as faults in our own words and at the author's line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.faults import Fault, did_you_mean
from pipeline.sources.expected import key_name, known_keys
from pipeline.sources.yaml_tree import Mapping, Scalar
from pipeline.sources.yaml_tree import Sequence as SequenceNode

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from pipeline.places import Place
    from pipeline.sources.expected import Path, Shaper
    from pipeline.sources.yaml_tree import Node

#: What to do where the message says what the value must be.
_MEND = "Mend the value; docs/authors.md lists the keys."
_CHANGE = "Change one of the values that the rule names."

#: What a key looks like; anything else is the rest of a value between braces, which a comma has ended.
_NAME = re.compile(r"[^\W\d][\w .-]*")
_QUOTE = "If it belongs to the value before it, put that value in quotation marks: a comma ends it."

#: Kind of pydantic's error → what the value must be; fields in braces come from the error's context.
_MUST: dict[str, str] = {
    "string_type": "must be a text",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "set_type": "must be a list",
    "frozen_set_type": "must be a list",
    "dict_type": "must hold keys and values",
    "mapping_type": "must hold keys and values",
    "model_type": "must hold keys and values",
    "model_attributes_type": "must hold keys and values",
    "dataclass_type": "must hold keys and values",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "decimal_type": "must be a number",
    "decimal_parsing": "must be a number",
    "finite_number": "must be a number",
    "date_type": "must be a date, as 2024-06-19",
    "date_parsing": "must be a date, as 2024-06-19",
    "date_from_datetime_parsing": "must be a date, as 2024-06-19",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "multiple_of": "must be a multiple of {multiple_of}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must list at least {min_length}",
    "too_long": "must list at most {max_length}",
    "string_pattern_mismatch": "is not written as it must be",
    # Our own: a model that says itself what the value must be (PydanticCustomError with this type).
    "form": "{must}",
}


def explain_model_errors(error: ValidationError, root: Node, shaper: Shaper) -> list[Fault]:
    """Faults I115–I119 for what pydantic found, without those that the shaper has named already."""
    located = [(_locate(details["loc"], root), details) for details in error.errors(include_url=False)]
    located = _best_of_unions([(spot, details) for spot, details in located if spot.path not in shaper.judged])
    located = [(spot, details) for spot, details in located if not _is_short_by_faults(spot, details)]
    unknown = {
        spot.path: did_you_mean(str(spot.path[-1]), known_keys(shaper.models.get(spot.path[:-1], ())))
        for spot, details in located
        if details["type"] == "extra_forbidden"
    }
    faults: list[Fault] = []
    for spot, details in located:
        if details["type"] == "extra_forbidden":
            name = spot.path[-1]
            message = f"The key “{name}” is not known{_within(spot.path[:-1])}."
            todo = unknown[spot.path] if _NAME.fullmatch(str(name)) else _QUOTE
            faults.append(Fault("I115", message, spot.key_place, todo, {"key": key_name(spot.path)}))
        elif details["type"] == "missing":
            if not _is_misspelt(spot, unknown):
                faults.append(_missing(spot))
        else:
            faults.append(_wrong(spot, details))
    return faults


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an error's location leads in the tree.

    Attributes:
        path: keys and indexes that the author wrote; for a missing key, with that key last.
        union_at: where in the error's location the first name of a union's member stands, of which the author knows
            nothing; None when there is none.
        node: the value there, or the mapping that lacks the key.
        key_place: where its key stands; of the mapping's own key for a missing key.
    """

    path: Path
    union_at: int | None
    node: Node
    key_place: Place


def _locate(location: tuple[str | int, ...], root: Node) -> _Spot:
    path: list[str | int] = []
    union_at: int | None = None
    node, key_place = root, root.place
    for index, part in enumerate(location):
        if isinstance(node, Mapping) and str(part) in node.entries:
            entry = node.entries[str(part)]
            node, key_place = entry.value, entry.key_place
            path.append(str(part))
        elif isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            key_place = node.place
            path.append(part)
        elif index == len(location) - 1 and isinstance(node, Mapping) and part != "[key]":
            path.append(part)
        elif union_at is None:
            union_at = index
    return _Spot(tuple(path), union_at, node, key_place)


def _best_of_unions(located: list[tuple[_Spot, ErrorDetails]]) -> list[tuple[_Spot, ErrorDetails]]:
    """Of the members of a union that all fail, only the one that comes nearest: the fewest errors."""
    unions: dict[tuple[str | int, ...], dict[str | int, list[tuple[_Spot, ErrorDetails]]]] = {}
    kept: list[tuple[_Spot, ErrorDetails]] = []
    for spot, details in located:
        if spot.union_at is None:
            kept.append((spot, details))
            continue
        location = details["loc"]
        members = unions.setdefault(location[: spot.union_at], {})
        members.setdefault(location[spot.union_at], []).append((spot, details))
    for members in unions.values():
        kept += sorted(members.values(), key=_distance)[0]
    return kept


def _distance(found: list[tuple[_Spot, ErrorDetails]]) -> tuple[int, int]:
    """How far a union's member is from what is written: first the number of errors, then how early they come."""
    return len(found), -max(len(spot.path) for spot, _ in found)


def _is_short_by_faults(spot: _Spot, details: ErrorDetails) -> bool:
    """Whether a list is called too short only because pydantic leaves its wrong items out of the count."""
    return (
        details["type"] == "too_short"
        and isinstance(spot.node, SequenceNode)
        and len(spot.node.items) >= details["ctx"]["min_length"]
    )


def _is_misspelt(spot: _Spot, unknown: dict[Path, str]) -> bool:
    """Whether a missing key is there under a name that is nearly right, which has a fault of its own."""
    return any(
        path[:-1] == spot.path[:-1] and hint == f"Did you mean “{spot.path[-1]}”?" for path, hint in unknown.items()
    )


def _missing(spot: _Spot) -> Fault:
    message = f"The key “{spot.path[-1]}” is missing{_within(spot.path[:-1])}."
    return Fault("I116", message, spot.key_place, "Add it.", {"key": key_name(spot.path)})


def _within(path: Path) -> str:
    return f" in “{key_name(path)}”" if path else ""


def _wrong(spot: _Spot, details: ErrorDetails) -> Fault:
    kind, context = details["type"], details.get("ctx", {})
    name = f"“{key_name(spot.path)}”" if spot.path else "The file"
    place = spot.node.place
    data = {"key": key_name(spot.path)}
    if kind in ("value_error", "assertion_error"):
        return Fault("I119", _sentence(str(context.get("error", details["msg"]))), place, _CHANGE, data)
    if isinstance(spot.node, Scalar) and spot.node.is_empty:
        return Fault("I117", f"{name} has no value.", place, "Give it one, or delete the key.", data)
    if kind in ("literal_error", "enum"):
        return _not_a_choice(spot.path, spot.node, str(context["expected"]))
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _wrong_tag(spot, context)
    if kind in _MUST:
        written = f" is “{spot.node.text}”, and" if isinstance(spot.node, Scalar) else ""
        return Fault("I117", f"{name}{written} {_must(kind, context)}.", place, _MEND, data)
    return Fault("I117", f"{name}: {_sentence(details['msg'])}", place, _MEND, data)


def _must(kind: str, context: dict[str, Any]) -> str:
    text = _MUST[kind].format_map(context)
    return f"{text} (pattern {context['pattern']})" if kind == "string_pattern_mismatch" else text


def _wrong_tag(spot: _Spot, context: dict[str, Any]) -> Fault:
    """A mapping whose `type` (or other key that tells its model) is missing or unknown."""
    tag = str(context["discriminator"]).strip("'")
    if isinstance(spot.node, Mapping) and tag in spot.node.entries:
        return _not_a_choice((*spot.path, tag), spot.node.entries[tag].value, str(context["expected_tags"]))
    message = f"The key “{tag}” is missing{_within(spot.path)}."
    return Fault("I116", message, spot.key_place, "Add it.", {"key": key_name((*spot.path, tag))})


def _not_a_choice(path: Path, node: Node, expected: str) -> Fault:
    choices = re.findall(r"'([^']*)'", expected) or re.findall(r"[^\s,]+", expected.replace(" or ", " "))
    name, data = f"“{key_name(path)}”", {"key": key_name(path)}
    if isinstance(node, Scalar):
        message = f"{name} cannot be “{node.text}”."
        return Fault("I117", message, node.place, did_you_mean(node.text, choices), data)
    shown = ", ".join(f"“{choice}”" for choice in choices)
    return Fault("I117", f"{name} must be one of {shown}.", node.place, _MEND, data)


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")
