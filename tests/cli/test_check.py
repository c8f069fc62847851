"""`diarie check` tells what it finds by level, what is traced, and what a document says otherwise than before."""

import json

import pytest

from pipeline.building.compose import examine
from pipeline.building.manifest import Manifest
from pipeline.building.numbering import Numbering
from pipeline.building.project import Project
from pipeline.cli import commands
from pipeline.cli.ending import ended
from pipeline.cli.printing import counted, grouped
from pipeline.faults import Fault
from pipeline.traces.document import Traces

REPORT = "inputs/my-report"
DATA = f"{REPORT}/data/resor.csv"


@pytest.fixture
def project(example):
    (example / "inputs/references.yaml").unlink()  # nothing in it is cited, which would be said
    return example


def run(project, *arguments, capsys):
    code = ended(commands, [*arguments, "--project", str(project)])
    said = capsys.readouterr()
    return code, said.out.replace("\u00a0", " "), said.err


def answer(project, *arguments, capsys):
    """Exit code and JSON answer, with blanks for no-break spaces."""
    code, out, _ = run(project, *arguments, "--format", "json", capsys=capsys)
    return code, json.loads(out)


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def remember(project):
    """Leave what a build would have left of what the documents say."""
    for found in Project(project).documents():
        numbering = Numbering(Project(project).register)
        composed, _ = examine(Project(project), found, draft=True, numbering=numbering)
        traces = Traces(composed)
        manifest = Manifest(
            document=found.name,
            kind="sustainability-report",
            title="",
            case_number="",
            language="sv-SE",
            date="2026-03-01",
            numbered_by="register",
            draft=True,
            inputs={},
            listings=[],
            made_with={},
            outputs={},
            pages=1,
            figures=[trace.as_json() for trace in traces.figures],
            sentences=[saying.as_json() for saying in traces.said],
        )
        (project / "outputs" / Manifest.file_name(found.name)).write_bytes(manifest.to_bytes())


def test_one_changed_cell_changes_exactly_the_sentences_and_cells_that_hold_it(project, capsys):
    remember(project)
    replace(project / DATA, "1850", "1907")
    code, said = answer(project, "check", "--since", "last", capsys=capsys)
    assert code == 0
    (compared,) = said["since"]
    changed = [(change["old_text"], change["text"], change["place"]["file"]) for change in compared["changes"]]
    assert changed == [
        (
            "Under 2025 gjorde vi 1 850 resor med tåg.",
            "Under 2025 gjorde vi 1 907 resor med tåg.",
            f"{REPORT}/text/05-sammanfattning.md",
        ),
        (
            "Resorna ökade med drygt 54 procent på ett år.",
            "Resorna ökade med drygt 58 procent på ett år.",
            f"{REPORT}/text/05-sammanfattning.md",
        ),
        ("1 850", "1 907", DATA),
    ]
    figures = {figure["name"]: (figure["old"], figure["new"]) for figure in compared["figures"]}
    assert figures.keys() == {"resor.tag", "resor.okning"}
    assert figures["resor.tag"] == ("1 850", "1 907")


def test_changes_are_told_to_people_with_their_place_and_figures(project, capsys):
    remember(project)
    replace(project / DATA, "1850", "1907")
    code, out, _ = run(project, "check", "--since", "last", capsys=capsys)
    assert code == 0
    for words in (
        "my-report since the last build: 2 sentences, 1 cell, 2 figures changed",
        f"{REPORT}/text/05-sammanfattning.md:3:1",
        "- Under 2025 gjorde vi 1 850 resor med tåg.",
        "+ Under 2025 gjorde vi 1 907 resor med tåg.",
        "resor.tag: 1 850 → 1 907",
        "tabell 1",
    ):
        assert words in out


def test_a_document_that_says_the_same_is_said_to(project, capsys):
    remember(project)
    _, out, _ = run(project, "check", "--since", "last", capsys=capsys)
    assert "my-report says the same as the last build." in out


def test_new_and_lost_sentences_are_told(project, capsys):
    remember(project)
    replace(project / REPORT / "text" / "00-forord.md", "Vi reser mer med tåg.", "Vi arbetar på. Snart är det sommar.")
    _, said = answer(project, "check", "--since", "last", capsys=capsys)
    kinds = {(change["change"], change["text"]) for change in said["since"][0]["changes"]}
    assert ("added", "Snart är det sommar.") in kinds


def test_a_manifest_is_named_by_its_path(project, capsys, monkeypatch):
    remember(project)
    monkeypatch.chdir(project)
    code, said = answer(project, "check", "--since", "outputs/my-report.manifest.json", capsys=capsys)
    assert (code, said["since"][0]["since"]) == (0, "outputs/my-report.manifest.json")


def test_a_manifest_of_another_document_is_a_fault(project, capsys, monkeypatch):
    remember(project)
    path = project / "outputs" / "my-report.manifest.json"
    replace(path, '"document": "my-report"', '"document": "other"')
    monkeypatch.chdir(project)
    code, said = answer(project, "check", "--since", "outputs/my-report.manifest.json", capsys=capsys)
    assert (code, said["faults"][0]["code"]) == (2, "U105")


def test_a_manifest_whose_sentences_are_damaged_is_a_fault(project, capsys):
    remember(project)
    path = project / "outputs" / "my-report.manifest.json"
    known = json.loads(path.read_bytes())
    known["sentences"][0] = {"text": "x", "place": {"folder": "y"}}
    path.write_text(json.dumps(known), encoding="utf-8")
    code, said = answer(project, "check", "--since", "last", capsys=capsys)
    assert (code, said["faults"][0]["code"]) == (2, "U106")


def test_no_build_to_compare_with_is_a_fault(project, capsys):
    code, said = answer(project, "check", "--since", "last", capsys=capsys)
    assert (code, said["faults"][0]["code"]) == (2, "U105")
    assert "diarie build my-report" in said["faults"][0]["todo"]


def test_faults_count_as_ever_when_changes_are_asked_for(project, capsys):
    remember(project)
    replace(project / REPORT / "text" / "10-resor.md", "@Tbl-resor", "@Tbl-reser")
    code, said = answer(project, "check", "--since", "last", capsys=capsys)
    assert code == 3
    assert [fault["code"] for fault in said["faults"] if fault["level"] == "error"] == ["I272"]
    assert said["since"]


def test_the_share_of_traced_numbers_is_told(project, capsys):
    replace(project / REPORT / "figures.yaml", "summary: ", "summary: Resorna. #")
    _, out, _ = run(project, "check", capsys=capsys)
    assert "my-report: 100 % of 2 numbers traced" in out
    _, said = answer(project, "check", capsys=capsys)
    assert said["traced"]["my-report"]["numbers"] == 2


LONG = " ".join(["Vi", *["ord"] * 40]) + "."


def test_hints_are_counted_where_they_are_not_listed(project, capsys):
    replace(project / REPORT / "text" / "00-forord.md", "Vi reser mer med tåg.", LONG)
    code, out, err = run(project, "check", capsys=capsys)
    assert code == 0
    assert "hint C238" in err
    assert "1 document checked, 1 hint." in out
    code, out, err = run(project, "check", "--level", "warning", capsys=capsys)
    assert (code, err) == (0, "")
    assert "1 document checked, 1 hint (not listed: 1 hint; --level hint lists all)." in out
    _, said = answer(project, "check", "--level", "error", capsys=capsys)
    assert (said["faults"], said["counts"]) == ([], {"error": 0, "warning": 0, "hint": 1})


def test_a_build_counts_hints_and_lists_none(project, capsys):
    replace(project / REPORT / "text" / "00-forord.md", "Vi reser mer med tåg.", LONG)
    code, out, err = run(project, "build", "--dry-run", capsys=capsys)
    assert code == 0
    assert "C238" not in err
    assert "1 hint not listed: diarie check my-report lists them." in out


def test_errors_come_before_warnings_and_hints():
    faults = [Fault("C3", "c", level="hint"), Fault("C2", "b", level="warning"), Fault("C1", "a"), Fault("C4", "d")]
    assert [fault.code for fault in grouped(faults, "hint")[0]] == ["C1", "C4", "C2", "C3"]
    assert [[fault.code for fault in group] for group in grouped(faults, "error")] == [["C1", "C4"], ["C2", "C3"]]
    assert counted(faults) == "2 errors, 1 warning, 1 hint"
    assert counted([]) == ""


def test_a_code_is_explained(project, capsys):
    code, out, _ = run(project, "check", "--explain", "C238", capsys=capsys)
    assert code == 0
    assert out.startswith("C238 (hint)")
    assert "Source: " in out
    code, said = answer(project, "check", "--explain", "I231", capsys=capsys)
    assert (code, said["code"]) == (0, "I231")
    code, said = answer(project, "check", "--explain", "C999", capsys=capsys)
    assert (code, said["faults"][0]["code"]) == (2, "U108")


def test_comparing_writes_nothing(project, capsys):
    remember(project)
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    run(project, "check", "--since", "last", capsys=capsys)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_many_faults_are_counted_by_code(project, capsys):
    text = project / REPORT / "text/10-resor.md"
    numbers = "\n\n".join(f"Vi gjorde {number} resor." for number in range(300, 321))
    text.write_text(f"{text.read_text(encoding='utf-8')}\n{numbers}\n", encoding="utf-8")
    code, out, err = run(project, "check", "--level", "error", capsys=capsys)
    assert (code, err.count("error C210")) == (1, 21)
    assert "by code: 21 × C210; diarie check --explain CODE tells what one means" in out


def test_a_broken_document_does_not_keep_the_others_from_being_checked(project, capsys):
    broken = project / "inputs/broken"
    broken.mkdir()
    (broken / "document.yaml").write_text("kind: sustainability-report\n  title: x\n", encoding="utf-8")
    with (project / REPORT / "text/10-resor.md").open("a", encoding="utf-8") as text:
        text.write("\nVi gjorde 1851 resor.\n")
    code, said = answer(project, "check", capsys=capsys)
    found = {(fault["code"], fault["place"]["file"]) for fault in said["faults"] if fault["level"] == "error"}
    assert (code, said["documents"]) == (3, ["broken", "my-report"])
    assert ("C210", f"{REPORT}/text/10-resor.md") in found
    assert "inputs/broken/document.yaml" in {file for _, file in found}


def test_the_answer_to_machines_has_the_keys_that_are_documented(project, capsys):
    _, said = answer(project, "check", capsys=capsys)
    assert list(said) == ["documents", "faults", "counts", "allowed", "traced"]
    assert list(said["traced"]["my-report"]) == [
        "numbers",
        "figures",
        "quoted",
        "counted",
        "untraced",
        "dates",
        "names",
    ]
    remember(project)
    replace(project / DATA, "1850", "1907")
    _, said = answer(project, "check", "--since", "last", capsys=capsys)
    (compared,) = said["since"]
    assert set(compared) == {"document", "since", "changes", "figures"}
    first = compared["changes"][0]
    assert {"change", "old_text", "text", "place", "heading", "figures"} <= first.keys()
    assert ("resor.tag", "1 907") in [(one["name"], one["new"].replace("\u00a0", " ")) for one in compared["figures"]]
