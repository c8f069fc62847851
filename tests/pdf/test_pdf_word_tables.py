"""Which cells of a Word file's table are headings."""

import pytest
from lxml import etree

from pipeline.pdf import word_tables
from pipeline.pdf.paragraphs import Styles

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = Styles(
    etree.fromstring(
        f"<w:styles {NAMESPACE}>"
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
            for name in ("Table Row Heading", "Table Text")
        )
        + "</w:styles>"
    )
)


def headings(*styles):
    """What the cells of a row in these styles are headings of, in a table whose first column is one of headings."""
    cells = "".join(
        f'<w:tc><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p></w:tc>' for style in styles
    )
    look = '<w:tblPr><w:tblLook w:firstColumn="1"/></w:tblPr>'
    table = etree.fromstring(f"<w:tbl {NAMESPACE}>{look}<w:tr>{cells}</w:tr></w:tbl>")
    [row] = word_tables.read(table, STYLES).rows
    return [cell.heading for cell in row]


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (("TableRowHeading", "TableText"), ["Row", None]),
        (("TableRowHeading", "TableRowHeading", "TableText"), ["Row", "Row", None]),
        (("TableText", "TableRowHeading"), ["Row", "Row"]),
        (("TableRowHeading", "TableText", "TableRowHeading"), ["Row", None, None]),
    ],
)
def test_every_leading_cell_in_the_style_of_row_headings_is_one(styles, expected):
    assert headings(*styles) == expected
