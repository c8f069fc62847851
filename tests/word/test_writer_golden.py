"""The parts of a document with every node, as golden XML to read and compare."""

from pipeline.word.writer import write_document
from tests.word.writer_trees import every_node

PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "docProps/custom.xml",
    "word/_rels/document.xml.rels",
    "word/_rels/footnotes.xml.rels",
    "word/document.xml",
    "word/footnotes.xml",
    "word/numbering.xml",
    "word/settings.xml",
)


def test_every_node_comes_out_as_in_the_golden_parts(write, golden):
    golden(write(every_node()), "every-node", PARTS)


def test_two_builds_are_equal_byte_for_byte(template):
    assert write_document(every_node(), template) == write_document(every_node(), template)
