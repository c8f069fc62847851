"""Writes a document into a template: Word bytes, the contents list, and the map of where everything came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.faults import Faults, did_you_mean
from pipeline.places import Place
from pipeline.word.blocks import write_blocks
from pipeline.word.compiled import Markup
from pipeline.word.contents import contents_entries, contents_markup
from pipeline.word.flow import Flow, Geometry, section_mark
from pipeline.word.footnotes import Notes
from pipeline.word.ids import Ids
from pipeline.word.layout import Layout, Slot, read_layout
from pipeline.word.numbering import read_numbering
from pipeline.word.ooxml import bookmarked, check_well_formed
from pipeline.word.properties import PROPERTY_PARTS, property_parts
from pipeline.word.relationships import RelationshipPart, with_content_types
from pipeline.word.session import Session
from pipeline.word.settings import settings_for, styles_for
from pipeline.word.styles import StyleNames, read_styles
from pipeline.word.targets import find_targets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.content.model import Document, Plain
    from pipeline.word.compiled import CompiledTemplate
    from pipeline.word.mapping import ContentsEntry, MapEntry

#: The name under which a template places the contents list.
CONTENTS = "contents"

_FOOTNOTES = "word/footnotes.xml"
_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_NO_STYLES = b"<styles/>"


@dataclass(frozen=True, slots=True)
class Written:
    """A written document.

    Attributes:
        data: the DOCX file.
        contents: the headings in order, with the pages that the contents list shows; () when the template places no
            contents list.
        map: one entry a paragraph: what it is, where it came from.
    """

    data: bytes
    contents: tuple[ContentsEntry, ...]
    map: tuple[MapEntry, ...]


def write_document(
    document: Document, template: CompiledTemplate, *, pages: Mapping[str, int] | None = None
) -> Written:
    """Write a document into a template.

    Args:
        document: the tree, already checked.
        template: gives styles, numbering, headers and what stands around the parts; its `{{p name }}` tags place the
            parts and, as `{{p contents }}`, the contents list.
        pages: heading bookmark → page for the contents list; None in a first pass, when they are not known yet and two
            figures stand for each.

    Raises:
        FaultError: T201 and on, everything that is wrong, at once.
    """
    faults = Faults()
    links = RelationshipPart(template.render_part("word/_rels/document.xml.rels", document.variables))
    beside = (template.member(f"word/{name}") for kind in ("header", "footer") for name in links.targets(kind))
    layout = read_layout(template.member("word/document.xml") or b"", tuple(part for part in beside if part))
    _check_parts(document, layout, template, faults)
    session = _begin(document, template, layout, links, faults)
    context: dict[str, Plain | Markup] = dict(document.variables)
    for slot in layout.slots:
        # A name that is no part of the document is left for the template to miss, with the tag's place.
        if slot.name in document.parts:
            context[slot.name] = _part(session, links, slot)
    entries: tuple[ContentsEntry, ...] = ()
    for slot in layout.slots:
        if slot.name == CONTENTS:
            entries = contents_entries(session, pages)
            context[CONTENTS] = Markup(contents_markup(session, entries) + section_mark(session.styles, slot.section))
    parts = _parts(session, template, links)
    session.styles.report(faults)
    faults.raise_if_errors()
    check_well_formed(parts)
    return Written(template.render(context, parts=parts), entries, tuple(session.map))


def _check_parts(document: Document, layout: Layout, template: CompiledTemplate, faults: Faults) -> None:
    """Every part with content is placed, and placed once."""
    place = Place(template.file, part="word/document.xml")
    names = [slot.name for slot in layout.slots]
    for name, blocks in document.parts.items():
        if blocks and name not in names:
            faults.add(
                "T203",
                f"The template does not place the part “{name}”, so its text would be lost.",
                place,
                f"Put {{{{p {name} }}}} into a paragraph of its own. {did_you_mean(name, names)}".strip(),
                name=name,
            )
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.add(
            "T204",
            f"The template places “{name}” twice.",
            place.at(tag=f"{{{{p {name} }}}}"),
            "Remove one of the tags.",
            name=name,
        )


def _begin(
    document: Document, template: CompiledTemplate, layout: Layout, links: RelationshipPart, faults: Faults
) -> Session:
    """What the writing shares, with everything in the document numbered."""
    styles = StyleNames(read_styles(template.member("word/styles.xml") or _NO_STYLES), template.file)
    numbering = read_numbering(template.member("word/numbering.xml"))
    ids = Ids(layout.last_bookmark, layout.last_drawing, layout.bookmarks)
    slots = tuple(slot for slot in layout.slots if slot.name != CONTENTS)
    targets = find_targets(document, slots, styles, numbering, ids, faults)
    notes = Notes(template.render_part(_FOOTNOTES, document.variables))
    return Session(document, faults, styles, ids, numbering, targets, links, notes, template.file)


def _part(session: Session, links: RelationshipPart, slot: Slot) -> Markup:
    """A part as block XML, in a bookmark of its own name."""
    flow = Flow(session, slot.name, links, Geometry(slot.width, slot.height, slot.outset))
    write_blocks(flow, session.document.parts.get(slot.name, ()))
    flow.end_section(slot.section)
    xml = flow.xml()
    if flow.paragraphs:
        xml = bookmarked(xml, session.ids.bookmark(), f"_Part_{slot.name}"[:40])
    return Markup(xml)


def _parts(session: Session, template: CompiledTemplate, links: RelationshipPart) -> dict[str, bytes]:
    """The members that the writing changes or adds beside the main part."""
    language = session.document.metadata.language
    parts = property_parts(session.document, session.faults)
    types = [(f"/{name}", kind) for name, kind in PROPERTY_PARTS.values()]
    package = RelationshipPart(template.member("_rels/.rels"))
    for relation, (name, _) in PROPERTY_PARTS.items():
        package.add(relation, name)

    note_links = RelationshipPart(template.render_part("word/_rels/footnotes.xml.rels", session.document.variables))
    notes = session.notes.written(session, note_links)
    if notes is not None:
        links.add("footnotes", "footnotes.xml")
        types.append(("/word/footnotes.xml", _FOOTNOTES_TYPE))
    made = {
        "[Content_Types].xml": with_content_types(
            template.member("[Content_Types].xml") or b"", sorted(session.pictures.extensions), types
        ),
        "_rels/.rels": package.changed(),
        "word/_rels/document.xml.rels": links.changed(),
        "word/_rels/footnotes.xml.rels": note_links.changed() if notes is not None else None,
        _FOOTNOTES: notes,
        "word/numbering.xml": session.lists.added_to(template.member("word/numbering.xml") or b""),
    }
    parts |= {name: data for name, data in made.items() if data is not None}
    settings, styles = template.member("word/settings.xml"), template.member("word/styles.xml")
    if settings is not None:
        metadata = session.document.metadata
        final = metadata.adoption is not None and not metadata.draft
        parts["word/settings.xml"] = settings_for(settings, language, footnotes=notes is not None, final=final)
    if styles is not None:
        parts["word/styles.xml"] = styles_for(styles, language)
    return parts | session.pictures.parts
