"""The figures of a document as the manifest lists them: wording, place and the cells behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from pipeline.content.model import Document, Value


def figures_of(document: Document) -> list[dict[str, Any]]:
    """Every figure in running text, in the order of the parts and of reading."""
    return [
        {
            "name": value.name,
            "wording": value.text,
            "place": value.origin.as_json(),
            "cells": [cell.as_json() for cell in value.cells],
        }
        for value in _values([*document.parts.values(), *document.footnotes.values()])
    ]


def _values(node: object) -> Iterator[Value]:
    if isinstance(node, Value):
        yield node
    elif isinstance(node, tuple | list):
        for child in node:
            yield from _values(child)
    elif is_dataclass(node):
        for field in fields(node):
            child = getattr(node, field.name)
            if isinstance(child, tuple) or is_dataclass(child):
                yield from _values(child)
