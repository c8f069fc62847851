"""The Word templates, opened: their styles, sections and numbering, and what is expected of each."""

import re
import zipfile
from functools import cache
from itertools import product

import pytest
from lxml import etree

from pipeline.word.fit import CONTENTS_STYLES, NAMED_STYLES
from tests.conftest import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FOLDER = ROOT / "templates"

#: Template → what it adds to the common variables, and the parts that it places.
OWN = {
    "sustainability-report": (("colophon",), ("latest_changes", "foreword", "summary", "contents", "body")),
    "action-plan": (("mandate", "facts"), ("latest_changes", "intro", "plan")),
    "action-plan-followup": (
        ("as_of", "example", "facts"),
        ("latest_changes", "contents", "overview", "measures", "results"),
    ),
    "communication-plan": (("facts",), ("latest_changes", "body", "activities")),
    "plan-annex": (("form_number", "facts"), ("latest_changes", "body")),
}
TEMPLATES = tuple(OWN)
each_template = pytest.mark.parametrize("name", TEMPLATES)

#: What every template must have, and what the masters have beside it.
PARAGRAPH_STYLES = (
    *NAMED_STYLES["paragraph"],
    *CONTENTS_STYLES,
    "Normal",
    "After Table",
    *(f"List Continue{level}" for level in ("", " 2", " 3", " 4")),
    *(f"Table List {kind}{level}" for kind, level in product(("Bullet", "Number"), ("", " 2"))),
    "Table Mark",
    "Table Row Heading",
    "TOC Heading",
    "Title",
    "Subtitle",
    "header",
    "footer",
    "Draft Mark",
    "Section End",
)
CHARACTER_STYLES = (*NAMED_STYLES["character"], "Caption Unit")
TABLE_STYLES = (*NAMED_STYLES["table"], "Diarie Facts")

#: Fonts that Debian has a metric-compatible twin of, so that Word and LibreOffice break lines alike.
FONTS = {"Calibri", "Arial", "Times New Roman", "Courier New"}
#: What begins a new page in the report goes on in the shorter documents; all else is one family.
DIFFERENT_LOOK = {"heading 1", "TOC Heading"}
A4 = {"11906", "16838"}


@cache
def package(name):
    with zipfile.ZipFile(FOLDER / f"{name}.docx") as archive:
        return {member.filename: archive.read(member) for member in archive.infolist()}


@cache
def part(name, member):
    return etree.fromstring(package(name)[member])


def texts(element):
    return "".join(found.text or "" for found in element.iter(f"{W}t"))


def value(element, path, attribute="val"):
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}", "")


@cache
def styles(name):
    """(type, style name) → the style."""
    return {(s.get(f"{W}type"), value(s, "name")): s for s in part(name, "word/styles.xml").iter(f"{W}style")}


def paragraph_style(name, style):
    return styles(name)["paragraph", style]


def written(style):
    """What a style says, to compare."""
    return [(element.tag, sorted(element.attrib.items())) for element in style.iter()]


def readable_parts(name):
    pattern = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml")
    return {member: part(name, member) for member in sorted(package(name)) if pattern.fullmatch(member)}


@cache
def sections(name):
    """Each section's properties with its headers and footers, by type: `default`, `first`."""
    rels = part(name, "word/_rels/document.xml.rels")
    targets = {rel.get("Id"): f"word/{rel.get('Target')}" for rel in rels}
    found = []
    for properties in part(name, "word/document.xml").iter(f"{W}sectPr"):
        files = {
            kind: {ref.get(f"{W}type"): targets[ref.get(f"{R}id")] for ref in properties.iter(f"{W}{kind}Reference")}
            for kind in ("header", "footer")
        }
        found.append((properties, files["header"], files["footer"]))
    return found


def text_width(properties):
    size, margins = properties.find(f"{W}pgSz"), properties.find(f"{W}pgMar")
    return int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))


def level_of(name, style):
    """The numbering level that a style is bound to: (`w:abstractNum`, `w:lvl`)."""
    numbering = part(name, "word/numbering.xml")
    number, level = value(style, "pPr/numPr/numId"), value(style, "pPr/numPr/ilvl") or "0"
    (num,) = [num for num in numbering.iter(f"{W}num") if num.get(f"{W}numId") == number]
    (abstract,) = [
        a for a in numbering.iter(f"{W}abstractNum") if a.get(f"{W}abstractNumId") == value(num, "abstractNumId")
    ]
    (found,) = [lvl for lvl in abstract.iter(f"{W}lvl") if lvl.get(f"{W}ilvl") == level]
    return abstract, found
