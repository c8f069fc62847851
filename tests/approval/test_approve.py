"""A document is adopted: numbers, files, register; and what stops that."""

import hashlib
import json
from unicodedata import normalize

import pytest

from tests.approval.approvals import DECIDED, FOLDER, NAME, another, fill_in

FILES = ("my-report.docx", "my-report.pdf", "my-report.manifest.json", "review-list.yaml", "gate.json")


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_register_has_everything_that_a_decision_must_have(reviewed, approve, show):
    said = approve(NAME, "--presenter", "Bo Ek", "--participant", "Eva Ek", "--participant", "Ulf Ek")
    assert (said["number"], said["decision_number"], said["version"]) == ("1.3.1-2026-1-1", "Stab/001/2026", "1")
    entry = show("1.3.1-2026-1-1")
    wanted = {
        "status": "adopted",
        "case": "1.3.1-2026-1",
        "direction": "drawn-up",
        "made-as": NAME,
        "type": "Rapport",
        "title": "Hållbarhetsredovisning 2025",
        "date": "2026-03-01",
        "version": "1",
        "decision-number": "Stab/001/2026",
        "decision-date": "2026-06-19",
        "decided-by": "Anna Ek, avdelningschef",
        "presenter": "Bo Ek",
        "participants": "Eva Ek; Ulf Ek",
        "template-sha256": sha256(reviewed / "templates" / "sustainability-report.docx"),
    }
    fields = entry
    assert {name: fields.get(name) for name in wanted} == wanted
    assert len(fields["inputs-sha256"]) == 64
    assert show("1.3.1-2026-1")["status"] == "open"
    decision = show("Stab/001/2026")
    assert (decision["status"], decision["document"]) == ("issued", "1.3.1-2026-1-1")


def test_the_folder_holds_the_files_and_the_exact_bytes_that_they_were_made_from(reviewed, approve, run):
    said = approve()
    folder = reviewed / "adopted" / "1.3.1-2026-1-1"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == set(said["files"]) >= set(FILES)
    for path in (f"{FOLDER}/document.yaml", "inputs/agency.yaml", "templates/sustainability-report.docx"):
        assert (folder / "sources" / path).read_bytes() == (reviewed / path).read_bytes()
    assert {name: sha256(folder / name) for name in found} == said["files"]
    assert f"Files: {len(found)} right." in run("register", "verify")
    for name in FILES[:3]:
        assert (reviewed / "outputs" / name).read_bytes() == (folder / name).read_bytes()


def test_a_rehearsal_enters_nothing_and_foresees_the_numbers(reviewed, approve, run):
    before = {path for path in reviewed.rglob("*") if ".diarie" not in path.parts}
    said = approve(NAME, "--dry-run")
    assert (said["dry_run"], said["number"], said["decision_number"]) == (True, "1.3.1-2026-1-1", "Stab/001/2026")
    assert {path for path in reviewed.rglob("*") if ".diarie" not in path.parts} == before
    assert json.loads(run("register", "list", "--format", "json")) == []
    assert approve()["number"] == said["number"]


def test_the_manifest_tells_of_the_adoption(reviewed, approve):
    approve(NAME, "--presenter", "Bo Ek")
    manifest = json.loads((reviewed / "outputs" / "my-report.manifest.json").read_bytes())
    assert manifest["draft"] is False
    assert manifest["adoption"] == {
        "version": "1",
        "number": "1.3.1-2026-1-1",
        "decision_number": "Stab/001/2026",
        "decision_date": "2026-06-19",
        "decided_by": "Anna Ek, avdelningschef",
        "changes": "",
        "presenter": "Bo Ek",
        "participants": [],
    }


def test_approving_again_by_the_same_decision_changes_nothing(reviewed, approve, run):
    first = approve()
    events = run("register", "verify").splitlines()[0]
    (reviewed / "outputs" / "my-report.pdf").unlink()
    again = approve()
    assert again["new"] is False
    assert {**again, "new": True, "checks": first["checks"]} == first
    assert run("register", "verify").splitlines()[0] == events
    assert (reviewed / "outputs" / "my-report.pdf").exists()


def test_a_name_in_decomposed_letters_is_the_same_name(reviewed, run):
    """As file managers and keyboards of some systems give them: Å as A with a ring."""
    decided = ("--date", "2026-06-19", "--by", normalize("NFD", "Åsa Ek, chef"))
    assert "is adopted" in run("approve", NAME, *decided)
    assert "was adopted before" in run("approve", NAME, *decided)


def test_a_title_with_a_soft_hyphen_is_entered_without_it(reviewed, approve, run, show):
    path = reviewed / FOLDER / "document.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Hållbarhetsredovisning 2025", "Hållbarhets\u00adredovisning 2025"), encoding="utf-8")
    run("approve", NAME, "--dry-run", code=6)
    fill_in(reviewed)
    assert show(approve()["number"])["title"] == "Hållbarhetsredovisning 2025"


def test_another_decision_about_an_adopted_document_is_refused(reviewed, approve, run):
    approve()
    said = run("approve", NAME, "--date", "2026-06-19", "--by", "Bo Ek", code=6)
    assert "R200" in said
    assert "replaces: my-report" in said


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--decision", "stabb"), 6, "Did you mean “stab”?"),
        (("--decision", "cases"), 6, "R208"),
        (("--date", "2026-06-21"), 6, "R209 The decision's day, 2026-06-21, is yet to come"),
        (("--by", " "), 2, "--date and --by"),
        (("--by", "Anna\udcff"), 2, "UTF-8"),
        (("--by", "Anna\x07"), 6, "R112"),
    ],
)
def test_a_decision_that_cannot_be_is_told(reviewed, run, arguments, code, words):
    assert words in run("approve", NAME, *DECIDED, *arguments, code=code)
    assert not (reviewed / "adopted").exists()


def test_a_decision_number_from_elsewhere_is_entered_as_it_is(reviewed, approve, show):
    assert approve(NAME, "--decision", "Stab/009/2026")["decision_number"] == "Stab/009/2026"
    decision = show("Stab/009/2026")
    assert (decision["status"], decision["external"], decision["document"]) == ("issued", True, "1.3.1-2026-1-1")


def test_a_reserved_decision_number_is_issued(reviewed, approve, run, show):
    run("register", "reserve", "--series", "stab")
    assert approve(NAME, "--decision", "Stab/001/2026")["decision_number"] == "Stab/001/2026"
    assert show("Stab/001/2026")["status"] == "issued"


def test_one_decision_adopts_two_documents_if_it_is_one_decision(reviewed, approve, run, show):
    another(reviewed, "annex")
    run("approve", "annex", "--dry-run", code=6)
    fill_in(reviewed, "annex")
    approve()
    said = run("approve", "annex", *DECIDED[:3], "Bo Ek", "--decision", "Stab/001/2026", code=6)
    assert "R221" in said
    assert approve("annex", "--decision", "Stab/001/2026")["number"] == "1.3.1-2026-2-1"
    assert show("Stab/001/2026")["document"] == "1.3.1-2026-1-1"


def test_a_case_number_from_elsewhere_is_entered_and_opened(reviewed, approve, run, show):
    path = reviewed / FOLDER / "document.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('classification: "1.3.1"', "case-number: 1.3.1-2026-77"))
    run("approve", NAME, "--dry-run", code=6)
    fill_in(reviewed)
    assert approve()["number"] == "1.3.1-2026-77-1"
    case = show("1.3.1-2026-77")
    assert (case["status"], case["external"], case["subject"]) == ("open", True, "Hållbarhetsredovisning 2025")


def test_a_case_number_that_no_series_writes_is_told_with_its_line(reviewed, run):
    path = reviewed / FOLDER / "document.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('classification: "1.3.1"', "case-number: HR 2026"))
    run("approve", NAME, "--dry-run", code=6)
    fill_in(reviewed)
    said = run("approve", NAME, *DECIDED, code=6)
    assert f"{FOLDER}/document.yaml:4:1: error R106" in said


def test_warnings_stop_an_adoption_as_errors_do(reviewed, run):
    path = next((reviewed / FOLDER / "text").iterdir())
    path.write_text(path.read_text(encoding="utf-8") + "\nResorna står i avsnitt 2.\n", encoding="utf-8")
    for arguments in ((), ("--dry-run",)):
        said = run("approve", NAME, *DECIDED, *arguments, code=6)
        assert "warning C273" in said
        assert "error R207 my-report has 1 warning:" in said
        assert "R210" not in said  # what is to be mended first is told first
    assert not (reviewed / "adopted").exists()


def test_the_series_of_decisions_is_named_in_the_settings_where_there_are_several(reviewed, approve, run):
    agency = reviewed / "inputs" / "agency.yaml"
    text = agency.read_text(encoding="utf-8")
    agency.write_text(f'{text}    gd: {{pattern: "GD {{year}}-{{serial}}", numbers: decisions}}\n', encoding="utf-8")
    run("approve", NAME, "--dry-run", code=6)
    fill_in(reviewed)
    assert "R208 The decision is not named" in run("approve", NAME, *DECIDED, code=6)
    text = agency.read_text(encoding="utf-8").replace("register:\n", "register:\n  decisions: gd\n")
    agency.write_text(text, encoding="utf-8")
    run("approve", NAME, "--dry-run", code=6)
    fill_in(reviewed)
    assert approve()["decision_number"] == "GD 2026-1"


@pytest.mark.parametrize(("day", "code"), [("2026-02-28", "R216"), ("2026-06-21", "R209")])
def test_a_day_of_decision_that_cannot_be_is_told(reviewed, run, day, code):
    for arguments in ((), ("--dry-run",)):
        assert code in run("approve", NAME, "--date", day, "--by", "Anna Ek", *arguments, code=6)


@pytest.mark.parametrize("number", ["Stab/009/2025", "Stab/009/2027"])
def test_a_decision_number_of_another_year_is_a_warning(reviewed, approve, number):
    (fault,) = approve(NAME, "--decision", number)["faults"]
    assert (fault["code"], fault["level"], fault["data"]["number"]) == ("R219", "warning", number)


def test_a_name_of_blanks_is_none(reviewed, run):
    assert "as far as it can look" in run("approve", NAME, "--dry-run", "--date", "2026-06-19", "--by", "  ")
    run("approve", NAME, "--date", "2026-06-19", "--by", "  ", code=2)
    run("approve", NAME, *DECIDED, "--decision", " ", code=2)


def test_a_series_that_is_nearly_named_is_asked_back(reviewed, run):
    assert "Did you mean “stab”?" in run("approve", NAME, *DECIDED, "--decision", "Stab", code=6)
    said = run("approve", NAME, *DECIDED, "--decision", "GD 7", code=6)
    assert "stab writes Stab/{serial:03}/{year}" in said


def test_a_finding_of_the_gate_stops_it_and_writes_nothing(reviewed, run, monkeypatch):
    import pipeline.approval.gate
    from pipeline.approval.gate import GateReport
    from pipeline.faults import Fault

    finding = Fault("R277", "The PDF does not show the number.")
    monkeypatch.setattr(pipeline.approval.gate, "run_gate", lambda *_: GateReport((finding,), ()))
    assert "R277" in run("approve", NAME, *DECIDED, code=6)
    assert not (reviewed / "adopted").exists()
    assert json.loads(run("register", "list", "--format", "json")) == []
