"""OpenDocument spreadsheets written by odfpy, which is not ours, and short ways to read them."""

import io
from datetime import date

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from pipeline.places import Place

NAME = "table.ods"
AT = Place("figures.yaml", 3, 9)


def cell(value=None, shown=None, **attributes):
    """A cell of a value; `shown` is what people see, and numbers are written as LibreOffice shows them in Swedish."""
    if value is None:
        return TableCell(**attributes)
    if isinstance(value, bool):
        made = TableCell(valuetype="boolean", booleanvalue="true" if value else "false", **attributes)
        shown = shown or ("SANT" if value else "FALSKT")
    elif isinstance(value, int | float):
        kind = "percentage" if (shown or "").endswith("%") else "float"
        made = TableCell(valuetype=kind, value=repr(value), **attributes)
        shown = shown or str(value).replace(".", ",")
    elif isinstance(value, date):
        made = TableCell(valuetype="date", datevalue=value.isoformat(), **attributes)
        shown = shown or value.isoformat()
    else:
        made = TableCell(valuetype="string", **attributes)
        shown = value
    for line in shown.split("\n"):
        made.addElement(P(text=line))
    return made


def row(*cells, **attributes):
    made = TableRow(**attributes)
    for one in cells:
        made.addElement(one if hasattr(one, "qname") else cell(one))
    return made


def sheet(*rows, name="Blad1", columns=(), **attributes):
    made = Table(name=name, **attributes)
    for column in columns:
        made.addElement(column)
    for one in rows:
        made.addElement(one)
    return made


def saved(*sheets, extra=(), styles=()):
    document = OpenDocumentSpreadsheet()
    for style in styles:
        document.automaticstyles.addElement(style)
    for one in (*sheets, *extra):
        document.spreadsheet.addElement(one)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(inputs, *sheets, extra=(), styles=(), **options):
    return inputs.table(saved(*sheets, extra=extra, styles=styles), NAME, **options)


def one_fault(inputs, content, **options):
    data = content if isinstance(content, bytes) else saved(content)
    (fault,) = inputs.table_faults(data, NAME, **options)
    return fault


def one_cell(inputs, made, spec=None):
    table = read(inputs, sheet(row("Id", "X"), row(1, made)), columns={"X": spec} if spec else None)
    return table.rows[0]["X"]


PLAN = (row("Mål", "Vad", "Antal"), row("M1", "a", 1))
