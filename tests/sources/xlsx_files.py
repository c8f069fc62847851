"""Workbooks saved and read, and what is wrong with them."""

import io

from openpyxl import Workbook

NAME = "table.xlsx"


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(inputs, book, **options):
    return inputs.table(saved(book), NAME, **options)


def one_fault(inputs, content, **options):
    data = content if isinstance(content, bytes) else saved(content)
    (fault,) = inputs.table_faults(data, NAME, **options)
    return fault


def one_cell(inputs, value, number_format="General", spec=None):
    book = Workbook()
    book.active.append(["Id", "X"])
    book.active.append([1, value])
    book.active["B2"].number_format = number_format
    return read(inputs, book, columns={"X": spec} if spec else None).rows[0]["X"]
