"""OpenDocument spreadsheets that are broken or meant to do harm are told of, never taken."""

import io
import zipfile

import pytest
from ods_files import AT, NAME, PLAN, one_fault, saved, sheet
from zip_members import changed


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "I120"), (b"M\xc3\xa5l;Vad\n", "I120"), (b"PK\x03\x04 and no zip", "I121")]
)
def test_a_file_that_is_no_spreadsheet_is_told(inputs, data, code):
    fault = one_fault(inputs, data, named_at=AT)
    assert (fault.code, fault.place) == (code, AT)


def test_another_kind_of_package_is_told(inputs):
    text = changed(saved(sheet(*PLAN)), "mimetype", lambda _: b"application/vnd.oasis.opendocument.text")
    assert one_fault(inputs, text).code == "I120"


def test_a_password_is_told(inputs):
    data = changed(
        saved(sheet(*PLAN)),
        "META-INF/manifest.xml",
        lambda xml: xml.replace(b"/>", b"><manifest:encryption-data/></x>"),
    )
    fault = one_fault(inputs, data)
    assert (fault.code, "password" in fault.message) == ("I120", True)


@pytest.mark.parametrize("member", ["content.xml", "META-INF/manifest.xml", "mimetype"])
@pytest.mark.parametrize("change", [lambda xml: xml[: len(xml) // 2], lambda xml: None, lambda xml: b"<a/>"])
def test_a_spreadsheet_with_a_broken_part_is_read_or_told_and_never_raises(inputs, member, change):
    data = changed(saved(sheet(*PLAN)), member, change)
    try:
        table = inputs.table(data, NAME)
    except Exception as error:
        assert {fault.code for fault in error.faults} <= {"I120", "I121", "I122"}  # noqa: PT017 – reading may also work
    else:
        assert table.rows[0]["Mål"].value == "M1"


@pytest.mark.parametrize(
    "change",
    [
        (b'office:value="1"', b'office:value="ett"'),
        (b'office:value="1"', b""),
        (b"<table:table-row>", b'<table:table-row table:number-rows-repeated="x">'),
    ],
)
def test_an_attribute_that_is_no_number_is_a_damaged_file(inputs, change):
    data = changed(saved(sheet(*PLAN)), "content.xml", lambda xml: xml.replace(*change))
    assert one_fault(inputs, data).code == "I121"


def test_a_bomb_is_refused_before_it_is_unpacked(inputs):
    stream = io.BytesIO(saved(sheet(*PLAN)))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Pictures/bomb.bin", b"\0" * 120_000_000)
    fault = one_fault(inputs, stream.getvalue())
    assert (fault.code, "unpacks" in fault.message) == ("I121", True)


def test_a_document_type_definition_is_refused(inputs):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    data = changed(
        saved(sheet(*PLAN)), "content.xml", lambda xml: xml.replace(b"<office:document", bomb + b"<office:document", 1)
    )
    fault = one_fault(inputs, data)
    assert (fault.code, "document type" in fault.message) == ("I121", True)
