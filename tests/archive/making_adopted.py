"""Adopted documents to archive: entered in a register through its own functions, their files in adopted/."""

import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta

from pipeline.register.changing import change
from pipeline.register.desk import Register
from pipeline.register.entering import FileEntry, attach, enter_document
from pipeline.register.patterns import Pattern
from pipeline.register.place import RegisterPlace
from pipeline.register.reserving import Request, reserve
from pipeline.register.series import Series
from tests.conftest import ROOT

AGENCY = """name: Exempelmyndigheten
organisation-number: 202100-2163
web: www.example.se
email: a@example.se
phone: 08-1
register:
  series:
    stab: {pattern: "Stab/{serial:03}/{year}", numbers: decisions}
"""
SETTINGS = """archive:
  form: [folder, zip, tar]
  submission-agreement: "RA 00-0000/0000; 2024-01-01"
  submitter: Exempelmyndigheten, registratorn
  preservation-organisation: Riksarkivet
  preservation-code: ORG:202100-1074
  classifications: {"1.3.1": Redovisa verksamheten}
  retention: Bevaras
"""
SERIES = {
    series.name: series
    for series in (
        Series("cases", Pattern.of("{classification}-{year}-{serial}"), year_of="document"),
        Series("stab", Pattern.of("Stab/{serial:03}/{year}"), numbers="decisions"),
    )
}
FIELDS = {
    "direction": "drawn-up",
    "type": "Redovisning",
    "title": "Hållbarhetsredovisning 2023",
    "date": "2024-06-19",
    "version": "1",
    "decision-date": "2024-06-19",
    "decided-by": "Simon Wygler, t.f. avdelningschef",
    "presenter": "Anna Ek",
    "participants": "Bo By",
    "program": "0.1.0",
    "inputs-sha256": "a" * 64,
}
GATE = {
    "checks": [
        {"name": n, "swedish": s, "result": "passed", "what": "…", "tool": t, "version": v}
        for n, s, t, v in (
            ("pdf-a", "PDF/A-2a", "page-validation", "0.11.0"),
            ("pdf-ua", "PDF/UA-1", "page-validation", "0.11.0"),
            ("numbers-word", "talen i Word-filen", "diarie", "0.1.0"),
        )
    ],
    "findings": [],
}


class Clock:
    """A clock that goes on by a minute each time it is asked."""

    def __init__(self, moment=datetime(2024, 6, 19, 8, 0, tzinfo=UTC)):
        self.moment = moment

    def __call__(self):
        self.moment += timedelta(minutes=1)
        return self.moment


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def small_files(name="report"):
    """A document's files, as small as they can be."""
    sources = {
        "inputs/agency.yaml": b"name: Exempelmyndigheten\n",
        f"inputs/{name}/data/personal.csv": "År;Antal\n2023;5 131\n".encode(),
        f"inputs/{name}/text/10 – inledning.md": b"# Inledning\n",
        "templates/mall.docx": b"PK\x03\x04 mall",
    }
    word, pdf, page = b"PK\x03\x04 word", b"%PDF-1.7 pdf", b"<!DOCTYPE html><title>T</title>"
    manifest = {
        "form": 3,
        "inputs": {path: sha256(data) for path, data in sources.items()} | {"inputs/words.txt": None, "sql:fråga": "0"},
        "outputs": {
            f"{name}.docx": {"sha256": sha256(word), "size": len(word)},
            f"{name}.pdf": {"sha256": sha256(pdf), "size": len(pdf)},
            f"{name}.html": {"sha256": sha256(page), "size": len(page)},
        },
    }
    return {
        f"{name}.docx": (word, "original", "fmt/412"),
        f"{name}.pdf": (pdf, "archive copy", "fmt/476"),
        f"{name}.html": (page, "web edition", "fmt/471"),
        f"{name}.manifest.json": (json.dumps(manifest).encode(), "manifest", "fmt/817"),
        "review-list.yaml": (b"lista: ja\n", "review list", "fmt/818"),
        "review-items.csv": (b"punkt;svar\n", "review items", "x-fmt/18"),
        "gate.json": (json.dumps(GATE).encode(), "gate report", "fmt/817"),
        **{
            f"sources/{path}": (data, "template" if path.endswith("docx") else "source", "x-fmt/111")
            for path, data in sources.items()
        },
    }


def make_project(root, settings=SETTINGS):
    (root / "inputs").mkdir(parents=True)
    shutil.copytree(ROOT / "templates" / "html", root / "templates" / "html")
    (root / "inputs" / "agency.yaml").write_text(AGENCY + settings, encoding="utf-8")
    return root


def opened(root, clock=None, place=None):
    """The register of a project; the file in it, unless it lies elsewhere."""
    place = place or RegisterPlace(root / ".diarie" / "register.sqlite")
    return Register(place, SERIES, by="anna", clock=clock or Clock())


def adopt(root, register, name="report", files=None, case=None, **fields):
    """Enter an adopted document with its files; gives its number."""
    files = small_files(name) if files is None else files
    with register.writing() as writing:
        if case is None:
            wanted = Request("cases", classification="1.3.1", subject="Hållbarhetsredovisning 2023", opened=True)
            case = reserve(writing, wanted).number
        decision = reserve(writing, Request("stab")).number
        said = FIELDS | {"status": "adopted", "decision-number": decision} | fields
        number = enter_document(writing, case, said, made_as=name).number
        change(writing, decision, {"status": "issued", "document": number})
        folder = f"adopted/{number}"
        for path, (data, role, pronom) in files.items():
            full = root / folder / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_bytes(data)
            attach(writing, number, FileEntry(path, folder, pronom, len(data), sha256(data), role))
    return number
