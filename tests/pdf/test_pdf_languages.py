"""What the export loses of words in other languages, of headings and of rare characters, and what is mended or told."""

import io

import pikepdf
import pytest
from docx_file import Docx
from docx_pieces import paragraph, run

from pipeline.pdf import tree
from pipeline.pdf.characters import check_characters
from pipeline.pdf.finish import finish
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.libreoffice import convert
from pipeline.pdf.marked import PageContent
from pipeline.pdf.outline import comparable
from pipeline.pdf.pages import outline_pages
from pipeline.pdf.validate import check_outline, validate

pytestmark = pytest.mark.xdist_group("samples")

HEBREW, ARABIC = "שלום עולם", "سلام عليكم"


def leftwards(text, language):
    made = run(text, language=language)
    return made.replace("<w:lang ", "<w:rtl/><w:lang ").replace('"/></w:rPr>', f'" w:bidi="{language}"/></w:rPr>')


@pytest.fixture(scope="module")
def foreign():
    """A Word file, LibreOffice's PDF of it, and the finished one."""
    doc = Docx().heading(1, "Mappen G:\\gemensam och ut\N{SOFT HYPHEN}redning")
    doc.text(run("Ordet ") + leftwards(HEBREW, "he") + run(" och ") + leftwards(ARABIC, "ar") + run(" här."))
    doc.text(f"Ordet {HEBREW} och {ARABIC} här.")
    doc.text(run("Se ") + run("code of conduct", language="en") + run(" och ") + run("sámegiella", language="se"))
    link = doc.link("https://www.example.se/", "Sidan ").replace(
        "</w:hyperlink>", run("in English", style="Hyperlink", language="en") + "</w:hyperlink>"
    )
    doc.add(paragraph(link, "BodyText"))
    doc.text("Ord ỺỻỼỽ – ½ ﬁ m² ‑ Åå.")
    word = doc.build()
    raw = convert({"foreign": word})["foreign"]
    return word, raw, finish(raw, word, "foreign.pdf")


def spoken(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = Fonts()
        pages = [PageContent(page, fonts) for page in opened.pages]
        return [
            (element.language, "".join(element.texts(lambda mark: pages[mark.page].shown[mark.mcid].text)).strip())
            for element in tree.read(opened).walk()
            if element.language
        ]


def test_words_have_the_languages_of_the_word_file_and_no_others(foreign):
    assert spoken(foreign[2]) == [
        ("he", HEBREW),
        ("ar", ARABIC),
        ("en", "code of conduct"),
        ("se", "sámegiella"),
        ("en", "in English"),
    ]


def test_a_character_that_libreoffice_leaves_out_is_told_and_those_it_shows_in_another_form_are_not(foreign):
    assert [fault.data["character"] for fault in check_characters(foreign[2], foreign[0], "a.pdf")] == ["Ỽ", "ỽ"]
    # LibreOffice 7.4 shows nothing in their place, which no validator can find; 25.2 shows a box.
    found = validate(foreign[2], "a.pdf")
    assert {(fault.code, fault.data["character"]) for fault in found} <= {("P206", "Ỽ"), ("P206", "ỽ")}


def test_the_outline_has_backslashes_and_no_soft_hyphens(foreign):
    assert outline_pages(foreign[1])[0].title == "1 Mappen G:gemensam och ut\N{SOFT HYPHEN}redning"
    assert outline_pages(foreign[2])[0].title == "1 Mappen G:\\gemensam och utredning"
    assert check_outline(foreign[2], foreign[0], "a.pdf") == ()


def test_titles_are_compared_without_what_cannot_be_seen():
    assert comparable("A\N{SOFT HYPHEN}b\\c \N{ZERO WIDTH SPACE}D") == comparable("abcd")
