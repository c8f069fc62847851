"""Documents with tables of people, made as far as the Word file, and what a reader finds in it."""

import io
import re
import shutil
from dataclasses import replace

import docx

from pipeline.building.write import sketched, write_all
from tests.checks.case_project import CaseProject, files_of
from tests.conftest import ROOT

FOLDER = "inputs/x"


class Published:
    """A document as its readers have it: the Word file, and nothing beside it."""

    def __init__(self, data):
        self.data = data
        document = docx.Document(io.BytesIO(data))
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
        self.tables = [table for table in tables if table[0][0] != "Framställd av"]
        self.alternatives = re.findall(r'descr="([^"]*)"', document.element.xml)
        self.text = "\n".join(paragraph.text for paragraph in document.paragraphs)

    def table(self, number=0):
        """Row heading → column heading → number, or None where the table does not tell it."""
        heads, *rows = self.tables[number]
        return {row[0]: {head: read(text) for head, text in zip(heads[1:], row[1:], strict=True)} for row in rows}

    def said(self, pattern):
        """The number in a sentence, and half of its last decimal; a pattern with one group."""
        found = re.search(pattern, self.text)
        assert found, f"{pattern} is not in:\n{self.text}"
        digits = found[1].replace("\N{NO-BREAK SPACE}", "").replace("\N{MINUS SIGN}", "-")
        _, _, decimals = digits.partition(",")
        return float(digits.replace(",", ".")), 0.5 * 10 ** -len(decimals)


def read(text):
    """The number in a cell; None where there is none."""
    digits = re.sub(r"[\s%\u00a0]", "", text).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return float(digits) if re.fullmatch(r"-?\d+(\.\d+)?", digits) else None


class Desk:
    """Where documents are made."""

    def __init__(self, root):
        self._cases = CaseProject(root)

    def examined(self, source):
        """The composed document and everything found in it."""
        return self._cases._examine(source)

    def faults(self, source):
        """Codes of the errors and warnings in a case, with the faults themselves."""
        return [fault for fault in self.examined(source)[1] if fault.code.startswith("I")]

    def published(self, source):
        """The document as it goes out; fails when anything is wrong with it."""
        composed, found = self.examined(source)
        errors = [fault for fault in found if fault.code.startswith("I") and fault.level == "error"]
        assert not errors, "\n".join(map(str, errors))
        drawn = {"x": replace(composed, document=sketched(composed.document))}
        return Published(write_all(drawn)["x"].data)


def write_case(project, source, *, document=""):
    """Put a case's files into a project of its own, with more lines in its document.yaml."""
    shutil.copytree(ROOT / "templates", project / "templates")
    for name, content in files_of(source).items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content + (document if path.name == "document.yaml" else ""), encoding="utf-8", newline="")


def case(*, figures, text="", **tables):
    """A case: figures.yaml, prose, and CSV files by name."""
    files = {f"{FOLDER}/figures.yaml": figures, f"{FOLDER}/text/10-a.md": text}
    files |= {f"{FOLDER}/data/{name}.csv": content for name, content in tables.items()}
    source = "".join(f"=== {path}\n{content.rstrip()}\n" for path, content in files.items())
    assert files_of(source)
    return source
