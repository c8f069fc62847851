"""What Word file, PDF and web edition of a document say: their words in order, and those of their footnotes.

Nothing is made alike but what looks alike: how letters are composed, kinds of hyphens, and what does not show.
"""

import io
import unicodedata
import zipfile

import lxml.html
import pikepdf
from lxml import etree

from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.letters import UNSEEN
from pipeline.pdf.marked import PageContent

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Of a page, beside its text: contents lists, footnotes and their marks, what is not shown, charts.
_BESIDE_THE_TEXT = (
    "//nav | //details[@class='contents'] | //section[@role='doc-endnotes'] | //sup[@class='noteref']/a | //*[@hidden]"
    " | //svg"
)
_NUMBERS = "//div[starts-with(@class, 'heading')]//span[@class='number']"
#: Elements within a line: beside all others there is space.
_IN_A_LINE = frozenset({"a", "em", "span", "strong", "sup"})
_ALIKE = str.maketrans({"\N{NON-BREAKING HYPHEN}": "-", "\N{HYPHEN}": "-"} | dict.fromkeys(UNSEEN))


def words(text):
    """The words of a text, composed (NFC)."""
    return unicodedata.normalize("NFC", text).translate(_ALIKE).split()


def letters(text):
    """The same without spaces: a tab or the end of a line is none in a PDF."""
    return "".join(words(text))


def words_of_page(data, *, numbers):
    """Of the main part of a page, with or without the numbers of headings."""
    root = lxml.html.document_fromstring(data)
    for element in root.xpath(_BESIDE_THE_TEXT if numbers else f"{_BESIDE_THE_TEXT} | {_NUMBERS}"):
        element.drop_tree()
    (main,) = root.xpath("//main")
    return words(_spaced(main))


def notes_of_page(data):
    """The words of each footnote, in order."""
    root = lxml.html.document_fromstring(data)
    for back in root.xpath("//a[@role='doc-backlink']"):
        back.drop_tree()
    return [words(_spaced(note)) for note in root.xpath("//section[@role='doc-endnotes']/ol/li")]


def _spaced(root):
    """The text of an element with a space around each element in it that begins a line of its own."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _IN_A_LINE:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return root.text_content()


def words_of_word_file(data):
    """Of the body; numbers of headings are none of its words."""
    root = _part(data, "word/document.xml")
    for contents in list(root.iter(f"{W}sdt")):
        contents.getparent().remove(contents)
    for paragraph in list(root.iter(f"{W}p")):
        if any(style.get(f"{W}val") == "TOCHeading" for style in paragraph.iter(f"{W}pStyle")):
            paragraph.getparent().remove(paragraph)
    return words(_shown(root))


def notes_of_word_file(data):
    """The words of each footnote, in the order in which they are cited."""
    cited = [mark.get(f"{W}id") for mark in _part(data, "word/document.xml").iter(f"{W}footnoteReference")]
    known = (
        {note.get(f"{W}id"): note for note in _part(data, "word/footnotes.xml").iter(f"{W}footnote")} if cited else {}
    )
    return [words(_shown(known[key])) for key in cited]


def _part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name), etree.XMLParser(huge_tree=True))


def _shown(root):
    signs = {f"{W}p": " ", f"{W}tab": " ", f"{W}br": " ", f"{W}noBreakHyphen": "-"}
    return "".join(
        element.text or "" if element.tag == f"{W}t" else signs.get(element.tag, "") for element in root.iter()
    )


def letters_of_pdf(data, word_file):
    """Of the tags, in their order, without the letterhead; bullets and numbers of items are labels."""
    with _Tags(data) as tags:
        said = letters("".join(tags.said(tags.root)))
    return said.removeprefix(max(filter(said.startswith, _letterheads(word_file)), key=len, default=""))


def notes_of_pdf(data):
    """The letters of each footnote, in order."""
    with _Tags(data) as tags:
        notes = [element for element in tags.root.walk() if element.kind == "Note"]
        return [letters("".join(piece for child in note.elements() for piece in tags.said(child))) for note in notes]


def _letterheads(data):
    """What the headers of a Word file say, each by itself."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        headers = [name for name in package.namelist() if name.startswith("word/header")]
    for name in headers:
        yield letters(_shown(_part(data, name))).replace("sida1(1)", "")  # the number of the page is an artifact


class _Tags:
    """The tags of a PDF, and what they say."""

    def __init__(self, data):
        self._pdf = pikepdf.open(io.BytesIO(data))
        fonts = Fonts()
        self._pages = [PageContent(page, fonts) for page in self._pdf.pages]
        self.root = tree.read(self._pdf)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._pdf.close()

    def _shown(self, mark):
        return self._pages[mark.page].shown[mark.mcid].text

    def _is_mark(self, element):
        found = (self._pdf.get_object(*annotation) for annotation in element.annotations())
        return any(str(link.get("/Contents", "")).startswith("Fotnot ") for link in found)

    def said(self, element):
        """The pieces of an element's text: no contents list, no footnote and no label."""
        if element.kind in ("TOC", "Note", "Lbl") or (element.kind == "Link" and self._is_mark(element)):
            return
        if element.actual is not None or not element.elements():
            yield from element.texts(self._shown)
            return
        for at, child in enumerate(element.children):
            following = element.children[at + 1] if at + 1 < len(element.children) else None
            if isinstance(following, tree.Element) and following.kind == "TOC":
                continue  # its title
            if isinstance(child, tree.Element):
                yield from self.said(child)
            elif isinstance(child, tree.Marked):
                yield self._shown(child)


def differences(page, word_file, pdf):
    """What page, Word file and PDF do not say alike, in words; [] when they say the same in the same order."""
    said = words_of_page(page, numbers=False)
    numbered = "".join(words_of_page(page, numbers=True))
    notes = notes_of_page(page)
    compared = {
        "the text of page and Word file": (said, words_of_word_file(word_file)),
        "the text of page and PDF": (numbered, letters_of_pdf(pdf, word_file)),
        "the footnotes of page and Word file": (notes, notes_of_word_file(word_file)),
        "the footnotes of page and PDF": (["".join(note) for note in notes], notes_of_pdf(pdf)),
    }
    return [f"{what}: {_where(one, other)}" for what, (one, other) in compared.items() if one != other]


def _where(one, other):
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
    return f"{one[max(at - 5, 0) : at + 20]!r} and {other[max(at - 5, 0) : at + 20]!r}"
