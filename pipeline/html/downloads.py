"""A document's other files, as its page leads to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

#: Media types of a document's files by their endings.
_MEDIA_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file that the page leads to.

    Attributes:
        name: its file name; it lies beside the page.
        label: what it is called, such as `Word`.
        size: in bytes.
    """

    name: str
    label: str
    size: int

    @property
    def url(self) -> str:
        """Its address beside the page: what has a meaning in addresses stands as itself no more."""
        return quote(self.name)

    @property
    def media_type(self) -> str:
        """As its name's ending says; `application/octet-stream` for an ending that is not known."""
        return _MEDIA_TYPES.get(self.name.rpartition(".")[2], "application/octet-stream")
