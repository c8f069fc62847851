"""What a document shows beside its text, on the cover, in headers and in the colophon: settings, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.places import Place

if TYPE_CHECKING:
    from pipeline.checks.rule import Subject
    from pipeline.content.model import Plain

#: Left out: words that every document of its kind has, the mark of a draft, and titles, which are passages.
_OTHERS: Final = frozenset({"labels", "document.draft_mark", "document.title", "document.subtitle"})

#: Keys of document.yaml that go by other names in templates.
_KEYS: Final = {"type": "document-type", "date_long": "date"}

_Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A text that the template can show.

    Attributes:
        name: as templates have it, `document.case_number`; `colophon.value` for each line of a list.
        text: what it says.
        place: the key of document.yaml that it comes from, or the file.
    """

    name: str
    text: str
    place: Place

    @property
    def again(self) -> bool:
        """Whether it says in other words what another setting says."""
        return self.name == "document.date_long"


def shown_settings(subject: Subject) -> Iterator[Setting]:
    """All texts that the template can show beside the document's own, in the order of its variables."""
    for path, text in _texts(subject.document.variables, ()):
        name = ".".join(key for key in path if isinstance(key, str))
        if text and path[0] not in _OTHERS and name not in _OTHERS:
            yield Setting(name, text, _place(subject, path))


def _place(subject: Subject, path: _Path) -> Place:
    if path[0] == "agency":
        return Place("inputs/agency.yaml")
    return subject.place(*(_key(key) for key in path if key != "document"))


def _key(key: str | int) -> str | int:
    return _KEYS.get(key, key.replace("_", "-")) if isinstance(key, str) else key


def _texts(value: Plain, path: _Path) -> Iterator[tuple[_Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _texts(one, (*path, key))
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from _texts(one, (*path, index))
