"""A small template made of the texts in template/, documents to write into it, and golden parts."""

import difflib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from pipeline.word.compiled import CompiledTemplate, compile_template
from pipeline.word.writer import write_document

HERE = Path(__file__).parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

#: Member of the template → its text in template/.
MEMBERS = {
    "[Content_Types].xml": "content-types.xml",
    "_rels/.rels": "package-rels.xml",
    "word/_rels/document.xml.rels": "document-rels.xml",
    "word/document.xml": "document.xml",
    "word/fontTable.xml": "font-table.xml",
    "word/header1.xml": "header1.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
    "word/theme/theme1.xml": "theme.xml",
}


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="write the golden parts anew instead of comparing")


def template_bytes(changes=None, added=None):
    """The template as a DOCX file; `changes` maps a member to (old, new) texts, `added` to new members."""
    members = {name: (HERE / "template" / text).read_text("utf-8") for name, text in MEMBERS.items()}
    for name, replacements in (changes or {}).items():
        for old, new in replacements:
            assert old in members[name], (name, old)
            members[name] = members[name].replace(old, new)
    members.update(added or {})
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(zipfile.ZipInfo(name), text)
    return data.getvalue()


@pytest.fixture(scope="session")
def template() -> CompiledTemplate:
    """The template, compiled once for all tests."""
    return compile_template(template_bytes(), "templates/test.docx")


@pytest.fixture
def changed_template():
    """A template with changed or added members."""

    def make(changes=None, added=None):
        return compile_template(template_bytes(changes, added), "templates/test.docx")

    return make


@dataclass(frozen=True)
class Package:
    """A written file, opened for looking at its parts."""

    data: bytes
    contents: tuple
    map: tuple

    def part(self, name):
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return package.read(name)

    def names(self):
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return package.namelist()

    def tree(self, name="word/document.xml"):
        return etree.fromstring(self.part(name))

    def paragraphs(self, style, name="word/document.xml"):
        """The paragraphs of a style, by its id."""
        return [
            paragraph
            for paragraph in self.tree(name).iter(f"{W}p")
            if (found := paragraph.find(f"{W}pPr/{W}pStyle")) is not None and found.get(f"{W}val") == style
        ]


@pytest.fixture
def write(template):
    """Writes a document into the template, or into another one."""

    def run(document, into=None, pages=None):
        written = write_document(document, into or template, pages=pages)
        return Package(written.data, written.contents, written.map)

    return run


@pytest.fixture
def golden(request, tmp_path):
    """Holds parts against golden/NAME/, as canonical XML with one element a line; keeps the file when they differ."""
    update = request.config.getoption("--update-golden", default=False)

    def compare(package, name, parts):
        folder = HERE / "golden" / name
        differences = []
        for part in parts:
            path = folder / part.replace("/", "-").replace("[", "").replace("]", "")
            found = canonical(package.part(part))
            if update:
                folder.mkdir(parents=True, exist_ok=True)
                path.write_text(found, "utf-8")
            expected = path.read_text("utf-8") if path.exists() else ""
            differences += difflib.unified_diff(
                expected.splitlines(), found.splitlines(), f"golden {path.name}", f"written {part}", lineterm="", n=3
            )
        if differences:
            kept = tmp_path / f"{name}.docx"
            kept.write_bytes(package.data)
            shown = "\n".join(differences[:200])
            pytest.fail(f"{shown}\n\nThe file is kept as {kept}; --update-golden takes it over.", pytrace=False)

    return compare


def canonical(data):
    """A part as canonical XML (C14N 2.0) with one element a line, so that a diff shows what changed."""
    root = etree.fromstring(data)
    for element in root.iter():
        if element.tag != f"{W}t" and element.text is not None and not element.text.strip():
            element.text = None
        if element.tail is not None and not element.tail.strip():
            element.tail = None
    etree.cleanup_namespaces(root)
    etree.indent(root)
    return etree.tostring(root, method="c14n2").decode() + "\n"
