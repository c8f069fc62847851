"""references.yaml: the documents, laws and web pages that footnotes cite, and how they are worded in Swedish."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, Literal

from markdown_it.common.normalize_url import normalizeLink
from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from pipeline.content.inline import joined, link_problem, origin_of, text_of
from pipeline.content.model import Footnote, FootnoteMark, Link, Paragraph, Text
from pipeline.content.strings import inline
from pipeline.content.walk import walk_inlines
from pipeline.faults import Faults
from pipeline.sources.dates import format_date
from pipeline.sources.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline.content.model import Block, Inline
    from pipeline.places import Place
    from pipeline.sources.reader import Reader
    from pipeline.sources.settings import Settings

#: What a file of references is called, in a document's folder or for all documents.
REFERENCES_FILE: Final = "references.yaml"
#: The references that all documents share.
SHARED: Final = f"inputs/{REFERENCES_FILE}"


class ReferenceSettings(BaseModel):
    """One entry of references.yaml.

    Attributes:
        type: `law`, `document` or `page` (a web page).
        title: of the law or document, or of the page; in the form that stands after the pinpoint.
        pinpoint: the place in it, such as `5 § 4`.
        issuer: who has published it.
        series: such as `Skr. 2016/17:10`.
        dnr: diary number (diarienummer).
        date: the day it was decided or published.
        url: the address of a page, or of a document on the web.
        read: the day it was read there.
        text: the whole footnote in Markdown, in place of all the rest.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["law", "document", "page"] = "document"
    title: str = ""
    pinpoint: str = ""
    issuer: str = ""
    series: str = ""
    dnr: str = ""
    date: dt.date | None = None
    url: str = ""
    read: dt.date | None = None
    text: str = ""

    @model_validator(mode="after")
    def _whole(self) -> ReferenceSettings:
        if bool(self.title) == bool(self.text):
            raise ValueError("give either title, with the other fields, or text")
        if self.text and (others := sorted(self.model_fields_set - {"text", "type"})):
            raise ValueError(f"text stands alone; it leaves no room for {', '.join(others)}")
        if self.type == "page" and not self.text and not self.url:
            raise ValueError("a page needs its url, and read, the day it was read")
        if self.read and not self.url:
            raise ValueError("read is the day a web page was read, and there is no url")
        return self


class _ReferencesFile(RootModel[dict[str, ReferenceSettings]]):
    root: dict[str, ReferenceSettings] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of references.yaml, and where its fields stand."""

    settings: ReferenceSettings
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class References:
    """The references that a document can cite.

    Attributes:
        notes: key → the footnote.
        places: key → where references.yaml defines it.
        entries: key → its fields as references.yaml gives them.
    """

    notes: Mapping[str, Footnote] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)

    def footnotes_in(self, blocks: Iterable[Block]) -> dict[str, Footnote]:
        """The references that the blocks cite, in the order of citing."""
        keys = [node.key for node in walk_inlines(blocks) if isinstance(node, FootnoteMark)]
        return {key: self.notes[key] for key in dict.fromkeys(keys) if key in self.notes}


def load_references(reader: Reader, folder: str) -> References:
    """The references that a document can cite: those of all documents, and its own.

    Args:
        reader: the way to the files.
        folder: the document's folder, `inputs/sustainability-report-2023`.

    Raises:
        FaultError: the faults of `load_settings`; I211 a wrong url; I261 a key that stands in both files; I265 a
            key that cannot be cited; what is wrong with `text`.
    """
    faults = Faults()
    notes: dict[str, Footnote] = {}
    places: dict[str, Place] = {}
    entries: dict[str, Entry] = {}
    own = str(PurePosixPath(folder, REFERENCES_FILE))
    for path in dict.fromkeys((SHARED, own)):
        if not reader.exists(path):
            continue
        with faults.collecting():
            settings = load_settings(reader, path, _ReferencesFile)
            for key, entry in settings.value.root.items():
                place = settings.place(key)
                if key in notes:
                    todo = f"It stands in {places[key]} as well; give one of them another key."
                    faults.add("I261", f"The reference “{key}” is defined twice.", place, todo, footnote=key)
                elif not key or any(character in " []^\n" for character in key):
                    todo = "Keys have no blanks and no brackets."
                    faults.add("I265", f"“{key}” cannot be cited.", place, todo, footnote=key)
                else:
                    with faults.collecting():
                        notes[key] = _footnote(key, entry, settings)
                    places[key] = place
                    given = sorted(entry.model_fields_set)
                    entries[key] = Entry(entry, {name: settings.place(key, name) for name in given})
    faults.raise_if_errors()
    return References(notes, places, entries)


def _footnote(key: str, entry: ReferenceSettings, settings: Settings[_ReferencesFile]) -> Footnote:
    place = settings.place(key)
    if entry.text:
        words = inline(entry.text, settings.place(key, "text"))
    else:
        faults = Faults()
        if entry.url:
            problem, todo = link_problem(entry.url)
            if problem:
                faults.add("I211", problem, settings.place(key, "url"), todo, url=entry.url)
        faults.raise_if_errors()
        words = word_reference(entry, lambda field: settings.place(key, field))
    return Footnote(key, (Paragraph(words, origin=place),), place)


def word_reference(entry: ReferenceSettings, locate: Callable[[str], Place]) -> tuple[Inline, ...]:
    """A reference as a sentence: issuer, pinpoint and title, series, dnr, day, day read.

    Titles of documents stand in italics; the title of what is on the web is the link.

    Args:
        entry: the reference.
        locate: the place of a field.
    """
    parts: list[tuple[Inline, ...]] = []
    if entry.issuer:
        parts.append((Text(entry.issuer, locate("issuer")),))
    title: Inline = Text(entry.title, locate("title"), emphasis=entry.type == "document")
    if entry.url:
        title = Link(normalizeLink(entry.url), (title,), locate("url"))
    parts.append((Text(f"{entry.pinpoint} ", locate("pinpoint")), title) if entry.pinpoint else (title,))
    if entry.series:
        parts.append((Text(entry.series, locate("series")),))
    if entry.dnr:
        parts.append((Text(f"dnr {entry.dnr}", locate("dnr")),))
    if entry.date:
        parts.append((Text(format_date(entry.date), locate("date")),))
    if entry.read:
        parts.append((Text(f"läst {format_date(entry.read)}", locate("read")),))
    words: list[Inline] = []
    for part in parts:
        words += [Text(", ", origin_of(part)), *part] if words else part
    if not text_of(words).endswith((".", "?", "!")):
        words.append(Text(".", origin_of(words[-1:])))
    return joined(_begun(words))


def _begun(words: list[Inline]) -> list[Inline]:
    """The words with a capital first letter, as a sentence has."""
    first = words[0]
    if isinstance(first, Text):
        return [replace(first, text=first.text[:1].upper() + first.text[1:]), *words[1:]]
    if isinstance(first, Link) and isinstance(first.children[0], Text):
        inner = first.children[0]
        capital = replace(inner, text=inner.text[:1].upper() + inner.text[1:])
        return [replace(first, children=(capital, *first.children[1:])), *words[1:]]
    return words
