"""YAML as a tree of text: every key and value with its place, and nothing that YAML would guess.

Scalars stay text (`2024-06-19`, `1.10`, `12:30`, `no`): the settings' model says what is a number or a date. What is
powerful in YAML and useless in settings (anchors, tags, merge keys, several documents) is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError, YAMLWarning
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from pipeline.faults import FaultError, Faults
from pipeline.places import Place
from pipeline.sources.text import bad_character
from pipeline.sources.yaml_syntax import explain_syntax

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

#: Settings are written by hand: anything beyond these is a mistake or an attack.
MAX_SIZE = 1_000_000
MAX_DEPTH = 40

_EMPTY = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text; `plain` tells that it stands without quotes, so that nothing, `~` and `null` mean "no value"."""

    text: str
    plain: bool
    place: Place

    @property
    def is_empty(self) -> bool:
        """Whether it stands for "no value"."""
        return self.plain and self.text in _EMPTY


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """A key's value, and where the key stands."""

    value: Node
    key_place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values, in the order of the file."""

    entries: dict[str, Entry]
    place: Place


Node: TypeAlias = Scalar | Sequence | Mapping


@lru_cache(maxsize=32)  # a document's settings are read for its kind first, shared files once for each document
def parse_yaml(text: str, file: str) -> Node | None:
    """The tree of a YAML document; None when the file holds nothing but comments.

    Raises:
        FaultError: I107 it is too large or nested too deeply; I110 it is not YAML; I111 a key stands twice; I112 it
            uses anchors, tags, merge keys or several documents; I105 an escape makes a control character.
    """
    if len(text) > MAX_SIZE:
        message = f"The file has {len(text)} characters; settings may have {MAX_SIZE}."
        todo = "Move tables to CSV or XLSX files and text to Markdown files."
        raise FaultError.of("I107", message, Place(file), todo)
    builder = _Builder(file)
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            builder.take(event)
    except MarkedYAMLError as error:
        raise FaultError([explain_syntax(error, text, file), *builder.faults]) from None
    except (YAMLError, YAMLWarning) as error:
        raise FaultError.of("I110", f"The file is not YAML: {error}.", Place(file)) from None
    builder.faults.raise_if_errors()
    return builder.root


class _Open:
    """A list or mapping that has begun and not ended; `key` is the key that waits for its value."""

    def __init__(self, place: Place, *, is_mapping: bool) -> None:
        self.place = place
        self.is_mapping = is_mapping
        self.items: list[Node] = []
        self.entries: dict[str, Entry] = {}
        self.key: Scalar | None = None

    def closed(self) -> Node:
        return Mapping(self.entries, self.place) if self.is_mapping else Sequence(tuple(self.items), self.place)


class _Builder:
    """Makes the tree from the parser's events; iterative, so that depth costs nothing but the bound."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults = Faults()
        self.root: Node | None = None
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        place = Place(self.file, event.start_mark.line + 1, event.start_mark.column + 1)
        self._refuse_powers(event, place)
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.faults.add("I112", "A second YAML document begins here.", place, "Delete the line “---”.")
                raise FaultError(self.faults)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            if len(self._open) >= MAX_DEPTH:
                message = f"The settings are nested more than {MAX_DEPTH} levels deep."
                self.faults.add("I107", message, place)
                raise FaultError(self.faults)
            self._open.append(_Open(place, is_mapping=isinstance(event, MappingStartEvent)))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._place_node(self._open.pop().closed())
        elif isinstance(event, ScalarEvent):
            self._check_characters(event.value, place)
            self._place_node(Scalar(event.value, event.style is None, place))
        elif isinstance(event, AliasEvent):
            self._place_node(Scalar("", False, place))

    def _refuse_powers(self, event: Event, place: Place) -> None:
        if isinstance(event, AliasEvent):
            name = f"*{event.anchor}"
            message = f"“{name}” is read as a YAML alias, which settings may not use."
            self.faults.add("I112", message, place, "Put the text in quotes if the asterisk is part of it.")
        elif anchor := getattr(event, "anchor", None):
            message = f"“&{anchor}” is read as a YAML anchor, which settings may not use."
            self.faults.add("I112", message, place, "Put the text in quotes if the ampersand is part of it.")
        if tag := getattr(event, "tag", None):
            message = f"“{tag}” is read as a YAML tag, which settings may not use."
            self.faults.add("I112", message, place, "Put the text in quotes if the exclamation mark is part of it.")

    def _check_characters(self, text: str, place: Place) -> None:
        bad = bad_character(text)
        if bad:
            message = f"The text holds a character that no document can show: {bad[1]}."
            self.faults.add("I105", message, place, "Delete it.")

    def _place_node(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = self._key_of(node)
        else:
            self._enter(parent, parent.key, node)
            parent.key = None

    def _key_of(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        message = "A key must be a word; this is a list or a mapping."
        todo = "Put the text in quotes if it begins with “{” or “[”."
        self.faults.add("I110", message, node.place, todo)
        return Scalar("", False, node.place)

    def _enter(self, parent: _Open, key: Scalar, node: Node) -> None:
        if key.text == "<<" and key.plain:
            message = "“<<” is read as a YAML merge key, which settings may not use."
            self.faults.add("I112", message, key.place, "Write the keys out.")
        first = parent.entries.get(key.text)
        if first:
            message = f"The key “{key.text}” stands twice; the first is on line {first.key_place.line}."
            self.faults.add("I111", message, key.place, "Delete one of them.", key=key.text, first=first.key_place.line)
            return
        if isinstance(node, Scalar) and node.plain and not node.text:
            # The parser finds out that there is no value at the next thing that it meets, lines further down.
            node = Scalar("", True, key.place)
        parent.entries[key.text] = Entry(node, key.place)
