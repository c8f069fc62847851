"""What a rule is: a stable code, a level, the source of the rule, and a function that finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.checks.passages import Passage, of_text, of_words, passages
from pipeline.content.model import Figure, Table
from pipeline.content.walk import walk_blocks
from pipeline.faults import Fault, Level

if TYPE_CHECKING:
    from pipeline.checks.numbers.found import Number
    from pipeline.checks.spelling.looked_up import Words
    from pipeline.content.model import Block, Document
    from pipeline.content.references import References
    from pipeline.figures.book import FigureBook, NamedFigure
    from pipeline.kinds.base import DocumentSettings, ShownAgency
    from pipeline.places import Place
    from pipeline.sources.reader import Reader


@dataclass(frozen=True)
class Subject:
    """What rules look at: one composed document with what it was made from.

    Attributes:
        document: its tree.
        settings: its document.yaml.
        agency: the agency, as documents show it.
        books: the figures.yaml files that it uses (mostly one).
        references: what its footnotes may cite; None for kinds without footnotes.
        reader: the way to the files that it was made from; `reader.files` names them.
        folder: its folder relative to the project.
        place: place of a key of document.yaml, as `place("allow", 0)`; of the file when the key is not there.
    """

    document: Document
    settings: DocumentSettings
    agency: ShownAgency
    books: tuple[FigureBook, ...]
    references: References | None
    reader: Reader
    folder: str
    place: Callable[..., Place]

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks of all parts, in the order of reading, those inside others too."""
        return tuple(block for blocks in self.document.parts.values() for block in walk_blocks(blocks))

    @cached_property
    def figures(self) -> Mapping[str, NamedFigure]:
        """All figures that the document can name."""
        return {name: figure for book in self.books for name, figure in book.figures.items()}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its words, in the order of reading."""
        return passages(self.document)

    @cached_property
    def texts(self) -> tuple[Passage, ...]:
        """All that authors have written: passages, then text alternatives, summaries of tables, and settings.

        Sentences that the program makes, which have no place in the inputs, are not among them.
        """
        written = (passage for passage in self.passages if passage.place() is not None)
        return (*written, *_described(self), *_settings(self))

    @cached_property
    def words(self) -> Words:
        """The words that are worth looking up in a dictionary."""
        from pipeline.checks.spelling.looked_up import words_in

        return words_in(self.texts)

    @cached_property
    def numbers(self) -> tuple[tuple[Passage, tuple[Number, ...]], ...]:
        """The authors' prose with the numbers in each passage, and what each of them is."""
        from pipeline.checks.numbers.prose import prose_of

        return prose_of(self)


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
        find: what breaks it in a document; None for a rule about all documents together.
        swedish: whether it is a rule of Swedish, and so looks only at documents in Swedish.
        binding: whether nobody may allow what breaks it, such as a number that gives a person away.
        across: what breaks it in all documents of a project together; None for a rule about one.
        merged: one fault of several that were found across documents; None where each is told by itself.
    """

    code: str
    name: str
    level: Level
    source: str
    explanation: str
    find: Callable[[Subject], Iterator[Finding]] | None = None
    swedish: bool = False
    binding: bool = False
    across: Callable[[Sequence[Subject]], Iterator[Finding]] | None = None
    merged: Callable[[Sequence[Fault]], Fault] | None = None

    def faults(self, subject: Subject) -> Iterator[Fault]:
        """What breaks the rule, as faults."""
        if self.find is None or (self.swedish and subject.settings.language.partition("-")[0] != "sv"):
            return
        yield from map(self._fault, self.find(subject))

    def faults_across(self, subjects: Sequence[Subject]) -> Iterator[Fault]:
        """What breaks the rule in all documents of a project together."""
        if self.across is not None:
            yield from map(self._fault, self.across(subjects))

    def _fault(self, found: Finding) -> Fault:
        return Fault(self.code, found.message, found.place, found.todo, dict(found.data), found.level or self.level)


def _described(subject: Subject) -> Iterator[Passage]:
    """Text alternatives and summaries that authors have written; those that the program writes are its own matter."""
    for part, blocks in subject.document.parts.items():
        for block in walk_blocks(blocks):
            if isinstance(block, Figure):
                yield from of_words("alt", block.alt_words, part, block)
            elif isinstance(block, Table):
                yield from of_words("alt", block.summary_words, part, block)


def _settings(subject: Subject) -> Iterator[Passage]:
    settings = subject.settings
    texts = {name: getattr(settings, name) for name in ("title", "subtitle", "subject", "changes")}
    texts["example"] = getattr(settings, "example", "")  # of a made-up follow-up, and shown in it
    for key, text in texts.items():
        if text:
            yield of_text("setting", text, subject.place(key), "settings")
    for book in subject.books:
        for diagram in book.diagrams.values():
            for step in diagram.steps:
                yield of_text("setting", step.title, diagram.place, "settings")
                if step.text:
                    yield of_text("setting", step.text, diagram.place, "settings")
