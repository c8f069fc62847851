"""What a document must say: its tree's words, with the numbers that layout is to give, among its template's own.

Nothing here is read from the files that are looked at. The numbers of headings, tables, notes and lists are counted
anew; the template's own text is its tags filled in, with a mark where each part of the tree stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from pipeline.approval.gate.expected_blocks import Blocks, Written
from pipeline.approval.gate.expected_running import Section, sections
from pipeline.approval.gate.said import Line, Said
from pipeline.approval.gate.template_lists import TemplateLists
from pipeline.approval.gate.word_lines import Cited, alternatives, in_contents, shown, summary_of, text_of
from pipeline.checks.ooxml import W
from pipeline.word.compiled import Markup, compile_template
from pipeline.word.layout import read_layout
from pipeline.word.shown_numbers import shown_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.building.compose import Composed
    from pipeline.content.model import Document, Plain
    from pipeline.word.compiled import CompiledTemplate

#: Stands before the name of a part in the paragraph that stands for it: a character that no text holds.
_MARK: Final = "\ue0ff"
_CONTENTS: Final = "contents"


@dataclass(frozen=True, slots=True)
class Expected:
    """What both files must say.

    Attributes:
        said: text, notes, contents list (without pages) and text alternatives.
        sections: what each section's headers and footers may show.
        repeated: for each table, what its heading rows say, which are repeated on every page that it goes on to.
        headings: the headings, as the contents list has them.
        own: what of the text is the template's own, with its variables.
    """

    said: Said
    sections: tuple[Section, ...]
    repeated: tuple[tuple[Line, ...], ...]
    headings: tuple[Line, ...]
    own: tuple[Line, ...]


def expected(composed: Composed) -> Expected:
    """Work out what a document's files must say.

    Raises:
        FaultError: T1xx its template cannot be filled in.
    """
    document = composed.document
    template = compile_template(composed.template_data, composed.template)
    parts = _filled_in(document, template)
    blocks = Blocks(document, shown_numbers(document, template), template)
    written = Written()
    main = parts["word/document.xml"]
    placed_contents = _read(main, blocks, TemplateLists(template, parts.get("word/numbering.xml")), written)
    said = Said(
        tuple(written.body),
        tuple(blocks.notes()),
        tuple(blocks.headings if placed_contents else ()),
        tuple(written.alternatives),
        tuple(written.summaries),
    )
    return Expected(said, sections(main, parts), tuple(blocks.repeated), tuple(blocks.headings), tuple(written.own))


def _read(main: etree._Element, blocks: Blocks, lists: TemplateLists, into: Written) -> bool:
    """Go through a filled-in template and the parts that stand in it; whether it has a contents list."""
    placed_contents = False
    for element in shown(main, f"{W}p", f"{W}tbl"):
        if element.tag == f"{W}tbl":
            into.summaries += summary_of(element)
            continue
        own = Cited()
        text = text_of(element, own)
        if text.startswith(_MARK):
            name = text.removeprefix(_MARK)
            placed_contents = placed_contents or name == _CONTENTS
            if name != _CONTENTS:
                blocks.part(name, into)
        elif not in_contents(element):
            for _ in own.ids:  # the template's own notes are counted with the others
                blocks.count_note()
            label = lists.label(element)
            line = [Line(text, label)] if text.strip() else []
            into.body += line
            into.own += line
        into.alternatives += alternatives(element)
    return placed_contents


def _filled_in(document: Document, template: CompiledTemplate) -> Mapping[str, etree._Element]:
    """The template's parts with its tags filled in, and a marked paragraph for each part of the document."""
    values: dict[str, Plain | Markup] = dict(document.variables)
    for slot in read_layout(template.member("word/document.xml") or b"<document/>").slots:
        filled = slot.name == _CONTENTS or bool(document.parts.get(slot.name))
        if slot.name == _CONTENTS or slot.name in document.parts:
            values[slot.name] = _marked(slot.name if filled else "", slot.section)
    names = [name for name in template.package.members if name.startswith("word/") and name.endswith((".xml", ".rels"))]
    rendered = {name: template.render_part(name, values) for name in names}
    return {name: etree.fromstring(data) for name, data in rendered.items() if data}


def _marked(name: str, section: str) -> Markup:
    """A paragraph that stands for a part; none for an empty part, unless a section ends with it."""
    if not name and not section:
        return Markup("")
    text = f"<w:r><w:t>{_MARK}{name}</w:t></w:r>" if name else ""
    return Markup(f'<w:p xmlns:w="{W[1:-1]}"><w:pPr>{section}</w:pPr>{text}</w:p>')
