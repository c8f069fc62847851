"""The comparison of words finds what is missing, and only that."""

import subprocess

import docx_samples
import pytest
from docx_file import Docx, changed
from docx_pieces import field_code, run

from pipeline.pdf.pages import outline_pages, page_count
from pipeline.pdf.text import missing_words, words_of_docx, words_of_pdf

pytestmark = pytest.mark.xdist_group("samples")


@pytest.mark.parametrize("name", sorted(docx_samples.ALL))
def test_all_words_of_the_word_file_are_in_the_pdf(samples, name):
    assert missing_words(samples[name].docx, samples[name].pdf) == ()
    assert len(words_of_pdf(samples[name].pdf)) >= len(words_of_docx(samples[name].docx)) > 0


@pytest.mark.parametrize(
    ("part", "old", "new", "missing"),
    [
        ("word/document.xml", "Däremellan.", "Däremellan kom svaret.", ("kom", "svaret.")),
        ("word/document.xml", ">1 340<", ">1 341<", ("341",)),
        ("word/document.xml", ">Punkt ett<", ">Punkt ett ett<", ("ett",)),
        ("word/footnotes.xml", "Preliminär", "Slutlig", ("Slutlig",)),
        ("word/header1.xml", "Sjömyndigheten", "Landmyndigheten", ("Landmyndigheten",)),
    ],
)
def test_a_word_that_is_only_in_the_word_file_is_missing(samples, part, old, new, missing):
    assert missing_words(changed(samples["report"].docx, part, old, new), samples["report"].pdf) == missing


@pytest.mark.parametrize("name", ["report", "odd"])
def test_poppler_reads_the_same_words_from_the_page(samples, name):
    read = subprocess.run(["pdftotext", "-", "-"], input=samples[name].pdf, capture_output=True, check=True).stdout
    shown = "".join(read.decode("utf-8").replace("-\n", "").split())
    words = [word.replace("\N{SOFT HYPHEN}", "") for word in words_of_docx(samples[name].docx)]
    assert [word for word in words if word not in shown] == []


def test_words_that_are_hyphenated_at_the_end_of_a_line_are_whole(samples):
    """LibreOffice shows a hyphen there and says that it stands for a soft one."""
    assert "-" not in " ".join(words_of_pdf(samples["odd"].pdf)).partition("e-post till ")[2]


def test_a_text_that_stands_twice_has_to_be_there_twice(samples):
    word = changed(
        samples["small"].docx,
        "word/document.xml",
        "<w:sectPr>",
        "<w:p><w:r><w:t>Arbetet började i mars.</w:t></w:r></w:p><w:sectPr>",
    )
    assert "började" in missing_words(word, samples["small"].pdf)


def test_the_words_of_a_word_file_are_those_that_people_see():
    word = Docx().text(
        run("en")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run("bindning")
        + "<w:r><w:tab/></w:r>"
        + field_code("PAGEREF x", "12")
        + "<w:r><w:br/></w:r>"
        + run("slut")
    )
    assert words_of_docx(word.build()) == ["en-bindning", "12", "slut"]


def test_the_outline_tells_headings_with_number_level_and_page(samples):
    found = [(entry.title, entry.level, entry.page) for entry in outline_pages(samples["report"].pdf)]
    assert found == [
        ("1 Bakgrund", 1, 2),
        ("1.1 Uppdraget", 2, 2),
        ("Mellanrubrik", 3, 2),
        ("2 Resultat", 1, 2),
        ("2.1 Åtgärder", 2, 3),
    ]
    assert page_count(samples["report"].pdf) == 4


def test_the_outline_of_libreoffices_own_export_is_the_same(samples):
    assert outline_pages(samples["report"].raw) == outline_pages(samples["report"].pdf)
