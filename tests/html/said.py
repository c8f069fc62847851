"""What Word file, PDF and web edition of a document say: their words in order, and those of their footnotes.

Numbers of headings, numbers and bullets of items, and marks of footnotes are among the words, where they stand: as
`[3]`. Between page and Word file nothing is made alike but kinds of space in a line other than no-break ones, and where
a word may be divided; a PDF holds neither all spaces nor every kind of hyphen.
"""

import io
import re
import unicodedata
import zipfile

import lxml.html
import pikepdf
from lxml import etree

from pipeline.pdf import tree
from pipeline.pdf.fonts import Fonts
from pipeline.pdf.letters import UNSEEN
from pipeline.pdf.marked import PageContent
from tests.html.labels import BULLET, W, WordLabels, label_of_item

#: Of a page, beside its text: contents lists, footnotes, what is not shown, charts.
_BESIDE_THE_TEXT = (
    "//nav | //details[@class='contents'] | //section[@role='doc-endnotes'] | //svg"
    " | //*[@hidden or @aria-hidden='true']"
)
#: Elements within a line: beside all others there is space.
_IN_A_LINE = frozenset({"a", "em", "span", "strong", "sup"})
#: What is said by an element that is no text.
_SIGNS = {f"{W}p": " ", f"{W}tab": " ", f"{W}br": " ", f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_UNSEEN = dict.fromkeys(map(ord, UNSEEN))
_HYPHENS = str.maketrans(dict.fromkeys("\N{NON-BREAKING HYPHEN}\N{HYPHEN}", "-"))
#: A word of nothing that shows, which a cell of a Word file does not hold.
_BLANK = re.compile("[\\s\u200b-\u200f\u2060]*")


def words(text):
    """The words of a text, character by character: but where they may be divided, which Word files tell in cells."""
    found = re.split("[ \t\n\r\f]+", text.translate(_UNSEEN))
    return [word for word in found if not _BLANK.fullmatch(word)]


def letters(text):
    """The same as a PDF has it, which has no spaces at tabs and ends of lines, nor each kind of hyphen."""
    return "".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).translate(_HYPHENS).split())


def words_of_page(data):
    """Of the main part of a page."""
    root = lxml.html.document_fromstring(data)
    for element in root.xpath(_BESIDE_THE_TEXT):
        element.drop_tree()
    for mark in root.xpath("//a[@role='doc-noteref']"):
        mark.text = f"[{mark.text}]"
    (main,) = root.xpath("//main")
    return words(_spaced(main))


def notes_of_page(data):
    """The words of each footnote, in order."""
    root = lxml.html.document_fromstring(data)
    for back in root.xpath("//a[@role='doc-backlink']"):
        back.drop_tree()
    return [words(_spaced(note)) for note in root.xpath("//section[@role='doc-endnotes']/ol/li")]


def _spaced(root):
    """The text of an element with a space around each element in it that begins a line of its own, and its label."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in _IN_A_LINE:
            label = f"{label_of_item(element)} " if element.tag == "li" and element is not root else ""
            element.text = f" {label}{element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return root.text_content()


def words_of_word_file(data):
    """Of the body, with the labels that numbering gives its paragraphs."""
    root = _part(data, "word/document.xml")
    for contents in list(root.iter(f"{W}sdt")):
        contents.getparent().remove(contents)
    for paragraph in list(root.iter(f"{W}p")):
        if any(style.get(f"{W}val") == "TOCHeading" for style in paragraph.iter(f"{W}pStyle")):
            paragraph.getparent().remove(paragraph)
    return words(_shown(root, WordLabels(data)))


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


def _shown(root, labels=None):
    said, notes = [], 0
    for element in root.iter():
        if element.tag == f"{W}t":
            said.append(element.text or "")
        elif element.tag == f"{W}footnoteReference":
            notes += 1
            said.append(f"[{notes}]")
        else:
            said.append(_SIGNS.get(element.tag, ""))
            if labels is not None and element.tag == f"{W}p":
                said.append(f"{labels.next(element)} ")
    return "".join(said)


def letters_of_pdf(data, word_file):
    """Of the tags, in their order, without the letterhead."""
    with _Tags(data) as tags:
        said = letters("".join(tags.said(tags.root)))
    return said.removeprefix(max(filter(said.startswith, _letterheads(word_file)), key=len, default=""))


def notes_of_pdf(data):
    """The letters of each footnote, in order."""
    with _Tags(data) as tags:
        notes = [element for element in tags.root.walk() if element.kind == "Note"]
        return [
            letters("".join(piece for child in note.elements() for piece in tags.said(child, labels=False)))
            for note in notes
        ]


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

    def said(self, element, *, labels=True):
        """The pieces of an element's text, all bullets alike, marks of footnotes in brackets.

        Contents list and footnotes are none of it; without `labels`, numbers and bullets of items are not either.
        """
        if element.kind in ("TOC", "Note"):
            return
        if element.kind == "Lbl":
            label = letters("".join(element.texts(self._shown)))
            if labels:
                yield label if any(map(str.isalnum, label)) else BULLET
            return
        if element.kind == "Link" and self._is_mark(element):
            yield from ("[", *element.texts(self._shown), "]")
            return
        if element.actual is not None or not element.elements():
            yield from element.texts(self._shown)
            return
        for at, child in enumerate(element.children):
            following = element.children[at + 1] if at + 1 < len(element.children) else None
            if isinstance(following, tree.Element) and following.kind == "TOC":
                continue  # its title
            if isinstance(child, tree.Element):
                yield from self.said(child, labels=labels)
            elif isinstance(child, tree.Marked):
                yield self._shown(child)


def differences(page, word_file, pdf):
    """What page, Word file and PDF do not say alike, in words; [] when they say the same in the same order."""
    said, notes = words_of_page(page), notes_of_page(page)
    lettered = [letters(" ".join(note)) for note in notes]
    compared = {
        "the text of page and Word file": (said, words_of_word_file(word_file)),
        "the text of page and PDF": (letters(" ".join(said)), letters_of_pdf(pdf, word_file)),
        "the footnotes of page and Word file": (notes, notes_of_word_file(word_file)),
        "the footnotes of page and PDF": (lettered, notes_of_pdf(pdf)),
    }
    return [f"{what}: {_where(one, other)}" for what, (one, other) in compared.items() if one != other]


def _where(one, other):
    pairs = enumerate(zip(one, other, strict=False))
    at = next((at for at, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))
    return f"{one[max(at - 5, 0) : at + 20]!r} and {other[max(at - 5, 0) : at + 20]!r}"
