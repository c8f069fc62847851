"""Copies of the real plans that tests can spoil, composed without templates."""

import shutil
from pathlib import Path

import pytest

from pipeline.content.assemble import check_document
from pipeline.content.model import Heading, Table
from pipeline.faults import FaultError
from pipeline.kinds.base import Agency, Inputs
from pipeline.kinds.registry import kind_named
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings

ROOT = Path(__file__).parents[2]


class Plans:
    """A project that holds some of the real documents."""

    def __init__(self, root):
        self.root = root

    def with_folder(self, folder):
        """Copy a folder of inputs/ (with what lies in it) and the shared files."""
        shutil.copytree(ROOT / "inputs" / folder, self.root / "inputs" / folder)
        for name in ("agency.yaml", "references.yaml"):
            shutil.copy(ROOT / "inputs" / name, self.root / "inputs" / name)
        return self

    def change(self, path, old, new):
        """Replace text in a file of inputs/; the old text must stand there."""
        file = self.root / "inputs" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def compose(self, folder, kind):
        reader = Reader(self.root)
        settings = load_settings(reader, f"inputs/{folder}/document.yaml", kind_named(kind).settings)
        inputs = Inputs(
            reader=reader,
            folder=f"inputs/{folder}",
            name=folder.replace("/", "-"),
            settings=settings.value,
            place=settings.place,
            agency=load_settings(reader, "inputs/agency.yaml", Agency).value,
            case_number=settings.value.case_number or "1.3.4-2008-1",
            draft=True,
        )
        document = kind_named(kind).compose(inputs)
        faults = check_document(document)
        faults.raise_if_errors()
        return document

    def faults(self, folder, kind):
        """Code, file and line or row of each fault."""
        with pytest.raises(FaultError) as caught:
            self.compose(folder, kind)
        return [
            (fault.code, fault.place.file.removeprefix("inputs/"), fault.place.row or fault.place.line)
            for fault in caught.value.faults
        ]


def tables(blocks):
    return [block for block in blocks if isinstance(block, Table)]


def headings(blocks):
    return [(block.level, words(block.children)) for block in blocks if isinstance(block, Heading)]


def words(node):
    """All the words of a node, or of several, with a space between blocks."""
    if isinstance(node, tuple | list):
        return "".join(words(one) for one in node)
    if hasattr(node, "text"):
        return node.text
    if hasattr(node, "items"):
        return " ".join(words(item.children) for item in node.items)
    return words(node.children) if hasattr(node, "children") else ""


def grid(table):
    """The words of every slot of a table's body; a cell that spans has its words in each of them."""
    slots = {}
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while (number, column) in slots:
                column += 1
            for down in range(cell.rows):
                for right in range(cell.columns):
                    assert (number + down, column + right) not in slots
                    slots[number + down, column + right] = " ".join(words(block) for block in cell.children)
    width = len(table.columns)
    assert len(slots) == width * len(table.rows), "every slot is filled once, and none outside the table"
    return [[slots[row, column] for column in range(width)] for row in range(len(table.rows))]
