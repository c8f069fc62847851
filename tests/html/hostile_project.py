"""A small project whose every field can hold a text of choice, written as Markdown, YAML, CSV and XLSX want it."""

import io
import json
import re
import shutil

from openpyxl import Workbook

from tests.conftest import ROOT

NAME = "prov"
TAME = "Ofarligt"

_AGENCY = """\
name: {agency_name:y}
organisation-number: {agency_number:y}
web: {agency_web:y}
email: {agency_email:y}
phone: {agency_phone:y}
language: sv-SE
"""
_DOCUMENT = """\
kind: plan-annex
title: {title:y}
document-type: {document_type:y}
case-number: {case_number:y}
date: 2023-03-13
unit: {responsible:y}
form-number: {form_number:y}
subject: {subject:y}
keywords: [{keyword:y}]
"""
_TEXT = """\
# Rubrik {heading:m}

Stycke {prose:m}, **starkt {strong:m}** och *betonat {emphasis:m}*, [på engelska {foreign:m}]{{lang=en}} och
[länk {link:m}](https://example.se/a), en not[^egen] och en källa.[^kalla]

[^egen]: Not {note:m}

> Citat {quote:m}

- Punkt {item:m}

    Stycke i punkt {item_paragraph:m}

## Underrubrik {subheading:m} {{.unnumbered}}

Se @tbl-ett, @tbl-tva, @fig-staplar och @fig-kedja.

![](tbl-ett)

![](tbl-tva)

![](fig-staplar)

![](fig-kedja)

![](fig-plan)

![Bild {alt:m}](bild.png)
"""
_FIGURES = """\
data:
  beslut: {{file: data/beslut.csv}}
  plan: {{file: data/plan.csv}}
tables:
  tbl-ett:
    file: data/ett.csv
    caption: {caption:j}
    unit: {measure:y}
    summary: {summary:y}
    notes: [{table_note:j}]
    row-headers: 1
  tbl-tva:
    file: data/tva.xlsx
    caption: Tabell ur en arbetsbok
    row-headers: 1
charts:
  fig-staplar:
    type: bar
    table: beslut
    category: Region
    unit: {chart_unit:y}
    series: [Bifall]
    caption: {chart_caption:j}
  fig-plan: {{type: gantt, table: plan, label: Vad, start: Börjar, end: Slutar, caption: Plan}}
diagrams:
  fig-kedja:
    type: chain
    caption: Kedja
    steps: [{{title: {step:y}, text: {step_text:y}}}, {{title: Sedan}}, {{title: Sist}}]
"""
_REFERENCES = """\
kalla: {{type: document, title: {source_title:y}, dnr: {source_number:y}}}
"""
_TABLES = {
    "ett.csv": "Vad;{column:c}\n{row:c};{cell:c}\nAnnat;Mer\n",
    "beslut.csv": "Region;Bifall\n{category:c};12\nSyd;7\n",
    "plan.csv": "Vad;Börjar;Slutar\n{bar:c};2023-01-01;2023-02-01\nAnnat;2023-02-01;2023-03-01\n",
}
_WORKBOOK = [["Vad", "{sheet_column}"], ["{sheet_row}", "{sheet_cell}"], ["Annat", "Mer"]]
_SOURCES = (_AGENCY, _DOCUMENT, _TEXT, _FIGURES, _REFERENCES, *_TABLES.values(), str(_WORKBOOK))

#: Every field.
FIELDS = tuple(name for source in _SOURCES for name in re.findall(r"(?<!\{)\{(\w+)(?::\w)?\}", source))
#: What a field holds when nothing is tried with it, where that is not just a word.
_TAMED = {
    "agency_number": "202100-0000",
    "agency_web": "www.example.se",
    "agency_email": "registrator@example.se",
    "case_number": "1.3.3-2023-2929",
    "source_number": "1.2.2.1-2022-77",
}


class _Field(str):
    """A text that is written as the format wants it: `m` Markdown, `y` YAML, `j` Markdown in YAML, `c` CSV."""

    def __format__(self, spec):
        if spec in ("m", "j"):
            marked = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", self)
            return json.dumps(marked) if spec == "j" else marked
        if spec == "y":
            return json.dumps(self)
        if spec == "c":
            doubled = self.replace('"', '""')
            return f'"{doubled}"'
        return str(self)


def write_project(folder, **texts):
    """The project in a folder, with texts in some of its fields."""
    unknown = set(texts) - set(FIELDS)
    assert not unknown, unknown
    fields = {name: _Field(texts.get(name, _TAMED.get(name, TAME))) for name in FIELDS}
    shutil.copytree(ROOT / "templates", folder / "templates")
    inputs = folder / "inputs"
    (inputs / NAME / "data").mkdir(parents=True)
    (inputs / NAME / "text").mkdir()
    (inputs / "agency.yaml").write_text(_AGENCY.format_map(fields), encoding="utf-8")
    (inputs / NAME / "document.yaml").write_text(_DOCUMENT.format_map(fields), encoding="utf-8")
    (inputs / NAME / "text" / "10-text.md").write_text(_TEXT.format_map(fields), encoding="utf-8")
    (inputs / NAME / "figures.yaml").write_text(_FIGURES.format_map(fields), encoding="utf-8")
    (inputs / NAME / "references.yaml").write_text(_REFERENCES.format_map(fields), encoding="utf-8")
    for name, text in _TABLES.items():
        (inputs / NAME / "data" / name).write_text(text.format_map(fields), encoding="utf-8")
    (inputs / NAME / "data" / "tva.xlsx").write_bytes(_workbook(fields))
    (inputs / NAME / "bild.png").write_bytes(PNG)
    return folder


def _workbook(fields):
    made = Workbook()
    for row in _WORKBOOK:
        made.active.append([value.format_map(fields) for value in row])
        for cell in made.active[made.active.max_row]:
            cell.data_type = "s"  # what looks like a formula is none
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


#: A grey pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef9240000000a4944415478da6368000000820081da45083b"
    "0000000049454e44ae426082"
)
