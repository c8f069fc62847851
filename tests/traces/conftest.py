"""A small report with figures, a table and a chart, to follow numbers through."""

import shutil

import pytest

from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.building.project import Project
from pipeline.traces.document import Traces
from tests.conftest import ROOT

FOLDER = "inputs/x"
FILES = {
    "inputs/agency.yaml": """\
name: Testmyndigheten
organisation-number: 202100-0000
web: www.example.se
email: registrator@example.se
phone: 0771-235 235
""",
    "inputs/references.yaml": """\
plan:
  type: document
  title: Planen
  dnr: 1.2-2021-1562
""",
    f"{FOLDER}/document.yaml": """\
kind: sustainability-report
title: Hållbarhetsredovisning 2023
document-type: Rapport
case-number: 1.3.1-2024-8647
date: 2024-06-19
unit: Staben
colophon:
  - {label: Fastställelsebeslut, value: Stab/009/2024}
""",
    f"{FOLDER}/data/tillstand.csv": """\
Ärenden;Avgjorda;Beviljade;Avslagna;2023
Nya;5131;1398;3264;6,0
Förlängningar;4000;2865;458;12,5
""",
    f"{FOLDER}/figures.yaml": """\
data:
  tillstand: {file: data/tillstand.csv}
tables:
  tbl-arenden:
    file: data/tillstand.csv
    caption: Ärenden efter utfall
    summary: Ärendena efter utfall.
charts:
  fig-arenden:
    type: bar
    table: tillstand
    category: Ärenden
    series: [Beviljade, Avslagna]
    unit: antal
    caption: Beviljade och avslagna
    alt: Stapeldiagram.
figures:
  tillstand.avgjorda: {table: tillstand, row: Nya, column: Avgjorda}
  tillstand.avslagna: {table: tillstand, row: Nya, column: Avslagna}
  tillstand.avslagsandel: {share: tillstand.avslagna, of: tillstand.avgjorda}
  tillstand.fler: {difference: [tillstand.avgjorda, tillstand.avslagna]}
  tillstand.alla: {formula: 'sum(tillstand["Avgjorda"])'}
  tillstand.kvot: {formula: 'tillstand["Nya", "Avslagna"] / (tillstand["Nya", "Beviljade"] + 2)', decimals: 2}
""",
    f"{FOLDER}/text/00-forord.md": "# Förord {.unnumbered}\n\nVi arbetar vidare.\n",
    f"{FOLDER}/text/05-sammanfattning.md": """\
# Sammanfattning {.unnumbered}

Vi avslog {{ tillstand.avslagsandel | drygt | procent }} av ärendena.
""",
    f"{FOLDER}/text/10-kapitel.md": """\
# Arbetet

Allt går framåt.

## Tillstånd {#sec-tillstand}

Vi avgjorde {{ tillstand.avgjorda }} ärenden. Av dem avslog vi {{ tillstand.avslagna }}, som @tbl-arenden visar.[^egen]

![](tbl-arenden)

- Andelen var {{ tillstand.avslagsandel | drygt | procent }}.

![](fig-arenden)

Arbetet i @sec-tillstand fortsätter till den 31 augusti 2025, se planen.[^plan]

[^egen]: Sammanlagt {{ tillstand.alla }} ärenden.
""",
}


class Report:
    """The report in a folder of its own; `files` may be changed before it is read."""

    def __init__(self, root):
        self.root = root
        self.files = dict(FILES)
        self.project = Project(root)
        shutil.copytree(ROOT / "templates", root / "templates")

    def replace(self, path, old, new):
        name = f"{FOLDER}/{path}"
        assert old in self.files[name]
        self.files[name] = self.files[name].replace(old, new)
        return self

    def write(self):
        for name, content in self.files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(content, encoding="utf-8")
        return self

    def examined(self):
        self.write()
        (found,) = self.project.documents()
        numbering = Numbering(self.project.register)
        composed, faults = examine(self.project, found, draft=True, numbering=numbering, rules=False)
        assert [str(fault) for fault in faults if fault.level == "error"] == []
        return composed

    def traces(self):
        return Traces(self.examined())


@pytest.fixture
def report(tmp_path):
    return Report(tmp_path)


@pytest.fixture(scope="session")
def traces(tmp_path_factory):
    """The traces of the report as it is."""
    return Report(tmp_path_factory.mktemp("report")).traces()
