"""A small sustainability report, composed in a folder of its own with a case's files in it, and what is found in it."""

import shutil

from pipeline.building.compose import examine
from pipeline.building.project import Found, Project
from tests.conftest import ROOT

FOLDER = "inputs/x"

#: What every case starts from; a file of the case replaces the one of its name.
FILES = {
    "inputs/agency.yaml": """\
name: Testmyndigheten
organisation-number: 202100-0000
web: www.example.se
email: registrator@example.se
phone: 0771-235 235
""",
    "inputs/x/document.yaml": """\
kind: sustainability-report
title: Hållbarhetsredovisning 2023
document-type: Rapport
case-number: 1.3.1-2024-8647
date: 2024-06-19
unit: Staben
colophon:
  - {label: Framställd av, value: Staben}
""",
    "inputs/x/text/00-forord.md": "# Förord {.unnumbered}\n\nVi arbetar för en hållbar utveckling.\n",
    "inputs/x/text/05-sammanfattning.md": "# Sammanfattning {.unnumbered}\n\nArbetet har gått framåt.\n",
    "inputs/x/text/08-kapitel.md": "# Arbetet under året\n",
}


class CaseProject:
    """The folder that cases are written to, one after the other."""

    def __init__(self, root):
        self.root = root
        shutil.copytree(ROOT / "templates", root / "templates")

    def examined(self, source):
        """The document of a case, whatever is wrong with it."""
        return self._examine(source)[0]

    def faults(self, source):
        """Every finding in a case: errors, warnings and hints."""
        return tuple(self._examine(source)[1])

    def write(self, source):
        """Put a case's files in place, and nothing else."""
        shutil.rmtree(self.root / "inputs", ignore_errors=True)
        for name, content in files_of(source).items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="")

    def _examine(self, source):
        self.write(source)
        return examine(Project(self.root), Found("x", FOLDER), draft=True, numbering=_number)


def files_of(source):
    """Path → content of a case: the base with the case's files; prose alone is text/10-a.md."""
    given = {}
    path = f"{FOLDER}/text/10-a.md"
    for line in source.splitlines(keepends=True):
        if line.startswith("=== "):
            path = line.removeprefix("=== ").strip()
            given[path] = ""
        else:
            given[path] = given.get(path, "") + line
    # another kind of document has no use for the report's texts
    other_kind = f"{FOLDER}/document.yaml" in given and "sustainability-report" not in given[f"{FOLDER}/document.yaml"]
    base = {name: text for name, text in FILES.items() if not (other_kind and "/text/" in name)}
    return {**base, **given}


def shown(fault):
    """A finding as cases expect it: its code and its place, with paths of the document relative to its folder."""
    return f"{fault.code} {fault.place}".replace(f" {FOLDER}/", " ")


def _number(wanted, agency):
    return f"{wanted.classification}-{wanted.date.year}-1"
