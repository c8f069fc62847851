"""Settings: a YAML file held against a pydantic model, with the place of every key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.faults import FaultError, Faults
from pipeline.places import Place
from pipeline.sources.expected import Shaper
from pipeline.sources.model_faults import explain_model_errors
from pipeline.sources.text import decode_text
from pipeline.sources.yaml_tree import Mapping, Scalar, Sequence, parse_yaml

if TYPE_CHECKING:
    from pipeline.sources.reader import Reader
    from pipeline.sources.yaml_tree import Node

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Settings(Generic[M]):
    """A file of settings.

    Attributes:
        value: the checked model.
        file: path of the file.
        tree: what stands in the file, with places.
    """

    value: M
    file: str
    tree: Mapping

    def place(self, *keys: str | int) -> Place:
        """Line and column of a key, as `place("people", 0, "name")`; list items count from 0.

        A key that is not in the file has the place of the nearest key around it, or of the file without a line.
        """
        return self._find(keys, of_value=False)

    def value_place(self, *keys: str | int) -> Place:
        """Line and column of a key's value; as `place` where the key is not in the file."""
        return self._find(keys, of_value=True)

    def scalar(self, *keys: str | int) -> Scalar | None:
        """A value as it is written, with or without quotation marks; None where there is none, or a list or mapping."""
        node: Node | None = self.tree
        for key in keys:
            if isinstance(node, Mapping) and str(key) in node.entries:
                node = node.entries[str(key)].value
            elif isinstance(node, Sequence) and isinstance(key, int) and 0 <= key < len(node.items):
                node = node.items[key]
            else:
                return None
        return node if isinstance(node, Scalar) else None

    def _find(self, keys: tuple[str | int, ...], *, of_value: bool) -> Place:
        place = Place(self.file)
        node: Node = self.tree
        for key in keys:
            if isinstance(node, Mapping) and str(key) in node.entries:
                entry = node.entries[str(key)]
                node = entry.value
                place = node.place if of_value else entry.key_place
            elif isinstance(node, Sequence) and isinstance(key, int) and 0 <= key < len(node.items):
                node = node.items[key]
                place = node.place
            else:
                break
        return place


def load_settings(reader: Reader, path: str, model: type[M], *, named_at: Place | None = None) -> Settings[M]:
    """Read a YAML file of settings and check it against its model.

    Everything in the file is text until the model asks for a number, a date or true/false, so `1.10`, `12:30` and `no`
    arrive as they are written. Where a model offers text or a number, it gets the text.

    Args:
        reader: the way to the file.
        path: the file, relative to the project.
        model: what the file must hold.
        named_at: where the inputs name the file, for the fault of a missing one.

    Raises:
        FaultError: all faults at once, sorted by place. I101–I103 as for `Reader.data`; I104–I106 as for `decode_text`;
            I107, I110–I112 as for `parse_yaml`; I113 the file is empty; I114 it does not hold keys; I115 an unknown
            key; I116 a missing key; I117 a value of the wrong type or not allowed; I118 an impossible date; I119 values
            that do not go together.
    """
    root = parse_yaml(decode_text(reader.data(path, named_at), path), path)
    if root is None or (isinstance(root, Scalar) and root.is_empty):
        raise FaultError.of("I113", "The file is empty.", Place(path), "Write its keys; docs/authors.md lists them.")
    if not isinstance(root, Mapping):
        message = "The file must hold keys and values at its outermost level."
        raise FaultError.of("I114", message, root.place, "Begin each line with a key and a colon.")
    shaper = Shaper()
    data = shaper.shape(root, model)
    faults = Faults()
    faults.extend(shaper.faults)
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        faults.extend(explain_model_errors(error, root, shaper))
    faults.raise_if_errors()
    return Settings(value, path, root)
