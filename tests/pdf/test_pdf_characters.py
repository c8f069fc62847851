"""Characters that a font lacks: found where no font has them, read in order where another one has."""

import io

import pikepdf
import pytest
from docx_file import Docx
from hypothesis import given
from hypothesis import strategies as st
from pdf_structure import structure

from pipeline.pdf import truetype
from pipeline.pdf.finish import finish
from pipeline.pdf.fonts import Font, Fonts, to_unicode
from pipeline.pdf.libreoffice import convert
from pipeline.pdf.marked import PageContent
from pipeline.pdf.shown import Piece, Shown
from pipeline.pdf.text import missing_words, words_of_pdf
from pipeline.pdf.validate import validate


@pytest.fixture(scope="module")
def rare():
    """A Word file with a character that no font has, and one that only another font has; and its PDF."""
    word = (
        Docx().heading(1, "Tecken").text("Ingen har \u0378 tecknet.").text("Kryssa \N{BALLOT BOX WITH CHECK} i rutan.")
    )
    word = word.build()
    return word, finish(convert({"rare": word})["rare"], word, "rare.pdf")


@pytest.mark.xdist_group("samples")
def test_a_character_that_no_font_has_is_found_though_validators_pass_it(rare):
    (fault,) = validate(rare[1], "rare.pdf")
    assert fault.code == "P206"
    assert "U+0378" in fault.message


@pytest.mark.xdist_group("samples")
def test_a_character_from_another_font_is_read_where_it_stands(rare):
    """LibreOffice draws it after the rest of its line."""
    assert missing_words(*rare) == ()
    words = words_of_pdf(rare[1])
    at = words.index("Kryssa")
    assert words[at : at + 4] == ["Kryssa", "\N{BALLOT BOX WITH CHECK}", "i", "rutan."]
    assert "Span" in structure(rare[1])
    with pikepdf.open(io.BytesIO(rare[1])) as pdf:
        texts = [
            str(item.ActualText)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/ActualText" in item
        ]
    assert texts == ["Kryssa \N{BALLOT BOX WITH CHECK} i rutan."]


def piece(font, across, *parts, up=100.0):
    operand = pikepdf.Array([part if isinstance(part, int) else pikepdf.String(part) for part in parts])
    return Piece(font, 10.0, across, up, operand)


MAIN = Font(texts={ord(letter): letter for letter in "abc "}, widths=(500.0,) * 128)
OTHER = Font(texts={1: "☑"}, widths=(900.0,), first=1)


def test_pieces_are_put_in_order_only_on_one_line_and_with_known_widths():
    shown = Shown()
    shown.add(piece(MAIN, 0, b"a ", -900, b" b"))
    shown.add(piece(OTHER, 10, b"\x01"))
    assert shown.disordered
    assert shown.text == "a ☑ b"
    below = Shown()
    below.add(piece(MAIN, 50, b"a"))
    below.add(piece(OTHER, 0, b"\x01", up=80.0))
    assert (below.disordered, below.text) == (False, "a☑")
    unknown = Shown()
    unknown.add(piece(MAIN, 50, b"a"))
    unknown.add(piece(Font(texts={1: "☑"}), 0, b"\x01"))
    assert (unknown.disordered, unknown.text) == (False, "a☑")


def test_a_sign_over_a_letter_is_read_before_the_letter_that_begins_where_it_stands():
    shown = Shown()
    shown.add(piece(MAIN, 0, b"a", -500, b"b"))
    shown.add(piece(Font(texts={1: "e", 2: "\u0304"}, widths=(500.0, 0.0), first=1), 5, b"\x01\x02"))
    assert shown.text == "ae\u0304b"


def test_to_unicode_reads_single_codes_ranges_and_lists():
    cmap = (
        b"2 beginbfchar\n<01> <0041>\n<02> <D83DDE00>\nendbfchar\n"
        b"2 beginbfrange\n<10> <12> <0061>\n<20> <21> [<0078> <00660069>]\nendbfrange"
    )
    assert to_unicode(cmap) == {1: "A", 2: "😀", 16: "a", 17: "b", 18: "c", 32: "x", 33: "fi"}


@given(st.binary(max_size=300))
def test_a_font_that_cannot_be_read_has_no_missing_characters(data):
    assert truetype.notdef_codes(data, identity=False) == frozenset()
    assert truetype.notdef_codes(b"\0\1\0\0" + data, identity=True) == frozenset()


@given(st.binary(max_size=200))
def test_any_bytes_are_a_unicode_map(data):
    assert isinstance(to_unicode(b"beginbfchar" + data + b"endbfchar"), dict)


def test_a_replaced_text_stands_where_what_it_replaces_is_shown():
    """A ligature that is drawn after the text behind it, and a soft hyphen that is none."""
    stream = (
        b"/P <</MCID 0>> BDC BT /F1 10 Tf 0 100 Td <61> Tj 15 0 Td <63> Tj ET\n"
        b"BT /Span <</ActualText <FEFF00660069>>> BDC 5 100 Td /F2 10 Tf <01> Tj <01> Tj EMC ET EMC\n"
        b"/P <</MCID 1>> BDC BT 0 80 Td /F1 10 Tf <61> Tj /Span <</ActualText <FEFF00AD>>> BDC <62> Tj EMC ET EMC"
    )
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.obj.Resources = pikepdf.Dictionary(
            Font={
                "/F1": pikepdf.Dictionary(Type=pikepdf.Name.Font, FirstChar=0, Widths=pikepdf.Array([500] * 128)),
                "/F2": pikepdf.Dictionary(Type=pikepdf.Name.Font, FirstChar=0, Widths=pikepdf.Array([500] * 128)),
            }
        )
        page.obj.Contents = pdf.make_stream(stream)
        content = PageContent(page, Fonts())
    assert content.shown[0].text == "afic"
    assert content.shown[1].text == "a"
