"""`![](tbl-x)`, `![](fig-x)` and `![alt](images/x.png)`: what a line of its own places in the document."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pipeline.content.attributes import check_label, from_token, read_length, refuse_unknown
from pipeline.content.charted import days_table, numbers_label, numbers_table
from pipeline.content.drawn import chart_blocks, diagram_figure, overview_figures
from pipeline.content.inline import inline_nodes, text_of
from pipeline.content.model import Figure
from pipeline.content.parser import parse_line
from pipeline.content.pictures import read_picture
from pipeline.content.reading import FixedSpot
from pipeline.content.source import STAND_IN
from pipeline.content.tables import table_block
from pipeline.faults import did_you_mean
from pipeline.figures.settings import WIDEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.tree import SyntaxTreeNode

    from pipeline.content.attributes import Attributes
    from pipeline.content.model import Block, Inline, Table
    from pipeline.content.reading import Reading, Spot
    from pipeline.figures.book import ChartDefinition, FigureBook, OverviewDefinition
    from pipeline.places import Place

#: Millimetres; what is narrower cannot be made out.
_NARROWEST: Final = 10.0


def placed_blocks(node: SyntaxTreeNode, reading: Reading, spot: Spot) -> tuple[Block, ...]:
    """What an image on a line of its own stands for; (), with faults, when it is wrong.

    A table or figure, or several: a chart and the table of its numbers, the pictures of a long activity overview.
    """
    place = spot.at(0)
    source = unquote(str(node.attrs.get("src", "")))
    known = frozenset({"src", "alt", "title"})
    attributes = from_token(node.attrs, node.meta.get("insecure_attrs", {}), known)
    if STAND_IN.search(source):
        reading.faults.add("I235", "A figure cannot stand in a file's name.", place, "Write the name out.")
        return ()
    if "/" not in source and "." not in source:
        return _by_name(source, node, attributes, reading, place)
    picture = _picture(source, node, attributes, reading, spot)
    return (picture,) if picture else ()


def _by_name(
    name: str, node: SyntaxTreeNode, attributes: Attributes, reading: Reading, place: Place
) -> tuple[Block, ...]:
    book, faults = reading.book, reading.faults
    if node.children or node.attrs.get("title") or attributes.label or attributes.classes or attributes.values:
        message = f"What {name} says and how it looks stands in figures.yaml."
        faults.add("I212", message, place, f"Write only ![]({name}).")
    with faults.collecting():
        if name in book.tables:
            return (table_block(book.tables[name], place, references=reading.references, book=book),)
        if name in book.charts:
            return chart_blocks(book.charts[name], place, references=reading.references, book=book)
        if name in book.overviews:
            return overview_figures(book.overviews[name], place, references=reading.references, book=book)
        if name in book.diagrams:
            return (diagram_figure(book.diagrams[name], place, references=reading.references, book=book),)
        apart = placeable_numbers(book)
        if name in apart:
            return (apart[name](place),)
        known = (*book.tables, *book.charts, *book.overviews, *book.diagrams, *apart)
        todo = did_you_mean(name, known) or "Define it in figures.yaml."
        faults.add("I221", f"There is no table or figure “{name}”.", place, todo, name=name)
    return ()


def placeable_numbers(book: FigureBook) -> dict[str, Callable[[Place], Table]]:
    """The tables of numbers that an author places, by name, with what makes them (`numbers: apart`)."""
    charts = {numbers_label(name): partial(numbers_table, one) for name, one in book.charts.items() if _apart(one)}
    overviews = {numbers_label(name): partial(days_table, one) for name, one in book.overviews.items() if _apart(one)}
    return {**charts, **overviews}


def _apart(definition: ChartDefinition | OverviewDefinition) -> bool:
    return definition.numbers == "apart"


def _picture(source: str, node: SyntaxTreeNode, attributes: Attributes, reading: Reading, spot: Spot) -> Block | None:
    faults, place = reading.faults, spot.at(0)
    refuse_unknown(attributes, place, faults, keys=("width",))
    label = check_label(attributes.label, "fig", place, faults)
    words = inline_nodes(node, reading.without_notes("in the description of a picture"), spot)
    alt = text_of(words).strip()
    if not alt:
        todo = "Describe between the brackets what it shows: ![En karta över …](images/karta.png)."
        faults.add("I222", f"The picture {source} has no text alternative.", place, todo)
    caption = _caption(str(node.attrs.get("title") or ""), reading, place)
    wanted = dict(attributes.values).get("width")
    width = None
    if wanted is not None:
        width = read_length(wanted, place, faults, least=_NARROWEST, most=WIDEST)
    if reading.reader is None:
        faults.add("I208", "A picture cannot stand here.", place, "Move it to the text.")
        return None
    with faults.collecting():
        path = str(PurePosixPath(reading.book.folder, source))
        picture = read_picture(reading.reader, path, place, faults, width=width)
        return Figure(picture, alt, caption, label, origin=place, alt_words=words)
    return None


def _caption(text: str, reading: Reading, place: Place) -> tuple[Inline, ...]:
    return inline_nodes(parse_line(text), reading, FixedSpot(place)) if text.strip() else ()
