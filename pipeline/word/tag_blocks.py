"""Whether what lies between a statement and its end can be left out or repeated without tearing the XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.places import Place
from pipeline.word.tag_model import number_in
from pipeline.word.tag_syntax import BETWEEN, ENDS, is_inline_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.faults import Faults
    from pipeline.word.tag_model import FoundTag

#: Most statements within each other; Python takes 20 loops.
DEEPEST = 15

_XML_TAG = re.compile(r"<(/?)([\w:.-]+)[^>]*?(/?)>")
_NAMES = {"w:p": "a paragraph", "w:tc": "a table's cell", "w:tr": "a table's row", "w:tbl": "a table"}


@dataclass(frozen=True, slots=True)
class Token:
    """One of Jinja's lexer's tokens, before it leaves out spaces and comments."""

    kind: str
    value: str


@dataclass(slots=True)
class _Block:
    """A statement that is open, and the XML since it (or since its last `else`)."""

    keyword: str
    tag: FoundTag | None
    pieces: list[str] = field(default_factory=list)


def tags_in(tokens: Sequence[Token], tags: Sequence[FoundTag]) -> list[FoundTag | None]:
    """The tags in the order in which they come now; None for one that docxtpl has added."""
    found: list[FoundTag | None] = []
    for token in tokens:
        if token.kind in ("variable_begin", "block_begin"):
            found.append(None)
        elif token.kind == "whitespace" and found:
            number = number_in(token.value)
            if number is not None and number <= len(tags):
                found[-1] = tags[number - 1]
    return found


def check_blocks(tokens: Sequence[Token], tags: Sequence[FoundTag | None], part: Place, faults: Faults) -> None:
    """Note T126 for statements without end, ends without statement, and statements that tear the XML.

    Args:
        tokens: the part's source.
        tags: its tags, in order.
        part: place of the part.
        faults: takes the faults.
    """
    _Walk(part, faults).walk(tokens, iter(tags))


class _Walk:
    def __init__(self, part: Place, faults: Faults) -> None:
        self._part = part
        self._faults = faults
        self._open: list[_Block] = [_Block("", None)]
        self._noted = False

    def walk(self, tokens: Sequence[Token], tags: Iterator[FoundTag | None]) -> None:
        statement: list[str] | None = None
        tag: FoundTag | None = None
        for token in tokens:
            if token.kind in ("variable_begin", "block_begin"):
                tag = next(tags)
                statement = [] if token.kind == "block_begin" else None
            elif token.kind == "block_end" and statement is not None:
                self._statement("".join(statement).strip(), tag)
                statement = None
            elif token.kind == "data":
                self._open[-1].pieces.append(token.value)
            elif statement is not None:
                statement.append(token.value)
        for block in self._open[1:]:
            self._add(f"The {{% {block.keyword} %}} is not closed.", block, f"Add {{% {ENDS[block.keyword]} %}}.")
        # With a fault within it, the whole cannot be judged.
        if not self._noted and _torn("".join(self._open[0].pieces)) != ([], []):
            self._add("The tags of the part tear its XML.", self._open[0], "Give tags that span paragraphs their own.")

    def _statement(self, content: str, tag: FoundTag | None) -> None:
        keyword = content.split(maxsplit=1)[0] if content else ""
        block = self._open[-1]
        if keyword in ENDS and not is_inline_set(content):
            self._open.append(_Block(keyword, tag))
            if len(self._open) == DEEPEST + 2:
                place = tag.place(self._part.file) if tag else self._part
                message = f"Statements stand more than {DEEPEST} deep within each other."
                self._faults.add("T104", message, place, "Use fewer within each other.")
                self._noted = True
        elif keyword in BETWEEN:
            if block.keyword in BETWEEN[keyword]:
                self._close_segment(block)
            else:
                self._add(f"The {{% {keyword} %}} belongs to nothing.", _Block(keyword, tag), "Move or remove it.")
        elif keyword in ENDS.values():
            if len(self._open) > 1 and ENDS[block.keyword] == keyword:
                self._close_segment(block)
                self._open.pop()
                return
            instead = f"where {{% {ENDS[block.keyword]} %}} is missing" if block.keyword else "and nothing is open"
            self._add(f"The {{% {keyword} %}} comes {instead}.", _Block(keyword, tag), "Move or remove it.")

    def _close_segment(self, block: _Block) -> None:
        closed, opened = _torn("".join(block.pieces))
        block.pieces.clear()
        if opened != closed[::-1]:
            torn = next((_NAMES[name] for name in (*closed, *opened)[::-1] if name in _NAMES), "the text")
            self._add(
                f"The {{% {block.keyword} %}} and its end do not enclose whole paragraphs, rows or cells: "
                f"one of them stands within {torn} and the other does not.",
                block,
                "Give each of them a paragraph of its own with {%p … %}, or a row with {%tr … %}.",
            )

    def _add(self, message: str, block: _Block, todo: str) -> None:
        self._noted = True
        self._faults.add("T126", message, block.tag.place(self._part.file) if block.tag else self._part, todo)


def _torn(xml: str) -> tuple[list[str], list[str]]:
    """Elements that a piece of XML closes without having opened them, and those that it leaves open, in order."""
    closed: list[str] = []
    opened: list[str] = []
    for found in _XML_TAG.finditer(xml):
        end, name, empty = found.groups()
        if empty:
            continue
        if not end:
            opened.append(name)
        elif opened:
            # Names that differ leave something open, which is what tells.
            if opened[-1] == name:
                opened.pop()
            else:
                opened.append(f"/{name}")
        else:
            closed.append(name)
    return closed, opened
