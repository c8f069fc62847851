"""Workbooks that are broken or made to harm are told, and none is unpacked."""

import io
import zipfile

import pytest
from xlsx_files import NAME, one_fault, saved
from zip_members import changed

from pipeline.places import Place


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (b"", "I120", "not an Excel workbook"),
        (b"M\xc3\xa5l;Vad\n", "I120", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "I120", "password"),
        (b"PK\x03\x04 and no zip", "I121", "cannot be read"),
    ],
)
def test_a_file_that_is_no_workbook_is_told(inputs, data, code, said):
    fault = one_fault(inputs, data, named_at=Place("figures.yaml", 3, 9))
    assert (fault.code, fault.place) == (code, Place("figures.yaml", 3, 9))
    assert said in fault.message


def test_a_zip_that_is_no_workbook_is_told(inputs):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert one_fault(inputs, stream.getvalue()).code == "I121"


@pytest.mark.parametrize("length", [0.2, 0.5, 0.9])
def test_a_workbook_cut_short_is_told(inputs, book, length):
    book.active.append(["M1", "a", 1])
    data = saved(book)
    assert one_fault(inputs, data[: int(len(data) * length)]).code == "I121"


@pytest.mark.parametrize("member", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "_rels/.rels"])
@pytest.mark.parametrize("change", [lambda xml: xml[: len(xml) // 2], lambda xml: None, lambda xml: b"<a/>"])
def test_a_workbook_with_a_broken_part_is_read_or_told_and_never_raises(inputs, book, member, change):
    book.active.append(["M1", "a", 1])
    data = changed(saved(book), member, change)
    try:
        table = inputs.table(data, NAME)
    except Exception as error:
        assert {fault.code for fault in error.faults} <= {"I121", "I122", "I125"}  # noqa: PT017 – reading may also work
    else:
        assert table.rows[0]["Mål"].value == "M1"


def test_a_bomb_is_refused_before_it_is_unpacked(inputs, book):
    book.active.append(["M1", "a", 1])
    stream = io.BytesIO(saved(book))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", b"\0" * 120_000_000)
    fault = one_fault(inputs, stream.getvalue())
    assert (fault.code, "unpacks" in fault.message) == ("I121", True)


def test_too_many_members_are_refused(inputs, book):
    stream = io.BytesIO(saved(book))
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(2_001):
            archive.writestr(f"xl/media/{number}", b"")
    assert one_fault(inputs, stream.getvalue()).code == "I121"


def test_a_document_type_definition_is_refused(inputs, book):
    book.active.append(["M1", "a", 1])
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'

    def add(xml):
        head, _, rest = xml.partition(b"<worksheet")
        return head + bomb + b"<worksheet" + rest

    fault = one_fault(inputs, changed(saved(book), "xl/worksheets/sheet1.xml", add))
    assert (fault.code, "document type" in fault.message) == ("I121", True)
