"""A document's blocks as a few lines of text, so that a test case shows what is read beside what it becomes."""

from pipeline.content.model import (
    CrossReference,
    Figure,
    FootnoteMark,
    Heading,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Table,
    Text,
    Value,
)


def outline(blocks, depth=0):
    """Blocks, one a line, those inside others further in."""
    return [line for block in blocks for line in _block(block, depth)]


def words(nodes):
    return "".join(map(_inline, nodes))


def _block(block, depth):
    inset = "  " * depth
    match block:
        case Heading():
            number = "" if block.numbered else " unnumbered"
            label = f" #{block.label}" if block.label else ""
            return [f"{inset}heading {block.level}{number}{label}: {words(block.children)}"]
        case Paragraph():
            return [f"{inset}{block.role}: {words(block.children)}"]
        case ItemList():
            lines = [f"{inset}{f'numbers from {block.start}' if block.ordered else 'bullets'}"]
            for item in block.items:
                lines += [f"{inset}  item", *outline(item.children, depth + 2)]
            return lines
        case Table():
            lines = [f"{inset}table #{block.label}: {words(block.caption)}"]
            lines += [f"{inset}  head: {_row(row)}" for row in block.header]
            lines += [f"{inset}  row: {_row(row)}" for row in block.rows]
            return lines + outline(block.notes, depth + 1)
        case Figure():
            size = f"{block.picture.width:g} × {block.picture.height:g} mm"
            label = f" #{block.label}" if block.label else ""
            first = f"{inset}figure{label} {size} [{block.alt}]: {words(block.caption)}"
            return [first, *outline(block.notes, depth + 1)]


def _row(row):
    return " | ".join(_cell(cell) for cell in row.cells)


def _cell(cell):
    text = " / ".join(words(block.children) for block in cell.children)
    spans = f" ({cell.rows}×{cell.columns})" if (cell.rows, cell.columns) != (1, 1) else ""
    return f"{'!' if cell.header else ''}{text}{spans}"


def _inline(node):
    match node:
        case Text() | Value():
            text = f"«{node.text}»" if isinstance(node, Value) else node.text
            text = text.replace("\N{NO-BREAK SPACE}", "~")
            language = getattr(node, "language", None)
            text = f"‹{language}:{text}›" if language else text
            text = f"_{text}_" if node.emphasis else text
            return f"**{text}**" if node.strong else text
        case LineBreak():
            return " ⏎ "
        case Link():
            return f"[{words(node.children)}]({node.url})"
        case FootnoteMark():
            return f"[^{node.key}]"
        case CrossReference():
            return f"@{node.label}"
