"""What the PDF says of itself is what the Word file says."""

import io
import re

import docx_samples
import pikepdf
import pytest
from docx_file import Docx, changed
from lxml import etree

from pipeline.pdf import source, xmp
from pipeline.pdf.labels import labels_for
from pipeline.pdf.source import Properties

FULL = Properties(
    title="Rapport <1> & 2",
    subject="Hur det gick",
    keywords="mottagande; uppföljning, plan",
    author="Enheten",
    publisher="Sjömyndigheten",
    identifier="1.1.1-2024-1",
    language="sv-SE",
    created="2024-06-19T08:30:00Z",
    modified="2024-06-20",
)


@pytest.mark.xdist_group("samples")
def test_properties_come_over_from_the_word_file(samples):
    with pikepdf.open(io.BytesIO(samples["report"].pdf)) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == "Rapport om mottagandet"
        assert metadata["dc:creator"] == ["Enheten för uppföljning"]
        assert metadata["dc:identifier"] == "1.1.1-2024-1"
        assert metadata["dc:language"] == {"sv-SE"}
        assert metadata["dc:subject"] == {"mottagande", "uppföljning"}
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["xmp:CreateDate"] == "2024-06-19T00:00:00Z"
        assert str(pdf.docinfo["/Title"]) == "Rapport om mottagandet"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20240619000000Z"
        assert str(pdf.docinfo["/Producer"]) == xmp.PRODUCER


def test_the_packet_is_well_formed_and_escapes_what_it_is_given():
    packet = xmp.packet(FULL)
    inner = re.sub(r"<\?xpacket.*?\?>", "", packet)
    root = etree.fromstring(inner.encode("utf-8"))
    titles = root.findall(".//{http://purl.org/dc/elements/1.1/}title//{*}li")
    assert [title.text for title in titles] == ["Rapport <1> & 2"] * 2
    assert [item.text for item in root.findall(".//{http://purl.org/dc/elements/1.1/}subject//{*}li")] == [
        "mottagande",
        "uppföljning",
        "plan",
    ]


def test_what_the_word_file_does_not_say_the_pdf_does_not_say():
    packet = xmp.packet(Properties())
    for name in ("dc:title", "dc:creator", "dc:identifier", "dc:language", "xmp:CreateDate", "pdf:Keywords"):
        assert f"<{name}>" not in packet
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet


@pytest.mark.parametrize(
    ("written", "as_pdf", "as_xmp"),
    [
        ("2024-06-19T08:30:05Z", "D:20240619083005Z", "2024-06-19T08:30:05Z"),
        ("2024-06-19T08:30:05+02:00", "D:20240619083005+02'00'", "2024-06-19T08:30:05+02:00"),
        ("2024-06-19T08:30Z", "D:20240619083000Z", "2024-06-19T08:30:00Z"),
        ("2024-06-19", "D:20240619000000Z", "2024-06-19T00:00:00Z"),
    ],
)
def test_dates_are_the_same_in_both_places(written, as_pdf, as_xmp):
    properties = Properties(created=written, modified=written)
    assert f"<xmp:CreateDate>{as_xmp}</xmp:CreateDate>" in xmp.packet(properties)
    with pikepdf.new() as pdf:
        xmp.write(pdf, properties)
        assert str(pdf.docinfo["/CreationDate"]) == str(pdf.docinfo["/ModDate"]) == as_pdf


@pytest.mark.parametrize("written", ["", "19 juni 2024", "2024"])
def test_what_is_no_date_is_left_out(written):
    assert "CreateDate" not in xmp.packet(Properties(created=written))


def test_the_language_comes_from_the_properties_else_from_the_default_style():
    word = Docx(language="nb-NO").heading(1, "A").build()
    assert source.properties(word).language == "nb-NO"
    bare = changed(word, "docProps/core.xml", "<dc:language>nb-NO</dc:language>", "")
    assert source.properties(bare).language == "nb-NO"
    assert source.properties(docx_samples.without_language()).language == ""


def test_links_are_described_in_the_documents_language_else_in_english():
    assert labels_for("sv-SE").note == "Fotnot {number}"
    assert labels_for("nb-NO").note == labels_for("no").note == "Fotnote {number}"
    assert labels_for("fi_FI").note == "Alaviite {number}"
    assert labels_for("is-IS") == labels_for("en-GB") == labels_for("")
