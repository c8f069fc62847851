"""The comparison of web edition, Word file and PDF finds what one of them has lost, doubled or moved."""

import copy
import io
import zipfile

import lxml.html
import pytest
from lxml import etree

from tests.html.said import W, differences

pytestmark = pytest.mark.xdist_group("stress")

#: A document with text, two tables and thirty footnotes, one whose tables are full of figures, one of lists.
NOTES, FIGURES = "notes-everywhere", "long-table"
LISTS = "nested-lists"


@pytest.fixture
def files(stressed):
    def files(name):
        return stressed.path(name, "html").read_bytes(), stressed.docx(name), stressed.pdf(name)

    return files


def paragraphs(root):
    return root.xpath("//div[@id='text']/p[string-length(.) > 40]")


def lost_word(root):
    first = paragraphs(root)[0]
    first.text = first.text.replace(f"{first.text.split()[1]} ", "", 1)


def swapped_words(root):
    first = paragraphs(root)[0]
    one, other, *rest = first.text.split(" ")
    first.text = " ".join((other, one, *rest))


def words_written_together(root):
    first = paragraphs(root)[0]
    first.text = first.text.replace(" ", "", 1)


def other_case(root):
    first = paragraphs(root)[0]
    first.text = first.text[:1].swapcase() + first.text[1:]


def doubled_paragraph(root):
    first = paragraphs(root)[0]
    first.addnext(copy.deepcopy(first))


def moved_paragraph(root):
    first, *_, last = paragraphs(root)
    last.addnext(first)


def lost_row(root):
    root.xpath("//tbody/tr")[1].drop_tree()


def swapped_cells(root):
    cells = root.xpath("//tbody/tr[1]/td")
    cells[-1].addnext(cells[0])


def lost_note(root):
    root.xpath("//section[@role='doc-endnotes']/ol/li")[2].drop_tree()


def swapped_notes(root):
    notes = root.xpath("//section[@role='doc-endnotes']/ol/li")
    notes[1].addnext(notes[0])


def other_number_of_a_heading(root):
    number = root.xpath("//div[starts-with(@class, 'heading')]//span[@class='number']")[0]
    number.text = "7"


def hidden_paragraph(root):
    paragraphs(root)[0].set("hidden", "")


def paragraph_for_eyes_alone(root):
    paragraphs(root)[0].set("aria-hidden", "true")


def other_digit(root):
    cell = next(cell for cell in root.xpath("//tbody//td") if (cell.text or "").isdigit())
    cell.text = f"{cell.text[:-1]}{(int(cell.text[-1]) + 1) % 10}"


def other_space(root):
    text = next(one for one in root.xpath("//div[@id='text']//text()") if "\N{NO-BREAK SPACE}" in one)
    changed = text.replace("\N{NO-BREAK SPACE}", " ", 1)
    setattr(text.getparent(), "tail" if text.is_tail else "text", changed)


def doubled_caption(root):
    caption = root.xpath("//caption/span[@class='caption']")[0]
    caption.addnext(copy.deepcopy(caption))


def lost_mark(root):
    root.xpath("//div[@id='text']//sup[@class='noteref']")[3].drop_tree()


def moved_mark(root):
    mark = root.xpath("//div[@id='text']/p[string-length(.) > 40]//sup[@class='noteref']")[0]
    words, mark.tail = mark.tail or "", ""
    paragraph = mark.getparent()
    mark.drop_tree()
    paragraph.text = f"{paragraph.text or ''}{words}"
    paragraph.insert(0, mark)


def numbers_for_bullets(root):
    root.xpath("//div[@id='text']//ul[not(ancestor::nav)]")[0].tag = "ol"


def first_numbered_list(root):
    return root.xpath("//div[@id='text']//ol[not(ancestor::section or ancestor::nav)]")[0]


def list_that_begins_elsewhere(root):
    first_numbered_list(root).set("start", "7")


def list_of_other_numbers(root):
    first = first_numbered_list(root)
    first.set("type", "i" if first.get("type") == "a" else "a")


def changed_page(page, change):
    root = lxml.html.document_fromstring(page)
    change(root)
    return lxml.html.tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>")


def changed_word_file(data, change):
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(result, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root)
            changed.writestr(name, content)
    return result.getvalue()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (FIGURES, lost_word),
        (FIGURES, swapped_words),
        (FIGURES, words_written_together),
        (FIGURES, other_case),
        (FIGURES, doubled_paragraph),
        (FIGURES, moved_paragraph),
        (FIGURES, hidden_paragraph),
        (FIGURES, paragraph_for_eyes_alone),
        (FIGURES, other_digit),
        (FIGURES, other_space),
        (FIGURES, doubled_caption),
        (FIGURES, lost_row),
        (FIGURES, swapped_cells),
        (NOTES, lost_note),
        (NOTES, swapped_notes),
        (NOTES, lost_mark),
        (NOTES, moved_mark),
        (NOTES, other_number_of_a_heading),
        (LISTS, numbers_for_bullets),
        (LISTS, list_that_begins_elsewhere),
        (LISTS, list_of_other_numbers),
    ],
)
def test_what_a_page_has_lost_doubled_or_moved_is_found(files, name, change):
    page, word_file, pdf = files(name)
    assert differences(changed_page(page, lambda _: None), word_file, pdf) == []
    assert differences(changed_page(page, change), word_file, pdf) != []


def test_a_minus_that_is_another_sign_or_none_is_found(files):
    page, word_file, pdf = files(FIGURES)
    assert b">37<" in page
    for sign in ("-", "\N{MINUS SIGN}"):
        found = differences(page.replace(b">37<", f">{sign}37<".encode(), 1), word_file, pdf)
        assert [one.partition(":")[0] for one in found] == [
            "the text of page and Word file",
            "the text of page and PDF",
        ]
    for sign in ("-", ""):
        signed = page.replace(b">37<", ">\N{MINUS SIGN}37<".encode(), 1)
        other = changed_word_file(word_file, lambda root, sign=sign: _sign(root, sign))
        assert any("Word file" in one for one in differences(signed, other, pdf))


def _sign(root, sign):
    next(text for text in root.iter(f"{W}t") if text.text == "37").text = f"{sign}37"


def test_what_a_word_file_has_lost_or_moved_is_found(files):
    def lose(root):
        row = list(root.iter(f"{W}tr"))[-1]
        row.getparent().remove(row)

    def move(root):
        row = list(root.iter(f"{W}tr"))[-1]
        row.getprevious().addprevious(row)

    page, word_file, pdf = files(FIGURES)
    for change in (lose, move):
        found = differences(page, changed_word_file(word_file, change), pdf)
        assert [one.partition(":")[0] for one in found] == ["the text of page and Word file"]


def test_a_pdf_of_another_document_is_found(files):
    page, word_file, _ = files(NOTES)
    found = differences(page, word_file, files(FIGURES)[2])
    assert [one.partition(":")[0] for one in found] == ["the text of page and PDF", "the footnotes of page and PDF"]
