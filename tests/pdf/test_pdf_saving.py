"""Streams end in nothing that a validator could misread, and colour profiles carry no date."""

import io
import re
import zlib

import page
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf import saving


def file_with(streams):
    """A PDF with these streams, each of its own kind."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Extra = pikepdf.Array([pdf.make_indirect(stream) for stream in streams(pdf)])
    return pdf


def ending_in_cr(text=b"text"):
    """The text with one more byte, so that the low byte of its Adler-32 checksum is CR."""
    return text + bytes([(0x0D - zlib.adler32(text)) & 0xFF])


def test_a_stream_that_would_end_in_cr_gets_a_byte_that_means_nothing():
    text = ending_in_cr()

    def streams(pdf):
        font = pikepdf.Stream(pdf, text)
        font.Length1 = len(text)
        image = pikepdf.Stream(pdf, text)
        image.Subtype = pikepdf.Name.Image
        return [pikepdf.Stream(pdf, text), font, image, pikepdf.Stream(pdf, b"sound")]

    data = saving.save(file_with(streams))
    assert b"\r\nendstream" not in data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        plain, font, image, sound = pdf.Root.Extra
        assert plain.read_bytes() == text + b" "
        assert (font.read_bytes(), int(font.Length1)) == (text + b" ", len(text) + 1)
        assert image.read_bytes() == text + b" "
        assert sound.read_bytes() == b"sound"


def test_the_validator_does_misread_such_a_stream():
    """Should this fail one day, the validator has become better, and the byte is not needed any more."""
    pdf = file_with(lambda pdf: [pikepdf.Stream(pdf, ending_in_cr())])
    stream = io.BytesIO()
    pdf.save(stream)
    assert b"\r\nendstream" in stream.getvalue()
    report = page.validate_pdf_bytes(stream.getvalue(), profile="2a")
    assert "PDFA2A-STREAM-LENGTH-001" in {failure.rule_id for failure in report.failures}


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=30))
def test_object_streams_never_end_in_cr(texts):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Extra = pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String(text))) for text in texts])
    data = saving.save(pdf)
    assert b"\r\nendstream" not in data
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert [str(entry.T) for entry in opened.Root.Extra] == texts


def test_objects_in_another_order_give_the_same_bytes():
    """LibreOffice 25.2 writes the fonts of a document now in one order and now in another."""
    saved = []
    for order in (("one", "other"), ("other", "one")):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        fonts = {name: pdf.make_indirect(pikepdf.Dictionary(Name=pikepdf.String(name))) for name in order}
        pdf.Root.Extra = pikepdf.Array([fonts["one"], fonts["other"]])
        saved.append(saving.save(pdf))
    assert saved[0] == saved[1]


def test_colour_profiles_lose_the_time_they_were_made():
    def profile(day):
        return bytes(24) + b"".join(n.to_bytes(2, "big") for n in (2026, 11, day, 6, 0, 0)) + bytes(200)

    saved = []
    for day in (1, 2):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        intent = pikepdf.Dictionary(S=pikepdf.Name.GTS_PDFA1, DestOutputProfile=pikepdf.Stream(pdf, profile(day)))
        pdf.Root.OutputIntents = pikepdf.Array([intent])
        saved.append(saving.save(pdf))
    assert saved[0] == saved[1]
    assert re.search(rb"/ID \[", saved[0])


@pytest.mark.parametrize("name", ["/ID", "/DocChecksum"])
def test_identifiers_are_made_of_the_content_alone(name):
    saved = []
    for mark in (b"a" * 16, b"b" * 16):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        value = pikepdf.String(mark)
        pdf.trailer[name] = pikepdf.Array([value, value]) if name == "/ID" else value
        saved.append(saving.save(pdf))
    assert saved[0] == saved[1]
