"""What the documents with odd texts must say beyond what every stress document must."""

import io
import re
import unicodedata
import zipfile
from functools import partial

import pikepdf
import pytest
from lxml import etree
from pikepdf import Dictionary, Name

from pipeline.building.numbering import Numbering
from pipeline.building.run import compose_all
from pipeline.building.write import write_all
from pipeline.faults import FaultError
from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.marked import PageContent
from pipeline.pdf.pages import outline_pages
from pipeline.pdf.text import words_of_docx, words_of_pdf
from tests.stress import letter_documents, script_documents
from tests.stress.annex_folder import annex
from tests.stress.building import build, write_project
from tests.stress.refused_texts import AT_ONCE, FOR_THE_FONTS

pytestmark = pytest.mark.xdist_group("stress")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Tags:
    """The tags of a PDF, what they say, and its annotations."""

    def __init__(self, pdf):
        self.pdf = pikepdf.open(io.BytesIO(pdf))
        fonts = Fonts()
        self.pages = [PageContent(page, fonts) for page in self.pdf.pages]
        self.root = tree.read(self.pdf)

    def of(self, *kinds):
        return [element for element in self.root.walk() if element.kind in kinds]

    def said(self, element):
        return " ".join("".join(element.texts(lambda mark: self.pages[mark.page].shown[mark.mcid].text)).split())

    def links(self, element):
        return [self.pdf.get_object(*annotation) for annotation in element.annotations()]

    def addresses(self, element):
        return [str(link.A.URI) for link in self.links(element) if Name.A in link and Name.URI in link.A]


@pytest.fixture(scope="module")
def tags(stressed):
    return lambda name: Tags(stressed.pdf(name))


def word(data, part="word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(part))


@pytest.mark.parametrize(
    ("name", "notes"),
    [("notes-two-hundred", 200), ("notes-everywhere", 30), ("notes-only", 3), ("notes-longer-than-a-page", 3)],
)
def test_every_note_has_a_number_in_order_a_name_of_its_own_and_a_link_back(tags, name, notes):
    read = tags(name)
    found = read.of("Note")
    assert [int(read.said(note.elements()[0])) for note in found] == list(range(1, notes + 1))
    assert [note.elements()[0].kind for note in found] == ["Lbl"] * notes
    objects = [item for item in read.pdf.objects if isinstance(item, Dictionary)]
    names = [str(item.ID) for item in objects if item.get(Name.S) == Name.Note]
    assert len(set(names)) == len(names) == notes
    assert all(list(note.elements()[0].annotations()) for note in found)


def test_each_mark_in_the_text_is_a_described_link_to_its_note(tags):
    read = tags("notes-everywhere")
    in_notes = {id(element) for note in read.of("Note") for element in note.walk()}
    marks = [link for link in read.of("Link") if id(link) not in in_notes and read.said(link).isdecimal()]
    assert [int(read.said(link)) for link in marks] == list(range(1, 31))
    for link in marks:
        assert [annotation.Contents for annotation in read.links(link)] == [f"Fotnot {read.said(link)}"]


def test_notes_in_cells_captions_and_headings_stand_where_they_are_cited(tags):
    read = tags("notes-everywhere")
    cells = [read.said(cell) for cell in read.of("TH", "TD")]
    assert cells == ["Vad", "Hur", "Samverkan22", "Möten23,24", "Stöd", "Samtal25"]
    assert read.said(read.of("H1")[0]) == "1 Rubriken har en not1"


def test_links_in_notes_lead_where_their_words_say(tags):
    read = tags("notes-with-links")
    found = [read.addresses(note) for note in read.of("Note")]
    assert found[0] == ["https://www.migrationsverket.se/"]
    assert found[2] == ["mailto:registrator@migrationsverket.se"] * 2
    assert {"https://www.riksdagen.se/lag", "https://www.riksdagen.se/proposition"} <= set(found[3])
    assert len(set(found[4])) == 1 < len(found[4]), "an address over several lines has an annotation on each"
    assert all(link.get(Name.Contents) for note in read.of("Note") for link in read.links(note))


def test_links_are_whole_and_spell_letters_beyond_ascii_as_the_standard_does(tags):
    read = tags("links")
    led = {uri for link in read.of("Link") for uri in read.addresses(link)}
    assert "https://sv.wikipedia.org/wiki/Asyl_(juridik)" in led
    assert "https://www.migrationsverket.se/s%C3%B6k?a=%C3%A5&b=%22c%22" in led
    assert "https://www.migrationsverket.se/s%C3%B6k" in led
    assert "https://www.xn--rksmrgs-5wao1o.se/" in led
    assert "mailto:registrator@migrationsverket.se?subject=En%20fr%C3%A5ga" in led
    assert {"https://a.se/", "https://b.se/", "https://c.se/"} <= led
    assert [read.said(link) for link in read.of("Link") if "https://c.se/" in read.addresses(link)] == ["sida"]


@pytest.mark.parametrize("language", script_documents.WORDS)
def test_words_marked_as_of_a_language_are_so_in_the_tags(tags, language):
    read = tags("scripts")
    said = [read.said(element) for element in read.root.walk() if element.language == language]
    # in a sentence, in a list, in a note and in a heading; an unmarked one beside each stays without
    assert "".join(said).replace(" ", "") == script_documents.WORDS[language].replace(" ", "") * 4


def test_a_language_can_begin_inside_a_word_a_link_and_another_language(tags):
    read = tags("scripts-inside-a-word")
    said = [(element.language, read.said(element)) for element in read.root.walk() if element.language]
    assert ("en", "feedback") in said
    assert ("en", "cool") in said
    assert ("la", "de facto") in said
    assert ("en", "in English") in [(language, words.strip()) for language, words in said]
    assert ("en", "The agency") in said
    assert all("förklarar" not in words for _, words in said)


def test_paragraphs_from_right_to_left_begin_at_the_right(stressed):
    paragraphs = word(stressed.docx("scripts-right-to-left")).iter(f"{W}p")
    leftwards = ["".join(paragraph.itertext()) for paragraph in paragraphs if paragraph.find(f".//{W}bidi") is not None]
    assert len(leftwards) == 3
    assert all(re.match("[\u0590-\u06ff]", text) for text in leftwards)


def test_numbers_among_words_from_right_to_left_are_read_as_they_are_written(stressed):
    said = " ".join(words_of_pdf(stressed.pdf("scripts-right-to-left-with-numbers")))
    assert "قانون رقم 2017:900 لعام 2017" in said
    assert "في 19 يونيو 2024" in said
    assert "٢٠٢٤" in said


@pytest.mark.parametrize("block", letter_documents.BLOCKS)
def test_every_letter_of_a_block_comes_back_from_the_page(stressed, block):
    said = "".join(words_of_pdf(stressed.pdf("letters-of-every-block")))
    assert unicodedata.normalize("NFC", "".join(letter_documents.letters(block))) in said


@pytest.mark.parametrize("block", ["Latin-1", "Latin Extended-A", "Latin Extended Additional"])
def test_every_letter_comes_back_by_itself_in_bold_and_in_italics(stressed, block):
    said = " ".join(words_of_pdf(stressed.pdf("letters-alone")))
    assert said.count(" ".join(letter_documents.letters(block))) == 3


@pytest.mark.parametrize("words", ["CO₂", "m²", "xⁿ", "a\N{NO-BREAK SPACE}b", "√j", "½", "€", "\N{NUMERO SIGN}"])
def test_signs_come_back_as_themselves(stressed, words):
    assert words.replace("\N{NO-BREAK SPACE}", " ") in " ".join(words_of_pdf(stressed.pdf("letters-signs")))


def test_joined_letters_come_back_apart_and_letters_of_two_stay_one(stressed):
    said = words_of_pdf(stressed.pdf("letters-ligatures"))
    assert [said.count(joined) for joined in ("affisch", "officiell", "trafik", "attityd")] == [4, 4, 3, 3]
    assert {"ﬁ", "ﬃ", "ĳ,", "ß,"} <= set(said)


def test_decomposed_letters_are_composed_ones_in_both_files(stressed):
    name = "letters-composed-and-decomposed"
    for said in (words_of_docx(stressed.docx(name)), words_of_pdf(stressed.pdf(name))):
        assert said.count("Nguyễn,") == said.count("Čapek,") == 2
        assert {"q̃", "m̄", "x̂"} <= set(said)


def test_contents_list_and_outline_have_headings_as_they_are_shown(stressed):
    titles = [entry.title for entry in outline_pages(stressed.pdf("headings-with-marks"))]
    assert "1.3.2 Så många som 5 131 ärenden, se avsnitt 1" in titles
    assert "4 <Vinklar> & „citat“ * % _ [hake] {{ klammer }} \\ omvänt" in titles
    said = " ".join(words_of_pdf(stressed.pdf("headings-with-marks")))
    assert said.count("se avsnitt 1") == 2, "in the contents list and in the heading"


def test_text_full_of_markup_stands_as_it_was_written(stressed):
    said = " ".join(words_of_pdf(stressed.pdf("markup")))
    assert '1 < 2 & tre > ]]> "citat"' in said
    assert "{{ namn }} {% if %} {# inte #}." in said
    assert "</w:t> {# g #} %PDF- {DATE} \\o" in said
    assert "*a* _b_ [c] (d) `e`" in said
    assert not list(word(stressed.docx("markup")).iter(f"{W}instrText"))[3:], "no field but those of the caption"


@pytest.mark.parametrize("name", AT_ONCE)
def test_what_no_document_can_hold_is_refused_at_its_place(tmp_path, name):
    make, code, place = AT_ONCE[name]
    project = write_project(tmp_path, {name: make})
    with pytest.raises(FaultError) as refused:
        write_all(compose_all(project, project.documents(), Numbering(project.register), draft=True))
    found = {(fault.code, str(fault.place)) for fault in refused.value.faults}
    assert any(told == code and where.startswith(f"inputs/{name}/{place}") for told, where in found), found
    assert all(fault.todo for fault in refused.value.faults)


def test_every_character_without_a_font_is_told_at_once_with_its_places(tmp_path):
    with pytest.raises(FaultError) as refused:
        build(tmp_path, {name: partial(annex, f"{text}\n") for name, (text, _) in FOR_THE_FONTS.items()})
    assert {fault.code for fault in refused.value.faults} == {"P206"}
    for name, (text, characters) in FOR_THE_FONTS.items():
        told = {
            (fault.data["character"], fault.place.line, fault.place.column)
            for fault in refused.value.faults
            if fault.place.file == f"inputs/{name}/text/10-text.md"
        }
        lines = text.split("\n")
        places = {
            (sign, line, column)
            for line, words in enumerate(lines, 1)
            for column, sign in enumerate(words, 1)
            if sign in characters
        }
        assert told == places
