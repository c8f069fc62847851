"""The text files of a document: Markdown in text/, and what else lies there and is not read."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from pipeline.kinds.base import DocumentSettings
from pipeline.places import Place

if TYPE_CHECKING:
    from pipeline.kinds.base import Inputs

S = TypeVar("S", bound=DocumentSettings)

#: What may lie beside texts, to be placed in them: pictures and tables.
_PLACED = frozenset(
    {
        *(".png", ".jpg", ".jpeg"),
        *(".csv", ".tsv", ".px", ".xlsx", ".ods", ".db", ".sqlite", ".sqlite3", ".yaml", ".yml"),
    }
)


def text_files(inputs: Inputs[S]) -> tuple[str, ...]:
    """Paths of a document's texts, text/*.md, in the order of their names.

    A remark is made of each other file that could be meant as a text (I311, a warning).
    """
    folder = f"{inputs.folder}/text"
    texts = inputs.reader.listing(folder, "*.md")
    for path in inputs.reader.listing(folder, "*"):
        if path not in texts and PurePosixPath(path).suffix.lower() not in _PLACED:
            inputs.remarks.add(
                "I311",
                "This file is no part of the document: only files whose names end in .md are read as texts.",
                Place(path),
                "Save it as Markdown with a name that ends in .md, or move it out of text/.",
                level="warning",
            )
    return texts
