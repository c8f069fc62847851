"""What Word file, PDF and web edition of a document say: their words in order, without footnotes and contents lists."""

import io
import zipfile

import lxml.html
import pikepdf
from lxml import etree

from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.letters import squeezed
from pipeline.pdf.marked import PageContent

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Of a page, beside its text: contents lists, footnotes and their marks, what is not shown, charts.
_BESIDE_THE_TEXT = (
    "//nav | //details | //section[@role='doc-endnotes'] | //sup[@class='noteref']/a | //*[@hidden] | //svg"
)
_NUMBERS = "//div[starts-with(@class, 'heading')]//span[@class='number']"


def words_of_page(data, *, numbers):
    """Of the main part of a page, with or without the numbers of headings."""
    root = lxml.html.document_fromstring(data)
    for element in root.xpath(_BESIDE_THE_TEXT if numbers else f"{_BESIDE_THE_TEXT} | {_NUMBERS}"):
        element.drop_tree()
    (main,) = root.xpath("//main")
    return squeezed(main.text_content())


def words_of_word_file(data):
    """Of the body; numbers of headings are none of its words."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"), etree.XMLParser(huge_tree=True))
    for contents in list(root.iter(f"{W}sdt")):
        contents.getparent().remove(contents)
    for paragraph in list(root.iter(f"{W}p")):
        if any(style.get(f"{W}val") == "TOCHeading" for style in paragraph.iter(f"{W}pStyle")):
            paragraph.getparent().remove(paragraph)
    return squeezed("".join(_shown(element) for element in root.iter()))


def _shown(element):
    if element.tag == f"{W}t":
        return element.text or ""
    return "-" if element.tag == f"{W}noBreakHyphen" else ""


def words_of_pdf(data, word_file):
    """Of the tags, in their order, without the letterhead; bullets and numbers of items are labels."""
    with pikepdf.open(io.BytesIO(data)) as opened:
        fonts = Fonts()
        pages = [PageContent(page, fonts) for page in opened.pages]

        def shown(mark):
            return pages[mark.page].shown[mark.mcid].text

        def is_mark(element):
            found = (opened.get_object(*annotation) for annotation in element.annotations())
            return any(str(link.get("/Contents", "")).startswith("Fotnot ") for link in found)

        said = squeezed("".join(_said(tree.read(opened), shown, is_mark)))
    return said.removeprefix(max(filter(said.startswith, _letterheads(word_file)), key=len, default=""))


def _letterheads(data):
    """What the headers of a Word file say, each by itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("word/header"):
                root = etree.fromstring(package.read(name))
                words = squeezed("".join(_shown(element) for element in root.iter()))
                yield words.replace("sida1(1)", "")  # the number of the page is an artifact


def _said(element, shown, is_mark):
    if element.kind in ("TOC", "Note", "Lbl") or (element.kind == "Link" and is_mark(element)):
        return
    if element.actual is not None or not element.elements():
        yield from element.texts(shown)
        return
    for at, child in enumerate(element.children):
        following = element.children[at + 1] if at + 1 < len(element.children) else None
        if isinstance(following, tree.Element) and following.kind == "TOC":
            continue  # its title
        if isinstance(child, tree.Element):
            yield from _said(child, shown, is_mark)
        elif isinstance(child, tree.Marked):
            yield shown(child)
