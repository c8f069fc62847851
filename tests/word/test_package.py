"""Word files are read without trust and written repeatably."""

import io
import struct
import subprocess
import zipfile

import pytest
from docx import Document
from engine_docx import attempted, codes, docx, members, p, zipped

from pipeline.faults import FaultError
from pipeline.word.package import Bounds, Member, read_package, write_package

FILE = "templates/test.docx"
LOCAL_NAME, CENTRAL_NAME = 30, 46


def read(data, **bounds):
    return read_package(data, FILE, Bounds(**bounds))


def fault_of(data, **bounds):
    with pytest.raises(FaultError) as error:
        read(data, **bounds)
    for fault in error.value.faults:
        assert fault.place.file == FILE
        assert fault.todo
    return error.value.faults[0]


# -------------------------------------------------------------------------------------------------- sound


def test_members_are_read_as_they_are():
    files = members(p("Hej"))
    package = read(zipped(files))
    assert list(package.members) == list(files)
    assert package.read("word/document.xml").decode() == files["word/document.xml"]
    assert "word/styles.xml" not in package


def test_what_is_written_is_read_by_others():
    data = write_package(read(docx(p("Hej å"))).members.values())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
    assert [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs] == ["Hej å"]


def test_unchanged_members_keep_their_compressed_bytes():
    data = docx(p("Hej"))
    package = read(data)
    again = read(write_package(package.members.values()))
    assert again.members == package.members
    assert all(member.raw in data for member in package.members.values())


def test_dates_and_attributes_of_the_template_do_not_come_through():
    with zipfile.ZipFile(io.BytesIO(write_package(read(docx(p("x"))).members.values()))) as package:
        assert {(of.date_time, of.external_attr, of.create_system) for of in package.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0, 0)
        }


def test_the_same_members_give_the_same_bytes():
    one = write_package([Member.of("a.xml", b"<a/>" * 100), Member.of("b.png", b"\x89PNG")])
    two = write_package([Member.of("a.xml", b"<a/>" * 100), Member.of("b.png", b"\x89PNG")])
    assert one == two


def test_what_deflating_does_not_shrink_is_stored():
    assert Member.of("a.png", bytes(range(256))).method == zipfile.ZIP_STORED
    assert Member.of("a.xml", b"<a/>" * 100).method == zipfile.ZIP_DEFLATED
    assert Member.of("empty", b"").data() == b""


def test_names_beyond_ascii_are_kept():
    data = write_package([Member.of("word/media/bild-å.png", b"x")])
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == ["word/media/bild-å.png"]


def test_zip_tools_accept_what_is_written(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(write_package(read(docx(p("x"))).members.values()))
    assert (
        subprocess.run(["python3", "-m", "zipfile", "-t", str(path)], check=False, capture_output=True).returncode == 0
    )


# ------------------------------------------------------------------------------------------ something else


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"hej", "not a .docx"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf<html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "(.doc)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "OpenDocument"),
        (zipped({"[Content_Types].xml": "<x/>", "_rels/.rels": "<x/>", "xl/workbook.xml": "<x/>"}), "Excel"),
        (zipped({"[Content_Types].xml": "<x/>", "_rels/.rels": "<x/>", "ppt/a.xml": "<x/>"}), "PowerPoint"),
        (zipped({"a.txt": "hej"}), "[Content_Types].xml"),
        (zipped({"[Content_Types].xml": "<x/>"}), "_rels/.rels"),
    ],
)
def test_what_is_no_word_document_is_called_by_its_name(data, what):
    fault = fault_of(data)
    assert fault.code == "T102"
    assert what in fault.message


# ------------------------------------------------------------------------------------------------- damaged


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.95])
def test_a_file_cut_short_is_a_fault(kept):
    data = docx(p("x"))
    assert fault_of(data[: int(len(data) * kept)]).code == "T103"


def test_a_changed_byte_is_a_fault_that_names_the_member():
    data = bytearray(docx(p("x" * 200)))
    begin = data.index(b"word/document.xml") + len("word/document.xml")
    data[begin + 20] ^= 0xFF
    fault = fault_of(bytes(data))
    assert (fault.code, fault.place.part) == ("T103", "word/document.xml")


@pytest.mark.parametrize("at", [-1, -10, -22, -40, -60])
@pytest.mark.parametrize("byte", [0x00, 0x41, 0xFF])
def test_a_damaged_directory_never_shows_a_traceback(at, byte):
    data = bytearray(docx(p("x")))
    data[at] = byte
    package, faults = attempted(lambda: read(bytes(data)))
    assert package or {fault.code for fault in faults} <= {"T102", "T103", "T104", "T105"}


def test_an_encrypted_member_is_a_fault():
    data = bytearray(docx(p("x")))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    assert fault_of(bytes(data)).code == "T103"


def test_a_compression_that_word_does_not_know_is_a_fault():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, text in members(p("x")).items():
            package.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_BZIP2)
    assert fault_of(target.getvalue()).code == "T103"


def test_members_that_overlap_are_a_fault():
    data = bytearray(docx(p("x")))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 4)
    third = data.index(b"PK\x01\x02", second + 4)
    data[third + 42 : third + 46] = data[second + 42 : second + 46]
    assert fault_of(bytes(data)).code == "T103"


def test_a_name_that_differs_within_the_file_is_a_fault():
    data = bytearray(docx(p("x")))
    at = data.index(b"word/document.xml")
    data[at : at + 17] = b"word/documenT.xml"
    assert fault_of(bytes(data)).code == "T103"


# -------------------------------------------------------------------------------------------------- bounds


def test_a_file_over_the_limit_is_refused_before_it_is_opened():
    assert fault_of(docx(p("x")), file=100).code == "T104"


def test_too_many_members_are_refused_by_the_number_that_the_directory_gives():
    files = members(p("x")) | {f"word/media/{number}.png": "" for number in range(30)}
    assert fault_of(zipped(files), members=20).code == "T104"


def test_a_directory_that_lies_about_its_number_is_refused_by_its_size():
    data = bytearray(zipped(members(p("x")) | {f"word/media/{'n' * 200}{at}.png": "" for at in range(100)}))
    end = data.rindex(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<2H", 1, 1)
    assert fault_of(bytes(data), members=20).code == "T104"


def test_a_file_that_unpacks_to_too_much_is_refused():
    files = members(p("x")) | {f"word/media/{number}.bmp": b"ab" * 500_000 for number in range(3)}
    assert fault_of(zipped(files), total=2_000_000, ratio=2000).code == "T104"


def test_a_member_that_unpacks_to_far_more_than_its_size_is_refused():
    fault = fault_of(zipped(members(p("x")) | {"word/media/bomb.bmp": b"\0" * 20_000_000}))
    assert (fault.code, fault.place.part) == ("T104", "word/media/bomb.bmp")


def test_a_member_that_lies_about_its_size_is_a_fault():
    data = bytearray(zipped(members(p("x")) | {"word/media/bomb.bmp": b"\0" * 5_000_000}))
    at = data.rindex(b"word/media/bomb.bmp") - CENTRAL_NAME
    data[at + 24 : at + 28] = struct.pack("<L", 1000)
    assert fault_of(bytes(data)).code == "T103"


# --------------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    "name", ["../evil.xml", "word/../../evil.xml", "/etc/passwd", "word//a.xml", "C:/a.xml", "word\\a.xml", "a\nb.xml"]
)
def test_a_name_that_leads_out_is_a_fault(name):
    target = io.BytesIO(zipped(members(p("x"))))
    with zipfile.ZipFile(target, "a") as package:
        info = zipfile.ZipInfo("word/x.xml")
        info.filename = name
        package.writestr(info, "x")
    assert fault_of(target.getvalue()).code == "T105"


def test_a_name_with_a_zero_byte_is_a_fault():
    data = zipped(members(p("x")) | {"word/aXb.xml": "x"}).replace(b"word/aXb.xml", b"word/a\0b.xml")
    assert fault_of(data).code == "T105"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.XML"])
def test_a_name_that_comes_twice_is_a_fault(name):
    target = io.BytesIO(zipped(members(p("x"))))
    with zipfile.ZipFile(target, "a") as package:
        package.writestr(zipfile.ZipInfo(name), "x")
    fault = fault_of(target.getvalue())
    assert (fault.code, fault.place.part) == ("T105", name)


def test_all_bad_names_are_told_at_once():
    with pytest.raises(FaultError) as error:
        read(zipped(members(p("x")) | {"../a": "x", "../b": "x"}))
    assert codes(error) == ["T105", "T105"]
