"""Renders a compiled template: fills in its parts, checks them, and puts the package together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2.exceptions import TemplateError, UndefinedError

from pipeline.places import Place
from pipeline.sandbox import TEMPLATE_ERRORS, run
from pipeline.word.breaks import resolve_breaks
from pipeline.word.copies import Copies, TakenIds, repeated_notes
from pipeline.word.mends import fit_grids, mend_cells, mend_tables
from pipeline.word.package import CONTENT_TYPES, ROOT_RELATIONSHIPS, Member, write_package
from pipeline.word.printing import CURRENT, Rendering
from pipeline.word.tag_model import shortened
from pipeline.word.values import as_context
from pipeline.word.xml_scan import xml_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.word.compiled import CompiledTemplate
    from pipeline.word.package import Package
    from pipeline.word.part_template import PartTemplate
    from pipeline.word.tag_model import FoundTag

_OWN_FOLDER = Path(__file__).parent
_ENCODED_TAG = re.compile(rb"\{\{|%7B%7B", re.I)


def render_package(template: CompiledTemplate, values: Mapping[str, object], parts: Mapping[str, bytes]) -> bytes:
    """See `CompiledTemplate.render`."""
    mine = [part for part in template.parts if part.name not in parts]
    rendering = _begin(template, values, mine)
    copies = Copies(template.taken)
    made = {part.name: _fill(part, rendering, copies) for part in mine}
    _check_replaced(template, parts, rendering)
    rendering.faults.raise_if_errors()
    return write_package(_members(template.package, {**made, **parts}))


def render_one(template: CompiledTemplate, name: str, values: Mapping[str, object]) -> bytes:
    """See `CompiledTemplate.render_part`."""
    part = next((part for part in template.parts if part.name == name), None)
    if part is None:
        return template.package.read(name)
    rendering = _begin(template, values, [part])
    data = _fill(part, rendering, Copies(TakenIds()))
    rendering.faults.raise_if_errors()
    return data


def _begin(template: CompiledTemplate, values: Mapping[str, object], parts: Iterable[PartTemplate]) -> Rendering:
    """A rendering, with T124 noted for each variable that is missing, wherever a tag names it."""
    rendering = Rendering(template.file, template.tags, {})
    rendering.context = as_context(values, template.file, rendering.faults)
    rendering.faults.raise_if_errors()
    for part in parts:
        if part.needed.keys() <= rendering.context.keys():
            continue
        for name in part.needed.keys() - rendering.context.keys():
            for number in part.needed[name]:
                rendering.note_missing(name, rendering.tag(number))
    return rendering


def _fill(part: PartTemplate, rendering: Rendering, copies: Copies) -> bytes:
    """The part's XML with its tags filled in; empty when there are faults, as nothing will be written then."""
    rendering.breaks = rendering.placed = False
    token = CURRENT.set(rendering)
    try:
        # the line of a failing tag is its number
        xml = run(part.template, rendering.context)
    except TEMPLATE_ERRORS as error:
        _note_failure(error, rendering)
        return b""
    finally:
        CURRENT.reset(token)
    if rendering.faults:
        return b""
    if rendering.breaks:
        xml = resolve_breaks(xml)
    if part.empties_tables:
        xml = mend_tables(xml, rows=part.widens)
    if part.empties_cells:
        xml = mend_cells(xml)
    if part.widens:
        xml = fit_grids(xml)
    place = Place(rendering.file, part=part.name)
    if part.repeats or rendering.placed:
        xml = copies.part(xml)
        for note in repeated_notes(xml):
            message = f"A loop repeats the mark of {note}, and Word can show a note once only."
            rendering.faults.add("T137", message, place, "Move the note's mark out of the loop.", note=note)
    # A surrogate is passed for the parser to find it.
    data = xml.encode("utf-8", "surrogatepass")
    # Values bring no elements, so that only what the writer has made can bring a prefix that is not declared.
    if torn := xml_error(data, namespaces=rendering.placed):
        _note_torn(torn, data, place, rendering)
    return data


def _note_failure(error: Exception, rendering: Rendering) -> None:
    """Note what a tag has raised, at its place; what our own code has raised goes further."""
    tag: FoundTag | None = None
    frame = None
    trace = error.__traceback__
    while trace is not None:
        frame = trace.tb_frame
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            tag = rendering.tag(template.get_corresponding_lineno(trace.tb_lineno))
        trace = trace.tb_next
    if (
        frame is not None
        and Path(frame.f_code.co_filename).parent == _OWN_FOLDER
        and not isinstance(error, TemplateError)
    ):
        raise error
    place = tag.place(rendering.file) if tag else Place(rendering.file)
    code = "T124" if isinstance(error, UndefinedError) else "T134"
    reason = str(error).rstrip(".") or type(error).__name__
    rendering.faults.add(code, f"The tag cannot be worked out: {reason}.", place, "Mend the tag, or what it is given.")


def _note_torn(torn: tuple[str, int, int], data: bytes, place: Place, rendering: Rendering) -> None:
    message, line, column = torn
    start = sum(len(row) + 1 for row in data.split(b"\n")[: line - 1]) + column - 1
    around = data[max(0, start - 2000) : start].decode("utf-8", "replace").rpartition("<w:p")[2].partition(">")[2]
    rendering.faults.add(
        "T135",
        f"Filled in, the part is not well-formed XML: {message}.",
        place.at(paragraph=shortened(re.sub(r"<[^>]*>?", "", around)) or None),
        "Look at the tags in and before this paragraph: each statement and its end must enclose whole paragraphs.",
    )


def _check_replaced(template: CompiledTemplate, parts: Mapping[str, bytes], rendering: Rendering) -> None:
    """T138: an address with a tag in it that whoever made the new member has taken over as it was."""
    for part in template.parts:
        if part.name.endswith(".rels") and _ENCODED_TAG.search(parts.get(part.name, b"")):
            rendering.faults.add(
                "T138",
                "A link's address holds a tag, which is not filled in there.",
                Place(template.file, part=part.name),
                "Write the address out.",
            )


def _members(package: Package, made: Mapping[str, bytes]) -> Iterator[Member]:
    """The content types and the package's relationships first, then the template's order, then what is new by name."""
    first = [name for name in (CONTENT_TYPES, ROOT_RELATIONSHIPS) if name in package]
    others = [name for name in package.members if name not in first]
    new = sorted(name for name in made if name not in package)
    for name in (*first, *others, *new):
        yield Member.of(name, made[name]) if name in made else package.members[name]
