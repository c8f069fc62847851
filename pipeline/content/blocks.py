"""From the parser's blocks to the document's: headings, paragraphs with their roles, lists, footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, get_args

from pipeline.content.attributes import Attributes, check_label, read_attributes, refuse_unknown
from pipeline.content.inline import inline_lines, inline_nodes, origin_of, text_of
from pipeline.content.model import Footnote, Heading, ItemList, ListItem, Paragraph, ParagraphRole
from pipeline.content.placements import placed_blocks
from pipeline.content.quoting import quoted_from_notes
from pipeline.content.reading import Spot
from pipeline.faults import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.tree import SyntaxTreeNode

    from pipeline.content.model import Block
    from pipeline.content.reading import Reading
    from pipeline.places import Place

#: What authors may write behind `:::`.
ROLES: Final[tuple[ParagraphRole, ...]] = tuple(role for role in get_args(ParagraphRole) if role != "body")

#: Levels of lists that the templates have styles for.
DEEPEST_LIST: Final = 4

#: A comment that allows what a rule of language or consistency refuses in the next block.
ALLOWANCE: Final = re.compile(r"<!--\s*allow\b(?P<text>[^\n]*?)-->")

_CLOSING: Final = re.compile(r"\s*:{3,}\s*")
_LINK_DEFINITION: Final = re.compile(r"\[[^\]^][^\]]*\]:[ \t]*\S+[ \t]*$", re.MULTILINE)
_PIPE_ROW: Final = re.compile(r"\|.*\|[ \t]*$", re.MULTILINE)

#: What a code says about tokens that documents have nothing for.
_REFUSED: Final[Mapping[str, tuple[str, str, str]]] = {
    "fence": ("I202", "A fenced block of program code", "Write it as plain text."),
    "code_block": ("I202", "A line indented by four blanks, which is program code,", "Take the blanks away."),
    "html_block": ("I200", "HTML", "Leave it out; for the sign itself write \\<."),
    "table": ("I201", "A table in the text", "Put it in data/, define it in figures.yaml and place it: ![](tbl-x)."),
    "hr": ("I203", "A rule or an underlined heading", "Write headings with #; rules are the template's."),
}

#: What goes on in the next line unless a comment stands there.
_CUT: Final = frozenset({"paragraph", "bullet_list", "ordered_list", "blockquote"})

Where = Literal["text", "block", "list", "quote", "footnote", "cell"]

_WHERE: Final[Mapping[Where, str]] = {
    "block": "in a ::: block",
    "list": "in a list",
    "quote": "in a quotation",
    "footnote": "in a footnote",
    "cell": "in this text",
}


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where blocks stand: what is around them, the role of their paragraphs, and how deep lists are."""

    where: Where = "text"
    role: ParagraphRole = "body"
    depth: int = 0


class BlockConverter:
    """Converts one text."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._faults = reading.faults
        self.footnotes: dict[str, Footnote] = {}
        self._rules: Mapping[str, Callable[[SyntaxTreeNode, _Scope], Sequence[Block]]] = {
            "heading": self._heading,
            "paragraph": self._paragraph,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._quote,
            "container_role": self._role,
            "footnote_reference": self._footnote,
        }

    def text(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        """The blocks of a text."""
        return self._blocks(nodes, _Scope())

    def cell(self, nodes: Sequence[SyntaxTreeNode], role: ParagraphRole) -> tuple[Block, ...]:
        """The blocks of a table's cell or of a setting: paragraphs and lists."""
        return self._blocks(nodes, _Scope("cell", role))

    def _blocks(self, nodes: Sequence[SyntaxTreeNode], scope: _Scope) -> tuple[Block, ...]:
        made: list[Block] = []
        before: SyntaxTreeNode | None = None
        for node in nodes:
            if node.type == "html_block" and ALLOWANCE.fullmatch(node.content.strip()):
                self._check_comment(node, before)
            else:
                made += self._block(node, scope)
            before = node
        return tuple(made)

    def _check_comment(self, node: SyntaxTreeNode, before: SyntaxTreeNode | None) -> None:
        """A comment directly below a paragraph or list cuts it in two; nobody means that."""
        if before is not None and before.type in _CUT and before.map and node.map and before.map[1] == node.map[0]:
            message = "This comment would cut the paragraph or list that it stands in."
            self._faults.add("I200", message, self._place(node), "Put it before, with an empty line around it.")

    def _block(self, node: SyntaxTreeNode, scope: _Scope) -> Sequence[Block]:
        if node.type in _REFUSED:
            code, what, todo = _REFUSED[node.type]
            self._faults.add(code, f"{what} cannot stand in a document.", self._place(node), todo)
            return ()
        return self._rules[node.type](node, scope)

    def _place(self, node: SyntaxTreeNode) -> Place:
        line = node.map[0] if node.map else 0
        lines = self._reading.source.lines
        text = lines[line] if line < len(lines) else ""
        return self._reading.source.place(line, len(text) - len(text.lstrip()))

    def _misplaced(self, what: str, node: SyntaxTreeNode, scope: _Scope) -> None:
        message = f"{what} cannot stand {_WHERE[scope.where]}."
        self._faults.add("I208", message, self._place(node), "Move it out, or write it as paragraphs.")

    # ------------------------------------------------------------------------------------------- headings

    def _heading(self, node: SyntaxTreeNode, scope: _Scope) -> Sequence[Block]:
        place = self._place(node)
        if scope.where != "text":
            self._misplaced("A heading", node, scope)
            return ()
        if not node.markup.startswith("#"):
            message = "A line of - or = makes the paragraph above it a heading."
            self._faults.add("I203", message, place, "Write headings with #, or put an empty line between.")
            return ()
        level = int(node.tag[1:])
        if level > 5:
            self._faults.add("I204", "Headings have five levels at the most.", place, "Write it as a paragraph.")
            return ()
        inline = node.children[0]
        spot = self._spot(inline)
        attributes = self._heading_attributes(node, spot)
        children = inline_nodes(inline, self._reading, spot)
        if not text_of(children).strip():
            self._faults.add("I204", "The heading has no text.", place, "Write its text behind #.")
            return ()
        numbered = level < 5 and "unnumbered" not in attributes.classes
        label = check_label(attributes.label, "sec", place, self._faults)
        return (Heading(level, children, numbered, label, place),)

    def _heading_attributes(self, node: SyntaxTreeNode, spot: Spot) -> Attributes:
        text = node.meta.get("attributes")
        if text is None:
            return Attributes()
        place = spot.at(node.meta["attributes_at"])
        attributes = read_attributes(text, place, self._faults)
        refuse_unknown(attributes, place, self._faults, classes=("unnumbered",))
        return attributes

    # ----------------------------------------------------------------------------------------- paragraphs

    def _paragraph(self, node: SyntaxTreeNode, scope: _Scope) -> Sequence[Block]:
        inline = node.children[0]
        spot = self._spot(inline)
        if [child.type for child in inline.children] == ["image"]:
            if scope.where != "text":
                self._misplaced("A table or picture", node, scope)
                return ()
            return placed_blocks(inline.children[0], self._reading, spot)
        self._check_lines(inline.content, spot)
        if scope.role == "signature":
            lines = inline_lines(inline, self._reading, spot)
            return [Paragraph(line, scope.role, origin_of(line) or self._place(node)) for line in lines if line]
        children = inline_nodes(inline, self._reading, spot)
        return (Paragraph(children, scope.role, self._place(node)),) if children else ()

    def _check_lines(self, content: str, spot: Spot) -> None:
        """Things of CommonMark and its relatives that documents do without, as lines of a paragraph."""
        for match in _LINK_DEFINITION.finditer(content):
            if match.start() == 0 or content[match.start() - 1] == "\n":
                message = f"“{match[0].strip()}” would define a link elsewhere."
                todo = "Write the link where it stands: [text](address)."
                self._faults.add("I215", message, spot.at(match.start()), todo)
        row = _PIPE_ROW.match(content)
        if row is not None:
            todo = _REFUSED["table"][2]
            self._faults.add("I201", "A table in the text cannot stand in a document.", spot.at(0), todo)

    def _spot(self, inline: SyntaxTreeNode) -> Spot:
        return Spot(self._reading, str(inline.meta.get("whole", inline.content)), inline.map[0] if inline.map else 0)

    # ---------------------------------------------------------------------------------- lists and containers

    def _list(self, node: SyntaxTreeNode, scope: _Scope) -> Sequence[Block]:
        place = self._place(node)
        if scope.where in ("quote", "footnote") or scope.role in ("lead", "signature"):
            self._misplaced("A list", node, scope)
            return ()
        if scope.depth >= DEEPEST_LIST:
            message = f"Lists are at most {DEEPEST_LIST} levels deep."
            self._faults.add("I209", message, place, "Make it flatter, or use headings.")
            return ()
        ordered = node.type == "ordered_list"
        start = int(node.attrs.get("start", 1)) if ordered else 1
        if start > 99:
            message = f"The paragraph begins with “{start}.” and would become a numbered list."
            self._faults.add("I210", message, place, f"Write {start}\\. with a backslash before the full stop.")
        inside = _Scope("cell" if scope.where == "cell" else "list", "body", scope.depth + 1)
        items = [ListItem(self._item(item, inside), self._place(item)) for item in node.children]
        for item in node.children:
            if not item.children:
                self._faults.add("I210", "The list item is empty.", self._place(item), "Fill it in or take it away.")
        return (ItemList(tuple(items), ordered, start, place),)

    def _item(self, node: SyntaxTreeNode, scope: _Scope) -> tuple[Block, ...]:
        return self._blocks(node.children, scope)

    def _quote(self, node: SyntaxTreeNode, scope: _Scope) -> Sequence[Block]:
        if scope.where != "text":
            self._misplaced("A quotation", node, scope)
            return ()
        return quoted_from_notes(self._blocks(node.children, _Scope("quote", "quote")))

    def _role(self, node: SyntaxTreeNode, scope: _Scope) -> Sequence[Block]:
        place = self._place(node)
        name = node.info.strip()
        if scope.where != "text":
            self._misplaced(f"The block “::: {name}”", node, scope)
            return ()
        last = node.map[1] if node.map else 0
        lines = self._reading.source.lines
        if last >= len(lines) or not _CLOSING.fullmatch(lines[last]):
            message = f"The block “::: {name}” is never closed."
            self._faults.add("I207", message, place, "Close it with ::: on a line of its own.")
        role = next((role for role in ROLES if role == name), None)
        if role is None:
            self._faults.add("I206", f"There is no block “{name}”.", place, did_you_mean(name, ROLES), role=name)
            role = "note"  # so that what stands in it is looked at too
        blocks = self._blocks(node.children, _Scope("block", role))
        return quoted_from_notes(blocks) if role == "quote" else blocks

    # ------------------------------------------------------------------------------------------- footnotes

    def _footnote(self, node: SyntaxTreeNode, scope: _Scope) -> Sequence[Block]:
        name = str(node.meta["label"])
        place = self._place(node)
        if scope.where != "text":
            self._misplaced("The definition of a footnote", node, scope)
            return ()
        if name in self.footnotes:
            first = self.footnotes[name].origin
            todo = f"It stands at {first} as well; give one of them another key."
            self._faults.add("I261", f"The footnote “{name}” is defined twice.", place, todo, footnote=name)
            return ()
        inside = BlockConverter(self._reading.without_notes("inside another footnote"))
        blocks = inside._blocks(node.children, _Scope("footnote"))
        paragraphs = tuple(block for block in blocks if isinstance(block, Paragraph))
        if not paragraphs:
            self._faults.add("I264", f"The footnote “{name}” has no text.", place, "Write it behind the colon.")
            return ()
        key = (self._reading.notes or {}).get(name, name)
        self.footnotes[name] = Footnote(key, paragraphs, place)
        return ()
