"""Letters that several glyphs show together: what they say, and that each of their glyphs has a text."""

import io

import pikepdf
import pytest
from docx_file import Docx
from pikepdf import Array, Dictionary, Name

from pipeline.pdf.characters import check_characters, missing_characters
from pipeline.pdf.clusters import clusters, name_marks
from pipeline.pdf.finish import finish
from pipeline.pdf.fonts import SAYS_NOTHING, to_unicode
from pipeline.pdf.libreoffice import convert
from pipeline.pdf.text import missing_words
from pipeline.pdf.validate import validate

#: Letters with signs that no composed letter has, a sign and the selector of its form, pointed Hebrew and Arabic.
TOGETHER = "a\u0361b q\u0303 x\u0302 e\u0304\u0302 t\u0361\u0255 ☑\ufe0f שָׁלוֹם بُكْرَةً"


@pytest.fixture(scope="module")
def together():
    """A Word file with such letters, and its finished PDF."""
    word = Docx().heading(1, "Tecken").text(f"Här står {TOGETHER} i en mening.").build()
    return word, finish(convert({"together": word})["together"], word, "together.pdf")


@pytest.mark.xdist_group("samples")
def test_letters_put_together_of_several_glyphs_are_there_and_valid(together):
    word, pdf = together
    assert validate(pdf, "together.pdf") == ()
    assert check_characters(pdf, word, "together.pdf") == ()
    assert missing_words(word, pdf) == ()


@pytest.mark.xdist_group("samples")
def test_a_sign_over_a_letter_that_no_font_has_is_told_though_the_page_says_it():
    """LibreOffice 25.2 shows the letter alone, and lets the text of both stand for it."""
    word = Docx().text("Ord a\u1ac1b och q\u1ac1, och q.").build()
    pdf = finish(convert({"signs": word})["signs"], word, "signs.pdf")
    assert [fault.data["character"] for fault in check_characters(pdf, word, "signs.pdf")] == ["\u1ac1"]


def file_with(stream, texts, widths):
    """A PDF with one page in one font; `texts` is its code → text, `widths` those of its codes from 0."""
    pdf = pikepdf.new()
    lines = "".join(f"<{code:02X}> <{text.encode('utf-16-be').hex()}>\n" for code, text in texts.items())
    cmap = f"{len(texts)} beginbfchar\n{lines}endbfchar\nendcmap".encode()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.TrueType, FirstChar=0, Widths=Array(widths), ToUnicode=None)
    )
    font.ToUnicode = pdf.make_stream(cmap)
    page = pdf.add_blank_page()
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(stream)
    return pdf


#: “a”, and the cluster “a͡” of the codes 1 and 2.
STREAM = (
    b"/P <</MCID 0>> BDC BT /F1 10 Tf <01> Tj "
    b"/Span <</ActualText <FEFF00610361>>> BDC [<01> 20 <02>] TJ EMC ET EMC /Artifact BMC BT <03> Tj ET EMC"
)


def test_a_cluster_has_its_text_and_the_codes_that_show_it():
    with file_with(STREAM, {1: "a", 3: "b"}, [0, 500, 300, 500]) as pdf:
        (found,) = clusters(pdf)
    assert found.text == "a\u0361"
    assert list(found.codes.values()) == [{1, 2}]


@pytest.mark.parametrize(("width", "named"), [(0, {2}), (300, {2})])
def test_a_glyph_whose_text_another_one_tells_gets_a_text_that_says_nothing(width, named):
    # code 4 stands by itself and has a width: something is shown that nothing tells, and a validator is to find it
    stream = STREAM + b" /P <</MCID 1>> BDC BT <04> Tj ET EMC"
    with file_with(stream, {1: "a", 3: "b"}, [0, 500, width, 500, 500]) as pdf:
        name_marks(pdf)
        (font,) = {page.obj.Resources.Font.F1.objgen: page.obj.Resources.Font.F1 for page in pdf.pages}.values()
        known = to_unicode(font.ToUnicode.read_bytes())
    assert {code for code, text in known.items() if text == SAYS_NOTHING} == named
    assert (known[1], known[3], 4 in known) == ("a", "b", False)


@pytest.mark.parametrize(("none", "told"), [(frozenset(), []), (frozenset({2}), ["\u0361"])])
def test_a_character_in_a_cluster_is_shown_if_all_its_glyphs_are_there(monkeypatch, none, told):
    monkeypatch.setattr("pipeline.pdf.characters.missing_codes", lambda font: none)
    stream = io.BytesIO()
    with file_with(STREAM, {1: "a", 3: "b"}, [0, 500, 300, 500]) as pdf:
        pdf.save(stream)
    found = check_characters(stream.getvalue(), Docx().text("a\u0361b").build(), "a.pdf")
    assert [fault.data["character"] for fault in found] == told


@pytest.mark.parametrize(("alone", "together"), [("0061", "a\u0361"), ("00610361", "a")])
def test_a_glyph_that_stands_for_a_letter_alone_shows_no_sign_over_it(alone, together):
    content = f"BT /F1 10 Tf <01> Tj /Span <</ActualText <FEFF{alone}>>> BDC <01> Tj EMC ET".encode()
    stream = io.BytesIO()
    with file_with(content, {1: together, 3: "b"}, [0, 500, 300, 500]) as pdf:
        pdf.save(stream)
    found = check_characters(stream.getvalue(), Docx().text("a a\u0361b").build(), "a.pdf")
    assert [fault.data["character"] for fault in found] == ["\u0361"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("👍🏽", ["🏽", "👍"]),
        ("👨\u200d👩", ["👨", "👩"]),
        ("\u0378", ["\u0378"]),
        ("ab", ["ab"]),
        ("a中\ufe0f", ["中"]),
    ],
)
def test_of_characters_that_share_one_sign_for_missing_each_is_told(monkeypatch, text, told):
    monkeypatch.setattr("pipeline.pdf.characters.missing_codes", lambda font: frozenset({2}))
    with file_with(b"", {1: "a", 2: text, 3: "b"}, [0, 500, 500, 500]) as pdf:
        assert missing_characters(pdf) == told
