"""What a rule is: a stable code, a level, the source of the rule, and a function that finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.checks.passages import Passage, passages
from pipeline.faults import Fault, Level

if TYPE_CHECKING:
    from pipeline.content.model import Document
    from pipeline.content.references import References
    from pipeline.figures.book import FigureBook
    from pipeline.kinds.base import Agency, DocumentSettings
    from pipeline.places import Place
    from pipeline.sources.reader import Reader


@dataclass(frozen=True)
class Subject:
    """What rules look at: one composed document with what it was made from.

    Attributes:
        document: its tree.
        settings: its document.yaml.
        agency: the agency's settings.
        books: the figures.yaml files that it uses (mostly one).
        references: what its footnotes may cite; None for kinds without footnotes.
        reader: the way to the files that it was made from; `reader.files` names them.
        folder: its folder relative to the project.
    """

    document: Document
    settings: DocumentSettings
    agency: Agency
    books: tuple[FigureBook, ...]
    references: References | None
    reader: Reader
    folder: str

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its words, in the order of reading."""
        return passages(self.document)


@dataclass(frozen=True)
class Finding:
    """What a rule finds.

    Attributes:
        message: what is wrong, one sentence.
        place: where; None when nowhere in particular.
        todo: what to do about it, one sentence.
        data: fields for machines.
        level: None for the rule's own.
    """

    message: str
    place: Place | None
    todo: str = ""
    data: dict[str, object] = field(default_factory=dict)
    level: Level | None = None


@dataclass(frozen=True)
class Rule:
    """A rule of consistency or language.

    Attributes:
        code: stable, such as `C210`; docs/faults.md lists them all.
        name: a few words.
        level: errors stop a build; warnings and hints do not.
        source: the law, standard or page that asks for it.
        explanation: why it is a rule, what to do, and an example of wrong and right; for `diarie check --explain`.
        find: what breaks it in a document.
    """

    code: str
    name: str
    level: Level
    source: str
    explanation: str
    find: Callable[[Subject], Iterator[Finding]]

    def faults(self, subject: Subject) -> Iterator[Fault]:
        """What breaks the rule, as faults."""
        for found in self.find(subject):
            yield Fault(self.code, found.message, found.place, found.todo, dict(found.data), found.level or self.level)
