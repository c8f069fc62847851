"""Whatever an author gets wrong is said with its place and what to do; nothing is written, the last outputs stay."""

import json

import openpyxl
import pytest

from pipeline.cli import commands
from pipeline.cli.ending import ended

REPORT = "inputs/my-report"


@pytest.fixture
def project(example):
    return example


def run(project, *arguments, capsys):
    """Exit code and JSON answer of a command."""
    code = ended(commands, [*arguments, "--format", "json", "--project", str(project)])
    return code, json.loads(capsys.readouterr().out)


def replace(path, old, new):
    def change(project):
        text = (project / path).read_text(encoding="utf-8")
        assert old in text
        (project / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


def append(path, text):
    return lambda project: (project / path).write_text(
        (project / path).read_text(encoding="utf-8") + text, encoding="utf-8"
    )


def write(path, data):
    return lambda project: (project / path).write_bytes(data)


def remove(path):
    return lambda project: (project / path).unlink()


SETTINGS, FIGURES = f"{REPORT}/document.yaml", f"{REPORT}/figures.yaml"
AGENCY = "inputs/agency.yaml"
DATA, SUMMARY, CHAPTER = f"{REPORT}/data/resor.csv", f"{REPORT}/text/05-sammanfattning.md", f"{REPORT}/text/10-resor.md"
LONG = "Färdsätt;2024;2025\n" + "".join(f"Sätt {n};{n};{n}\n" for n in range(2, 17)) + "Sätt 17;många;17\nTåg;1;2\n"

MISTAKES = {
    "a file that is missing": (remove(DATA), "I101", {"file": FIGURES}, "resor"),
    "a missing figures.yaml": (remove(FIGURES), "I230", {"file": SUMMARY, "line": 3}, "beside its document.yaml"),
    "a misspelt column": (replace(FIGURES, '"2025": {', '"2052": {'), "I127", {"file": DATA, "row": 1}, "“2025”"),
    "a missing column": (replace(DATA, ";2025", ";Antal"), "I127", {"file": DATA, "row": 1}, "2025"),
    "a wrong type in row 17": (write(DATA, LONG.encode()), None, {"file": DATA, "row": 17, "header": "2024"}, ""),
    "a row that stands twice": (append(DATA, "Tåg;1200;1850\n"), None, {"file": DATA, "row": 4}, ""),
    "a text saved as Windows-1252": (
        write(CHAPTER, "# Resor\n\nTåg går bättre än flyg.\n".encode("cp1252")),
        None,
        {"file": CHAPTER, "line": 3},
        "UTF-8",
    ),
    "YAML that cannot be read": (append(FIGURES, "charts: [fig-a\n"), None, {"file": FIGURES}, ""),
    "an unknown key": (replace(SETTINGS, "unit:", "unti:"), None, {"file": SETTINGS, "line": 6}, "“unit”"),
    "an impossible date": (replace(SETTINGS, "2026-03-01", "2026-13-40"), None, {"file": SETTINGS, "line": 5}, ""),
    "an unknown kind": (replace(SETTINGS, "kind: sus", "kind: sys"), "I301", {"file": SETTINGS, "line": 1}, "Did you"),
    "an unknown footnote": (append(CHAPTER, "\nEn not.[^saknas]\n"), None, {"file": CHAPTER, "line": 7}, ""),
    "an unknown table": (
        replace(CHAPTER, "(tbl-resor)", "(tbl-reser)"),
        None,
        {"file": CHAPTER, "line": 5},
        "tbl-resor",
    ),
    "a reference to no table": (replace(CHAPTER, "@Tbl-resor", "@Tbl-reser"), None, {"file": CHAPTER, "line": 3}, ""),
    "an unknown figure": (replace(SUMMARY, "resor.tag", "resor.tig"), None, {"file": SUMMARY, "line": 3}, "resor.tag"),
    "a picture that is missing": (
        append(CHAPTER, "\n![En karta.](images/karta.png)\n"),
        None,
        {"file": CHAPTER, "line": 7},
        "",
    ),
    "a picture without text alternative": (
        lambda project: (picture(project), append(CHAPTER, "\n![](images/karta.png)\n")(project)),
        None,
        {"file": CHAPTER, "line": 7},
        "",
    ),
    "a part without text": (remove(SUMMARY), "I310", {"file": f"{REPORT}/text"}, "05-"),
    "both case number and classification": (
        append(SETTINGS, "case-number: 1.3.1-2026-7\n"),
        None,
        {"file": SETTINGS},
        "",
    ),
    "a title of blanks": (
        replace(SETTINGS, "title: Hållbarhetsredovisning 2025", 'title: "  "'),
        "I117",
        {"file": SETTINGS, "line": 2},
        "“title”",
    ),
    "a language that does not exist": (
        append(SETTINGS, "language: svenska\n"),
        "I117",
        {"file": SETTINGS, "line": 9},
        "sv-SE",
    ),
    "a classification in letters": (replace(SETTINGS, '"1.3.1"', "abc"), "I117", {"file": SETTINGS}, "as 1.3.1"),
    "a pattern of numbers that asks for something else": (
        replace(AGENCY, "{serial}", "{serail}"),
        "I117",
        {"file": AGENCY, "line": 9},
        "{serial}",
    ),
    "a pattern of numbers that is not closed": (replace(AGENCY, "{serial}", "{serial"), "I117", {"file": AGENCY}, ""),
    "a pattern of numbers without serial": (replace(AGENCY, "-{serial}", ""), "I117", {"file": AGENCY}, "{serial}"),
    "a summary without text": (write(SUMMARY, b"\n"), "I310", {"file": SUMMARY}, "sammanfattning"),
    "a template that is missing": (
        append(SETTINGS, "template: sustainability-rapport.docx\n"),
        "T101",
        {"file": SETTINGS, "line": 9},
        "sustainability-report.docx",
    ),
    "a template that is no Word file": (
        write("templates/sustainability-report.docx", b"PK\x03\x04 but broken"),
        None,
        {"file": "templates/sustainability-report.docx"},
        "",
    ),
}


def picture(project):
    from PIL import Image

    (project / REPORT / "images").mkdir()
    Image.new("RGB", (40, 30)).save(project / REPORT / "images" / "karta.png")


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_said_with_its_place(project, capsys, mistake, command):
    make, code, place, hint = MISTAKES[mistake]
    make(project)
    exit_code, said = run(project, command, capsys=capsys)
    errors = [fault for fault in said["faults"] if fault["level"] == "error"]
    assert errors, said
    fault = next((fault for fault in errors if fault["place"] and place.items() <= fault["place"].items()), None)
    assert fault, errors
    assert code in (None, fault["code"])
    assert fault["todo"], fault
    assert hint in fault["message"] + fault["todo"]
    assert exit_code == {"I": 3, "T": 4}[fault["code"][0]]
    assert [path.name for path in (project / "outputs").iterdir()] == ["my-report.pdf"]
    assert not (project / ".diarie" / "register.sqlite").exists()


def test_all_mistakes_are_said_at_once_in_order_of_their_places(project, capsys):
    for name in ("an unknown figure", "a reference to no table", "an unknown footnote"):
        MISTAKES[name][0](project)
    _, said = run(project, "check", capsys=capsys)
    places = [(fault["place"]["file"], fault["place"].get("line", 0)) for fault in said["faults"]]
    assert places == sorted(places)
    assert {SUMMARY, CHAPTER} <= {file for file, _ in places}


def marked(project):
    (project / SETTINGS).write_bytes(b"\xef\xbb\xbf" + (project / SETTINGS).read_bytes())


def excel(project):
    book = openpyxl.Workbook()
    for row in (["Färdsätt", 2024, 2025], ["Tåg", 1200, 1850], ["Flyg", 610, 420]):
        book.active.append(row)
    book.active["D1"], book.active["D2"] = "Grupp", "Alla"
    book.active.merge_cells("D2:D3")
    book.save(project / REPORT / "data" / "resor.xlsx")
    replace(FIGURES, "resor.csv", "resor.xlsx")(project)


WINDOWS = "Färdsätt;2024;2025\r\nTåg;1200;1850\r\nFlyg;610;420\r\n"
WELCOME = {
    "Windows-1252 with semicolons": write(DATA, WINDOWS.encode("cp1252")),
    "a byte-order mark": write(DATA, "\ufeffFärdsätt;2024;2025\nTåg;1200;1850\nFlyg;610;420\n".encode()),
    "commas between columns": write(DATA, "Färdsätt,2024,2025\nTåg,1200,1850\nFlyg,610,420\n".encode()),
    "spaces between thousands": write(DATA, "Färdsätt;2024;2025\nTåg;1 200;1\u00a0850\nFlyg;610;420\n".encode()),
    "a byte-order mark in settings": marked,
    "an Excel file with merged cells": excel,
}


@pytest.mark.parametrize("welcome", WELCOME)
def test_what_swedish_office_programs_write_is_read(project, capsys, welcome):
    WELCOME[welcome](project)
    exit_code, said = run(project, "check", capsys=capsys)
    assert [fault for fault in said["faults"] if fault["level"] == "error"] == []
    assert exit_code == 0


def test_a_dry_run_writes_nothing_and_gives_no_number(project, capsys):
    exit_code, said = run(project, "build", "--dry-run", capsys=capsys)
    assert exit_code == 0
    assert list(said["built"]) == ["my-report"]
    assert [path.name for path in (project / "outputs").iterdir()] == ["my-report.pdf"]
    assert not (project / ".diarie").exists()


def test_a_misspelt_document_is_a_usage_fault(project, capsys):
    exit_code, said = run(project, "build", "my-raport", capsys=capsys)
    assert exit_code == 2
    assert said["faults"][0]["todo"] == "Did you mean “my-report”?"


def test_faults_for_people_go_to_stderr_with_place_code_and_what_to_do(project, capsys):
    MISTAKES["an unknown figure"][0](project)
    assert ended(commands, ["check", "--project", str(project)]) == 3
    said = capsys.readouterr()
    assert f"{SUMMARY}:3" in said.err
    assert "Did you mean “resor.tag”?" in said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "arguments", [["build", "--bogus"], ["bogus"], ["template", "bogus"], ["template", "tags"]], ids=" ".join
)
@pytest.mark.parametrize("form", [["--format", "json"], ["--format=json"]], ids=" ".join)
def test_wrong_usage_is_json_for_machines_and_words_for_people(capsys, arguments, form):
    assert ended(commands, [*arguments, *form]) == 2
    said = capsys.readouterr()
    (fault,) = json.loads(said.out)["faults"]
    assert (fault["code"], said.err) == ("U103", "")
    assert "--help" in fault["todo"]
    assert ended(commands, arguments) == 2
    said = capsys.readouterr()
    assert (said.out, "Usage: diarie" in said.err) == ("", True)


@pytest.mark.parametrize("command", [["check"], ["tags", "sustainability-report"]], ids=" ".join)
def test_a_project_without_readable_templates_is_told_so(project, capsys, command):
    template = project / "templates" / "sustainability-report.docx"
    template.unlink()
    code, said = run(project, "template", *command, capsys=capsys)
    assert (code, [fault["code"] for fault in said["faults"]]) == (4, ["T101"])
    template.mkdir()
    code, said = run(project, "template", *command, capsys=capsys)
    assert (code, [fault["code"] for fault in said["faults"]]) == (3, ["I102"])
    assert said["faults"][0]["todo"]
