"""What the finished PDF has to say, read from the Word file that it was made of."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from lxml import etree

from pipeline.pdf import letterhead, word_tables
from pipeline.pdf.letterhead import Letterhead
from pipeline.pdf.letters import squeezed
from pipeline.pdf.paragraphs import Styles, outline_level, paragraph_text, shown_elements, style_of, text_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"

#: The code of a cross-reference's field that is also a link.
_REFERENCE = re.compile(r"\s*REF\s+(\S+)(?=\s).*\\h\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Properties:
    """The document's properties; empty texts where the file says nothing.

    Attributes:
        title, subject, keywords, author: as in the core properties.
        publisher: the organisation (`Company` in the extended properties).
        identifier: the diary number (diarienummer).
        language: BCP 47 tag, `sv-SE`; from the core properties, else from the default run properties.
        created, modified: dates and times as the file has them (W3CDTF).
    """

    title: str = ""
    subject: str = ""
    keywords: str = ""
    author: str = ""
    publisher: str = ""
    identifier: str = ""
    language: str = ""
    created: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its outline level from 1, and its text without the number."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """A cross-reference that is a link.

    Attributes:
        shown: what it shows, mostly a number.
        word: the word before it, such as “tabell”; may be empty.
        target: the text of the paragraph that it leads to.
    """

    shown: str
    word: str
    target: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """A paragraph with its languages.

    Attributes:
        text: its words.
        runs: its runs' texts, each with its BCP 47 tag; None for the language of the document.
    """

    text: str
    runs: tuple[tuple[str, str | None], ...]

    def language_of(self, words: str) -> str | None:
        """The language of some of its words; None for that of the document, or when it does not have them."""
        wanted = squeezed(words)
        return next((tag for text, tag in self.runs if wanted in squeezed(text)), None)


@dataclass(frozen=True, slots=True)
class Source:
    """A Word file as the PDF stage sees it.

    Attributes:
        properties: its properties.
        headings, tables: in the order of the text.
        crossings: cross-references by REF fields with a link, in the order of the text.
        paragraphs: the text of each paragraph of body and notes, with its tabs and line breaks as spaces.
        spoken: the same paragraphs with the languages of their words.
        languages: BCP 47 tags of all words that have one, and of the styles.
        letterhead: the first page's header.
        margins: the narrowest top and bottom margins of its sections, in points.
    """

    properties: Properties
    headings: tuple[Heading, ...]
    tables: tuple[word_tables.Table, ...]
    crossings: tuple[Crossing, ...]
    paragraphs: tuple[str, ...]
    spoken: tuple[Spoken, ...]
    languages: frozenset[str]
    letterhead: Letterhead
    margins: tuple[float, float]


@lru_cache(maxsize=16)
def read(docx: bytes) -> Source:
    """Read a Word file that `wordfile.check` has passed."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        styles = Styles(_part(package, "word/styles.xml"))
        body = _part(package, "word/document.xml")
        assert body is not None, "the file has been checked"
        texts = (body, _part(package, "word/footnotes.xml"), _part(package, "word/endnotes.xml"))
        spoken = tuple(_spoken(*texts))
        said = {tag for paragraph in spoken for _, tag in paragraph.runs if tag is not None}
        return Source(
            _properties(package, styles),
            tuple(_headings(body, styles)),
            tuple(word_tables.read(table, styles) for table in shown_elements(body, f"{_W}tbl")),
            tuple(_crossings(body)),
            tuple(paragraph.text for paragraph in spoken),
            spoken,
            frozenset(said | styles.languages),
            letterhead.read(body, partial(_part, package)),
            _margins(body),
        )


def properties(docx: bytes) -> Properties:
    """The document's properties."""
    return read(docx).properties


def _part(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    if name not in package.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(package.read(name), parser)


def _properties(package: zipfile.ZipFile, styles: Styles) -> Properties:
    core = _part(package, "docProps/core.xml")
    extended = _part(package, "docProps/app.xml")

    def text(root: etree._Element | None, name: str) -> str:
        found = root.find(name) if root is not None else None
        return " ".join((found.text or "").split()) if found is not None else ""

    return Properties(
        title=text(core, f"{_DC}title"),
        subject=text(core, f"{_DC}subject"),
        keywords=text(core, f"{_CP}keywords"),
        author=text(core, f"{_DC}creator"),
        publisher=text(extended, "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Company"),
        identifier=text(core, f"{_DC}identifier"),
        language=text(core, f"{_DC}language") or styles.language,
        created=text(core, f"{_TERMS}created"),
        modified=text(core, f"{_TERMS}modified"),
    )


def _margins(body: etree._Element) -> tuple[float, float]:
    """Narrowest top and bottom margins; they come in twentieths of a point, negative ones meaning exactly so much."""
    margins = list(body.iter(f"{_W}pgMar"))

    def narrowest(side: str) -> float:
        return min((abs(int(margin.get(f"{_W}{side}", "0"))) / 20 for margin in margins), default=0.0)

    return narrowest("top"), narrowest("bottom")


def _headings(body: etree._Element, styles: Styles) -> Iterator[Heading]:
    for paragraph in shown_elements(body, f"{_W}p"):
        own = paragraph.find(f"{_W}pPr")
        level = outline_level(own)
        if level is None:
            level = styles.level(style_of(paragraph, styles))
        text = paragraph_text(paragraph)
        if level is not None and level <= 9 and text:
            yield Heading(level, text)


def _spoken(*roots: etree._Element | None) -> Iterator[Spoken]:
    for root in roots:
        for paragraph in shown_elements(root, f"{_W}p") if root is not None else ():
            if text := text_of(paragraph):
                yield Spoken(text, tuple(_runs(paragraph)))


def _runs(paragraph: etree._Element) -> Iterator[tuple[str, str | None]]:
    """Stretches of a paragraph in one language."""
    said: list[tuple[str, str | None]] = []
    for run in paragraph.iter(f"{_W}r"):
        given = run.find(f"{_W}rPr/{_W}lang")
        tag = given.get(f"{_W}val") if given is not None else None
        if said and said[-1][1] == tag:
            said[-1] = (said[-1][0] + text_of(run), tag)
        else:
            said.append((text_of(run), tag))
    yield from said


def _crossings(body: etree._Element) -> Iterator[Crossing]:
    targets = {}
    for bookmark in shown_elements(body, f"{_W}bookmarkStart"):
        paragraph = next(bookmark.iterancestors(f"{_W}p"), None)
        if paragraph is not None:
            targets[bookmark.get(f"{_W}name", "")] = paragraph_text(paragraph)
    for paragraph in shown_elements(body, f"{_W}p"):
        for bookmark_name, before, shown in _references(paragraph):
            if bookmark_name in targets:
                yield Crossing(" ".join(shown.split()), last_word(before), targets[bookmark_name])


def last_word(text: str) -> str:
    """The last word of a text, without a bracket before it; empty when it is none."""
    words = text.split()
    word = words[-1].lstrip("([") if words else ""
    return word if word.isalpha() else ""


def _references(paragraph: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Bookmark, text before and text shown of each linked REF field of a paragraph."""
    text, code, start = "", "", 0
    for element in paragraph.iter(f"{_W}t", f"{_W}instrText", f"{_W}fldChar"):
        if element.tag == f"{_W}t":
            text += element.text or ""
        elif element.tag == f"{_W}instrText":
            code += element.text or ""
        elif (kind := element.get(f"{_W}fldCharType")) == "begin":
            code = ""
        elif kind == "separate":
            start = len(text)
        elif kind == "end" and (found := _REFERENCE.match(code)):
            yield found[1], text[:start], text[start:]
            code = ""
