"""From a part's XML with tags to a Jinja template of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate
from jinja2 import meta, nodes
from jinja2.exceptions import TemplateSyntaxError
from lxml import etree

from pipeline.places import Place
from pipeline.word.copies import WITH_ID
from pipeline.word.ooxml import DECLARATION
from pipeline.word.sandbox import TagStream, TemplateEnvironment
from pipeline.word.tag_blocks import Token, check_blocks, tags_in
from pipeline.word.tag_syntax import TOO_DEEP, is_compilable, note_too_deep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jinja2 import Template

    from pipeline.faults import Faults
    from pipeline.word.tag_model import FoundTag

_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
#: The ampersand last: `&amp;lt;` is `&lt;`.
_ENTITIES = (("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
#: Statements that change how many cells a row has, so that the table's grid must be counted again.
_WIDENING = frozenset({"colspan", "hm"})


@dataclass(frozen=True, slots=True)
class PartTemplate:
    """A part that has been compiled.

    Attributes:
        name: member of the package.
        template: Jinja's.
        tree: Jinja's syntax tree; line numbers in it are tag numbers.
        needed: variable → numbers of the tags that name it, for the variables that the part cannot do without.
        empties_cells: whether its tags can take away a cell's (header's, note's) last paragraph.
        empties_tables: whether its tags can take away a table's last row, or a row's last cell.
        repeats: whether its tags can repeat something that has an id.
        widens: whether its tags change the number of a table's columns.
    """

    name: str
    template: Template = field(repr=False)
    tree: nodes.Template = field(repr=False)
    needed: Mapping[str, tuple[int, ...]]
    empties_cells: bool
    empties_tables: bool
    repeats: bool
    widens: bool


def compile_part(
    name: str,
    root: etree._Element,
    tags: Sequence[FoundTag],
    environment: TemplateEnvironment,
    file: str,
    faults: Faults,
) -> PartTemplate | None:
    """Compile a part.

    Args:
        name: member of the package.
        root: its XML, with its tags numbered by `TagSearch`.
        tags: all tags of the template so far, by number less one.
        environment: the template's.
        file: path of the template.
        faults: takes T120 and T126.

    Returns:
        None when it has faults.
    """
    place = Place(file, part=name)
    own = [tag for tag in tags if tag.part == name]
    source = as_source(root)
    sequence = _sequence(source, tags, environment, place, faults)
    if sequence is None:
        return None
    stream = environment.extensions[TagStream.identifier]
    assert isinstance(stream, TagStream)
    stream.sequence = sequence
    try:
        tree = environment.parse(source)
        _complete_conditions(tree)
        code = environment.compile(tree, name, name)
        needed = _needed(tree)
    except TemplateSyntaxError as error:
        _note(error, next((tag for tag in own if tag.number == error.lineno), None), place, faults)
        return None
    except TOO_DEEP:
        tag = next((tag for tag in own if not is_compilable(tag)), None)
        note_too_deep(tag.place(file) if tag else place, faults)
        return None
    return PartTemplate(
        name,
        template=environment.template_class.from_code(environment, code, environment.make_globals(None)),
        tree=tree,
        needed=needed,
        empties_cells=any(tag.level == "p" and tag.container for tag in own),
        empties_tables=any(tag.level in ("tr", "tc") for tag in own),
        repeats=any(tag.opener == "{%" for tag in own) and any(mark in source for mark in WITH_ID),
        widens=any(tag.level == "tc" or tag.keyword in _WIDENING for tag in own),
    )


def _sequence(
    source: str, tags: Sequence[FoundTag], environment: TemplateEnvironment, place: Place, faults: Faults
) -> tuple[FoundTag | None, ...] | None:
    """The tags in the order in which docxtpl has put them; None when the part has faults."""
    tokens: list[Token] = []
    try:
        tokens.extend(Token(kind, value) for _, kind, value in environment.lexer.tokeniter(source, None))
    except TemplateSyntaxError as error:
        _note(error, next(reversed(tags_in(tokens, tags)), None), place, faults)
        return None
    sequence = tags_in(tokens, tags)
    before = len(faults)
    check_blocks(tokens, sequence, place, faults)
    return None if len(faults) > before else tuple(sequence)


def _note(error: TemplateSyntaxError, tag: FoundTag | None, part: Place, faults: Faults) -> None:
    message = f"The part's tags cannot be read: {error.message}."
    place = tag.place(part.file) if tag else part
    faults.add("T120", message, place, "Look for a quotation mark or brace too many.")


def as_source(root: etree._Element) -> str:
    """The part's XML as docxtpl makes it readable for Jinja."""
    # docxtpl declares it as a method, but needs nothing of an object.
    patch_xml: Callable[[Any, str], str] = DocxTemplate.patch_xml
    patched = patch_xml(None, etree.tostring(root, encoding="unicode"))
    # docxtpl leaves ampersands in tags as entities, and quotation marks in attributes.
    return DECLARATION + _TAG.sub(lambda found: _unescaped(found.group()), patched)


def _unescaped(text: str) -> str:
    """XML's entities as characters; `xml.sax.saxutils` would load an HTTP client for this."""
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text


def _complete_conditions(tree: nodes.Template) -> None:
    """Have `{{ x if y }}` print nothing where y is not so; it would be a variable that is not given."""
    for node in tree.find_all(nodes.CondExpr):
        if node.expr2 is None:
            node.expr2 = nodes.Const("", lineno=node.lineno, environment=node.environment)


def _needed(tree: nodes.Template) -> dict[str, tuple[int, ...]]:
    """Variables that are not asked for with `is defined` or `default` anywhere in the part, wherever they are named."""
    undeclared = meta.find_undeclared_variables(tree)
    optional = set(optional_names(tree))
    needed: dict[str, tuple[int, ...]] = {}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name in undeclared and node.name not in optional:
            needed[node.name] = (*needed.get(node.name, ()), node.lineno)
    return needed


def optional_names(tree: nodes.Template) -> Iterator[str]:
    """Variables that the template can do without."""
    asked: list[nodes.Expr | None] = [
        *(node.node for node in tree.find_all(nodes.Test) if node.name in ("defined", "undefined")),
        *(node.node for node in tree.find_all(nodes.Filter) if node.name in ("default", "d")),
    ]
    yield from (node.name for node in asked if isinstance(node, nodes.Name))
