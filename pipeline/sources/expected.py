"""What a settings model expects at each place of a YAML tree, and whether the text there can be that.

Pydantic alone is too willing: it reads `20240619` as a moment in 1970 and `on` as true. So the tree is walked beside
the model's annotations first, and a number, a date or true/false is taken only as it is written in our files.
"""

from __future__ import annotations

import re
import types
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel

from pipeline.faults import Fault
from pipeline.sources.yaml_tree import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.sources.yaml_tree import Node

#: Keys and indexes that lead to a value.
Path: TypeAlias = tuple[str | int, ...]

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[-+]?\d{1,18}(\.\d{1,18})?", re.ASCII)
_COMMA_NUMBER = re.compile(r"[-+−]?\d{1,3}([   ]?\d{3})*,\d+", re.ASCII)


class Shaper:
    """Turns a tree into the plain values that pydantic validates.

    Attributes:
        faults: what is wrong with numbers, dates and true/false.
        judged: paths that have a fault here, so that pydantic's word on them is not needed.
        models: path of each mapping → the models that it may be held against.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.judged: set[Path] = set()
        self.models: dict[Path, tuple[type[BaseModel], ...]] = {}

    def shape(self, node: Node, annotation: Any, path: Path = ()) -> object:
        """Plain values for a node: text, lists, mappings, and None for "no value"."""
        choices = _members(annotation)
        if isinstance(node, Scalar):
            return None if node.is_empty else self._scalar(node, choices, path)
        if isinstance(node, Sequence):
            return [
                self.shape(item, _item_annotation(choices, index), (*path, index))
                for index, item in enumerate(node.items)
            ]
        models = tuple(choice for choice in choices if _is_model(choice))
        self.models[path] = models
        return {
            key: self.shape(entry.value, _value_annotation(choices, models, key), (*path, key))
            for key, entry in node.entries.items()
        }

    def _scalar(self, node: Scalar, choices: tuple[Any, ...], path: Path) -> object:
        literals = [value for choice in choices if get_origin(choice) is Literal for value in get_args(choice)]
        for value in literals:
            if not isinstance(value, str) and node.text == str(value).lower():
                return value
        if not choices or any(choice not in _CHECKS for choice in choices if choice is not type(None)):
            return node.text
        said = [said for choice in choices if choice in _CHECKS for said in [_CHECKS[choice](node.text)]]
        if said and None not in said:
            code, message, todo = said[0] or ("", "", "")
            self.faults.append(Fault(code, message, node.place, todo, {"key": key_name(path), "value": node.text}))
            self.judged.add(path)
        return node.text


def key_name(path: Path) -> str:
    """A path as people read it: `tables.tbl-x.columns`, `people[1].name` (items count from 1)."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name


def known_keys(models: tuple[type[BaseModel], ...]) -> tuple[str, ...]:
    """The keys that a file may write for these models."""
    return tuple(field.alias or name for model in models for name, field in model.model_fields.items())


# ------------------------------------------------------------------------------------------------ text of scalars

_Said: TypeAlias = tuple[str, str, str] | None


def _check_date(text: str) -> _Said:
    if not _ISO_DATE.fullmatch(text):
        return "I117", f"“{text}” is not a date.", "Write year, month and day, as 2024-06-19."
    try:
        date.fromisoformat(text)
    except ValueError:
        return "I118", f"There is no day {text}.", "Write a date of the calendar, as 2024-06-19."
    return None


def _check_integer(text: str) -> _Said:
    if _INTEGER.fullmatch(text):
        return None
    return "I117", f"“{text}” is not a whole number.", "Write it in digits only."


def _check_number(text: str) -> _Said:
    if _NUMBER.fullmatch(text):
        return None
    if _COMMA_NUMBER.fullmatch(text):
        return "I117", f"“{text}” has a decimal comma.", "Numbers in settings have a decimal point, as 1.5."
    return "I117", f"“{text}” is not a number.", "Write it in digits, with a decimal point if it needs one."


def _check_bool(text: str) -> _Said:
    if text in ("true", "false"):
        return None
    return "I117", f"“{text}” is neither true nor false.", "Write true or false."


_CHECKS: dict[Any, Callable[[str], _Said]] = {
    date: _check_date,
    int: _check_integer,
    float: _check_number,
    Decimal: _check_number,
    bool: _check_bool,
}

# ------------------------------------------------------------------------------------------------- annotations


def _is_model(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _members(annotation: Any) -> tuple[Any, ...]:
    """What an annotation allows, with unions, aliases and `Annotated` opened; () where a validator decides."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *extras = get_args(annotation)
        return () if any(_reshapes(extra) for extra in extras) else _members(inner)
    if origin in (Union, types.UnionType):
        members = [_members(member) for member in get_args(annotation)]
        return tuple(choice for group in members for choice in group) if all(members) else ()
    if hasattr(annotation, "__value__"):
        return _members(annotation.__value__)
    if _is_model(annotation) and "root" in annotation.model_fields:
        return _members(annotation.model_fields["root"].annotation)
    return (annotation,) if annotation is not None else ()


def _reshapes(extra: object) -> bool:
    """Whether a validator in an annotation sees the text before pydantic does."""
    return type(extra).__module__ == AfterValidator.__module__ and not isinstance(extra, AfterValidator)


def _item_annotation(choices: tuple[Any, ...], index: int) -> Any:
    for choice in choices:
        arguments = get_args(choice)
        if get_origin(choice) is tuple and arguments and arguments[-1] is not Ellipsis:
            return arguments[index] if index < len(arguments) else None
        if get_origin(choice) not in (None, Literal) and len(arguments) in (1, 2) and not _is_mapping(choice):
            return arguments[0]
    return None


def _value_annotation(choices: tuple[Any, ...], models: tuple[type[BaseModel], ...], key: str) -> Any:
    found = [annotation for model in models if (annotation := _field_annotation(model, key)) is not None]
    found += [get_args(choice)[1] for choice in choices if _is_mapping(choice)]
    if len(found) > 1:
        return Union[tuple(found)]  # noqa: UP007 – the members are known only now
    return found[0] if found else None


def _is_mapping(choice: Any) -> bool:
    origin = get_origin(choice)
    return isinstance(origin, type) and hasattr(origin, "keys") and len(get_args(choice)) == 2


def _field_annotation(model: type[BaseModel], key: str) -> Any:
    decorators = model.__pydantic_decorators__
    if any(decorator.info.mode != "after" for decorator in decorators.model_validators.values()):
        return None
    for name, field in model.model_fields.items():
        if (field.alias or name) != key:
            continue
        early = any(
            name in validator.info.fields and validator.info.mode != "after"
            for validator in decorators.field_validators.values()
        )
        return None if early or any(_reshapes(extra) for extra in field.metadata) else field.annotation
    return None
