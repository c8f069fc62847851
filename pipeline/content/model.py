"""The document tree: one immutable model between everything that reads and everything that writes.

It knows nothing of Word, PDF or HTML. Every node that shows text carries its origin, the place in the inputs that
it comes from, so that a reader's remark about a page can be answered with a file and a line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from pipeline.places import Place

if TYPE_CHECKING:
    from pipeline.content.adoption import Adoption
    from pipeline.figures.worded import Wording

# ---------------------------------------------------------------------------------------------- inline


@dataclass(frozen=True, slots=True)
class Text:
    """A run of literal text.

    Attributes:
        text: without line breaks or control characters; no-break spaces and the like are kept.
        origin: where it stands in the inputs; None for text that the program makes.
        strong, emphasis: importance and stress, shown as bold and italic.
        language: BCP 47 tag of a foreign word; None for the language of the document.
        quoted: key of the reference that the words, and the numbers in them, are taken from; None for our own.
        counts: what the number in the words counts, so that it can be held against it: one of
            `content.attributes.COUNTS` or a label; None for words that count nothing in the document.
        raised: whether it is set small above the line, as the letter of a note in a table is.
    """

    text: str
    origin: Place | None = None
    strong: bool = False
    emphasis: bool = False
    language: str | None = None
    quoted: str | None = None
    counts: str | None = None
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A figure in running text: the wording, and the cells that it comes from.

    Attributes:
        text: the wording, such as `drygt 63 procent`.
        name: the figure's name, such as `tillstand.avslagsandel`.
        origin: where the prose names it.
        cells: the cells behind it (never empty).
        names: other figures that the words depend on: the end of a range, what is compared with.
        wording: the figure with its filters; None for values that no expression gives.
    """

    text: str
    name: str
    origin: Place
    cells: tuple[Place, ...]
    strong: bool = False
    emphasis: bool = False
    names: tuple[str, ...] = ()
    wording: Wording | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A new line in the same paragraph."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web page or an e-mail address; `url` is http, https or mailto."""

    url: str
    children: tuple[Inline, ...]
    origin: Place | None = None


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """The place of a footnote; `key` names one of the document's footnotes.

    A key that is cited again gets a new note with the same text, as Word has no other way.
    """

    key: str
    origin: Place | None = None


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference to a heading, table or figure by its label, shown as “avsnitt 2.1” or “tabell 3”."""

    label: str
    origin: Place | None = None


Inline: TypeAlias = Text | Value | LineBreak | Link | FootnoteMark | CrossReference

# ---------------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Attributes:
        level: 1 to 5.
        children: its text.
        numbered: whether it takes part in the numbering 1, 1.1 …
        label: name for cross-references, such as `sec-miljo`; None when nothing refers to it.
    """

    level: int
    children: tuple[Inline, ...]
    numbered: bool = True
    label: str | None = None
    origin: Place | None = None


ParagraphRole: TypeAlias = Literal["body", "lead", "quote", "note", "example", "signature"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `role` says what it is, and the template says what that looks like.

    Roles: running text, an introducing paragraph (ingress), a quotation or text set apart, a note, a notice that
    the content is a made-up example, one line of a signature block.
    """

    children: tuple[Inline, ...]
    role: ParagraphRole = "body"
    origin: Place | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item: paragraphs and lists below it."""

    children: tuple[Block, ...]
    origin: Place | None = None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list with bullets, or with numbers that begin at `start`; each list numbers anew."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    origin: Place | None = None


Alignment: TypeAlias = Literal["left", "right", "center", "decimal"]


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: `width` is its share (any positive unit), `align` how its cells stand."""

    width: float = 1.0
    align: Alignment = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: paragraphs and lists, spanning `rows` × `columns` of the grid.

    Attributes:
        children: the cell's blocks; () for an empty cell.
        header: whether it is a heading for its row (first columns); cells of header rows are headings anyway.
        origin: the table cell that it comes from (file, sheet, row, heading).
        tone: meaning shown as a quiet background and never by colour alone; None for none.
    """

    children: tuple[Block, ...] = ()
    rows: int = 1
    columns: int = 1
    header: bool = False
    origin: Place | None = None
    tone: Literal["good", "attention", "bad", "quiet"] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: only the cells that begin in it, left to right; a grid slot covered from above is left out.

    `keep_with_next` holds rows that belong together (one goal's measures) on one page where they fit.
    """

    cells: tuple[Cell, ...]
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        columns: the grid.
        header: the header rows (0 to 2), repeated on each page.
        rows: the body.
        caption: the title above it; () for a table without caption, which then takes no number.
        label: name for cross-references, `tbl-…`; None when nothing refers to it.
        notes: paragraphs below it.
        summary: what it shows, in a sentence, for those who do not see it.
        summary_words: the author's summary with the figures in it; () where there is none.
        style: `plain` for figures, `plan` for tables of prose (wide cells, rules between rows), `calendar` for a
            month overview (narrow, centred).
        total: whether the last row is a total.
        unit: what its numbers are, a line of its own below the caption; empty for none.
        total_column: whether the last column is a total.
    """

    columns: tuple[Column, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    label: str | None = None
    notes: tuple[Paragraph, ...] = ()
    summary: str = ""
    style: Literal["plain", "plan", "calendar"] = "plain"
    total: bool = False
    origin: Place | None = None
    summary_words: tuple[Inline, ...] = ()
    unit: str = ""
    total_column: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its size in print.

    Attributes:
        source: a PNG or JPEG file, or what draws it: whoever only checks a document needs no pixels.
        media_type: `image/png` or `image/jpeg`.
        width, height: millimetres on paper.
    """

    source: bytes | Callable[[], bytes] = field(repr=False)
    media_type: Literal["image/png", "image/jpeg"]
    width: float
    height: float

    @property
    def data(self) -> bytes:
        """The file, drawn if need be."""
        return self.source if isinstance(self.source, bytes) else self.source()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, chart or diagram with its text alternative.

    Attributes:
        picture: the picture itself.
        alt: what it shows, for those who do not see it; never empty.
        alt_words: the author's text alternative with the figures in it; () where the program has written it.
        alt_beside: the program's text alternative without the caption, for those who hear that beside it; empty where
            it is no other than `alt`.
        caption: the title below it; () for a picture without caption, which then takes no number.
        label: name for cross-references, `fig-…`.
        notes: paragraphs below the caption.
    """

    picture: Picture
    alt: str
    caption: tuple[Inline, ...] = ()
    label: str | None = None
    notes: tuple[Paragraph, ...] = ()
    origin: Place | None = None
    alt_words: tuple[Inline, ...] = ()
    alt_beside: str = ""


Block: TypeAlias = Heading | Paragraph | ItemList | Table | Figure

# ---------------------------------------------------------------------------------------------- document


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's text: one or more paragraphs."""

    key: str
    children: tuple[Paragraph, ...]
    origin: Place | None = None


#: What a template may be given: plain values only, so that a template can call nothing.
Plain: TypeAlias = str | int | Decimal | date | bool | Sequence["Plain"] | Mapping[str, "Plain"] | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document's properties and its register entry say.

    Attributes:
        title: the whole title.
        document_type: as the document calls itself: Rapport, Handlingsplan, Uppföljning …
        language: BCP 47, such as `sv-SE`.
        case_number: diary number (diarienummer), such as `1.3.1-2024-8647`.
        organisation: the agency that answers for it.
        author: unit or office that made it (never a person's name).
        date: the document's own date; also the date in its properties, so that builds are reproducible.
        subject: one sentence of what it is about; may be empty.
        keywords: for search; may be empty.
        draft: whether it is marked UTKAST.
        adoption: how it is adopted (fastställd); None for a draft, and for a look at final pages.
    """

    title: str
    document_type: str
    language: str
    case_number: str
    organisation: str
    author: str
    date: date
    subject: str = ""
    keywords: tuple[str, ...] = ()
    draft: bool = True
    adoption: Adoption | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, ready for any writer.

    Attributes:
        name: its folder in `inputs/` (and the name of its outputs).
        kind: name of its kind, such as `sustainability-report`.
        metadata: what its properties say.
        parts: named sequences of blocks; a template places each with `{{p name }}`.
        footnotes: by key.
        variables: plain values for the template's own text (cover, colophon, letterhead).
    """

    name: str
    kind: str
    metadata: Metadata
    parts: Mapping[str, tuple[Block, ...]]
    footnotes: Mapping[str, Footnote]
    variables: Mapping[str, Plain]

    def mapping(self, name: str) -> Mapping[str, Plain]:
        """The variable of that name that holds others, such as `agency`; empty where there is none."""
        found = self.variables.get(name)
        return found if isinstance(found, Mapping) else {}
