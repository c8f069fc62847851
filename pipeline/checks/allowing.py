"""Comments `allow C231: reason` in Markdown and YAML, and the lines that they cover."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.content.blocks import ALLOWANCE
from pipeline.content.parser import parse
from pipeline.content.source import Source
from pipeline.faults import Faults
from pipeline.places import Place
from pipeline.sources.text import decode_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.tree import SyntaxTreeNode

    from pipeline.sources.reader import Reader

_YAML_COMMENT: Final = re.compile(r"(?:^|\s)#\s*allow\b(?P<text>.*)$")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that allows something.

    Attributes:
        text: what stands behind `allow`, such as `C231: reason`.
        place: where it stands.
        first, last: the lines that it covers.
    """

    text: str
    place: Place
    first: int
    last: int


def in_markdown(reader: Reader, path: str) -> Iterator[Comment]:
    """The permissions of a text; each covers the block behind it: a paragraph, list, heading, placed table, note."""
    # Parsed once more, which only texts with comments pay for: the document's tree has no place for them.
    source = Source(decode_text(reader.data(path), path), Place(path), Faults(), whole_file=True)
    yield from _in_blocks(parse(source.text).children, source)


def _in_blocks(nodes: Sequence[SyntaxTreeNode], source: Source) -> Iterator[Comment]:
    waiting: list[tuple[str, Place]] = []
    for node in nodes:
        match = ALLOWANCE.fullmatch(node.content.strip()) if node.type == "html_block" else None
        if match is not None and node.map:
            line = source.lines[node.map[0]]
            waiting.append((match["text"], source.place(node.map[0], len(line) - len(line.lstrip()))))
            continue
        first, last = _lines(node, source)
        yield from (Comment(text, place, first, last) for text, place in waiting)
        waiting = []
        if node.type not in ("paragraph", "heading", "html_block"):
            yield from _in_blocks(node.children, source)
    # At the end of a text, where nothing is left to allow.
    yield from (Comment(text, place, place.line or 0, place.line or 0) for text, place in waiting)


def _lines(node: SyntaxTreeNode, source: Source) -> tuple[int, int]:
    """First and last line of a block, in the author's file."""
    start, end = node.map or (0, 0)
    return source.place(start).line or 0, (source.place(end).line or 1) - 1 if end < len(source.lines) else 1_000_000


def in_yaml(reader: Reader, path: str) -> Iterator[Comment]:
    """The permissions of a file of settings; each covers an entry with all that is indented below it."""
    lines = decode_text(reader.data(path), path).split("\n")
    for number, line in enumerate(lines):
        match = _YAML_COMMENT.search(line)
        if match is None:
            continue
        place = Place(path, number + 1, line.index("#", match.start()) + 1)
        entry = number
        if not line[: match.start()].strip():  # a comment of its own is about the entry below
            entry = next((n for n in range(number + 1, len(lines)) if _is_entry(lines[n])), number)
        yield Comment(match["text"], place, entry + 1, _last_line(lines, entry) + 1)


def _is_entry(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _last_line(lines: Sequence[str], entry: int) -> int:
    """Index of the last line of an entry: what follows is indented more, or is its list in the same column."""
    text = lines[entry].lstrip()
    indent = len(lines[entry]) - len(text)
    is_item = text.startswith("- ")
    last = entry
    for number in range(entry + 1, len(lines)):
        if not _is_entry(lines[number]):
            continue
        below = lines[number].lstrip()
        deeper = len(lines[number]) - len(below) > indent
        own_list = not is_item and len(lines[number]) - len(below) == indent and below.startswith("- ")
        if not (deeper or own_list):
            break
        last = number
    return last
