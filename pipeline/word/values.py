"""Values on their way into a template: plain ones, and whole paragraphs that the writer has made."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from jinja2.exceptions import TemplateRuntimeError

from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.faults import Faults

#: The very types that a template may be given; a class of its own could carry methods into it.
_SCALARS = frozenset({str, int, bool, Decimal, date, datetime, type(None)})
_MAPPINGS = frozenset({dict, MappingProxyType})
_SEQUENCES = frozenset({list, tuple})
_DEEPEST = 50


class Markup(str):
    """Block XML (paragraphs, tables) that `{{p name }}` puts in place of its whole paragraph, as it is.

    Only the writer makes it: whatever it holds is trusted to be text that has been escaped.
    """

    __slots__ = ()


class Blocks:
    """Markup as the template sees it: it can be placed and asked for being empty, and nothing else."""

    __slots__ = ("_xml",)

    def __init__(self, xml: Markup) -> None:
        self._xml = xml

    def __bool__(self) -> bool:
        return bool(self._xml)

    def __str__(self) -> str:
        raise TemplateRuntimeError("the variable holds whole paragraphs, which are no text to work with")


def xml_of(blocks: Blocks) -> str:
    """The XML; a function, so that a template cannot call it."""
    return blocks._xml  # noqa: SLF001  (an attribute without the underscore could be read by templates)


def as_context(values: Mapping[str, object], file: str, faults: Faults) -> dict[str, object]:
    """The variables as the template is given them.

    Args:
        values: by name; plain values at any depth, or Markup.
        file: the template's path, for faults.
        faults: T130 is noted for everything that is not plain.
    """
    if set(map(type, values.values())) <= _SCALARS:
        return dict(values)
    context: dict[str, object] = {}
    for name, value in values.items():
        if type(value) is Markup:
            context[name] = Blocks(value)
            continue
        for path, strange in _strange(value, name, 0):
            faults.add(
                "T130",
                f"The variable “{path}” is a {type(strange).__qualname__}, which a template cannot be given.",
                Place(file),
                "Give it text, whole numbers, decimals, dates, lists and mappings only.",
                variable=path,
                type=type(strange).__qualname__,
            )
        context[name] = value
    return context


def _strange(value: object, path: str, depth: int) -> Iterator[tuple[str, object]]:
    """What is not plain, with its path. Types of lists and mappings are compared whole, as most hold plain values."""
    kind = type(value)
    if kind in _SCALARS:
        return
    if depth == _DEEPEST:
        yield path, value
    elif kind in _MAPPINGS:
        assert isinstance(value, (dict, MappingProxyType))
        if not (set(map(type, value)) <= {str}):
            yield from ((f"{path}[{key!r}]", key) for key in value if type(key) is not str)
        if not (set(map(type, value.values())) <= _SCALARS):
            for key, inner in value.items():
                yield from _strange(inner, f"{path}.{key}", depth + 1)
    elif kind in _SEQUENCES:
        assert isinstance(value, (list, tuple))
        kinds = set(map(type, value))
        if not (kinds <= _SCALARS or (kinds == {dict} and _are_plain_rows(value))):
            for number, inner in enumerate(value):
                yield from _strange(inner, f"{path}[{number}]", depth + 1)
    else:
        yield path, value


def _are_plain_rows(rows: Sequence[dict[object, object]]) -> bool:
    """Whether a table's rows hold plain values only, asked without looking at each by itself."""
    keys, values = chain.from_iterable(rows), chain.from_iterable(map(dict.values, rows))
    return set(map(type, keys)) <= {str} and set(map(type, values)) <= _SCALARS


def paths_of(text: str, values: Mapping[str, object]) -> Iterator[str]:
    """The paths under which a text stands among the variables, such as `rows[17].comment`; keys are looked at, too."""
    for name, value in values.items():
        yield from _paths(text, value, name)


def _paths(text: str, value: object, path: str) -> Iterator[str]:
    if isinstance(value, str):
        if value == text:
            yield path
    elif isinstance(value, (dict, MappingProxyType)):
        for key, inner in value.items():
            if key == text:
                yield f"{path} (a key)"
            yield from _paths(text, inner, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _paths(text, inner, f"{path}[{number}]")
