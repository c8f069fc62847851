"""An adopted document is left alone by builds, dispatched, made void; what is lost or changed is told."""

import json
import shutil

import pytest

from tests.approval.approvals import DECIDED, NAME, another, fill_in

NUMBER = "1.3.1-2026-1-1"


@pytest.fixture
def adopted(reviewed, approve):
    approve()
    return reviewed


def build(run, *arguments, code=0):
    return json.loads(run("build", *arguments, "--format", "json", code=code))


def test_naming_an_adopted_document_is_refused(adopted, run):
    for arguments in ((NAME,), (f"inputs/{NAME}", "--all"), (NAME, "--dry-run")):
        (fault,) = build(run, *arguments, code=6)["faults"]
        assert (fault["code"], fault["data"]["number"]) == ("R204", NUMBER)
        assert "replaces: my-report" in fault["todo"]


def test_a_build_of_all_leaves_it_alone_even_when_its_inputs_change(adopted, run):
    path = adopted / "outputs" / "my-report.pdf"
    before = path.read_bytes()
    (adopted / "inputs" / NAME / "document.yaml").write_text("kind: nonsense", encoding="utf-8")
    said = build(run, "--all")
    assert (said["built"], said["unchanged"]) == ({}, [])
    assert said["adopted"][NAME] == {
        "number": NUMBER,
        "decision_number": "Stab/001/2026",
        "status": "adopted",
        "inputs": True,
        "put_back": [],
    }
    assert path.read_bytes() == before
    assert f"adopted: {NAME} ({NUMBER}, Stab/001/2026)" in run("build")


def test_drafts_beside_it_are_built(adopted, run):
    another(adopted, "annex")
    said = build(run)
    assert (list(said["built"]), list(said["adopted"])) == (["annex"], [NAME])


def test_outputs_that_are_missing_or_differ_are_put_back(adopted, run):
    outputs = adopted / "outputs"
    kept = {path.name: path.read_bytes() for path in outputs.iterdir()}
    (outputs / "my-report.docx").unlink()
    (outputs / "my-report.pdf").write_bytes(b"another")
    assert sorted(build(run, "--dry-run")["adopted"][NAME]["put_back"]) == ["my-report.docx", "my-report.pdf"]
    assert not (outputs / "my-report.docx").exists()
    assert sorted(build(run)["adopted"][NAME]["put_back"]) == ["my-report.docx", "my-report.pdf"]
    assert {path.name: path.read_bytes() for path in outputs.iterdir()} == kept
    assert build(run)["adopted"][NAME]["put_back"] == []


def test_a_changed_adopted_file_is_a_fault_of_builds_and_of_verify(adopted, run):
    path = adopted / "adopted" / NUMBER / "my-report.pdf"
    path.write_bytes(path.read_bytes() + b" ")
    (fault,) = build(run, code=6)["faults"]
    assert (fault["code"], fault["place"]["file"]) == ("R205", f"adopted/{NUMBER}/my-report.pdf")
    assert "R126" in run("register", "verify", code=6)


def test_a_missing_adopted_file_is_named(adopted, run):
    (adopted / "adopted" / NUMBER / "my-report.docx").unlink()
    (adopted / "adopted" / NUMBER / "sources" / "inputs" / "agency.yaml").unlink()
    assert [fault["code"] for fault in build(run)["faults"]] == ["R206"]
    said = run("register", "verify", code=6)
    assert f"adopted/{NUMBER}/my-report.docx" in said
    assert f"adopted/{NUMBER}/sources/inputs/agency.yaml" in said
    assert "R240" in said


def test_check_and_explain_go_on_working(adopted, run):
    assert "1 document checked" in run("check")
    assert f"{NAME}: is adopted (fastställd), entered as {NUMBER} by Stab/001/2026" in run("explain")
    assert json.loads(run("explain", "--format", "json"))[NAME]["adopted"] == NUMBER


def test_what_stands_is_told_when_its_folder_has_gone(adopted, run):
    another(adopted, "annex", title="Bilaga")
    path = adopted / "inputs" / "annex" / "document.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("title: Hå")), encoding="utf-8")
    shutil.rmtree(adopted / "inputs" / NAME)
    (adopted / "outputs" / "my-report.pdf").unlink()
    said = build(run)
    assert (said["adopted"][NAME]["inputs"], said["adopted"][NAME]["put_back"]) == (False, ["my-report.pdf"])
    assert said["faults"] == []
    assert f"adopted: {NAME} ({NUMBER}, Stab/001/2026); its folder in inputs/ is gone" in run("build")
    assert f"{NAME}: is adopted" in run("explain")
    assert list(build(run, "annex")["adopted"]) == []
    shutil.rmtree(adopted / "inputs" / "annex")
    assert "dispatched on 2026-06-20" in run("dispatch", NAME, "--to", "X", "--how", "brev")


def test_a_renamed_folder_is_not_adopted_once_more(adopted, run):
    (adopted / "inputs" / NAME).rename(adopted / "inputs" / "another-name")
    (fault,) = build(run)["faults"]
    assert (fault["code"], fault["level"], fault["data"]) == (
        "R224",
        "warning",
        {"document": "another-name", "adopted": NAME},
    )
    assert "R224 another-name is the same as my-report" in run("approve", "another-name", *DECIDED, code=6)
    (adopted / "inputs" / "another-name").rename(adopted / "inputs" / NAME)
    assert list(build(run)["adopted"]) == [NAME]


def test_dispatch_by_name_or_number_is_entered_once(adopted, run, show):
    sent = ("--to", "Finansdepartementet", "--how", "e-post")
    assert "would be dispatched" in run("dispatch", NAME, *sent, "--dry-run")
    assert show(NUMBER)["status"] == "adopted"
    assert run("dispatch", NAME, *sent) == f"{NUMBER} dispatched on 2026-06-20 to Finansdepartementet\n"
    assert "dispatched before" in run("dispatch", NUMBER, *sent)
    entry = show(NUMBER)
    assert (entry["status"], entry["dispatched"], entry["dispatched-how"]) == ("dispatched", "2026-06-20", "e-post")
    assert "R243" in run("dispatch", NAME, "--to", "Riksdagen", "--how", "e-post", code=6)
    assert build(run)["adopted"][NAME]["status"] == "dispatched"


@pytest.mark.parametrize(("day", "code"), [("2026-06-18", "R244"), ("2026-06-21", "R244")])
def test_a_day_of_dispatch_that_cannot_be_is_told(adopted, run, day, code):
    assert code in run("dispatch", NAME, "--to", "X", "--how", "brev", "--date", day, code=6)


def test_what_is_no_adopted_document_is_neither_dispatched_nor_made_void(adopted, run):
    another(adopted, "annex")
    for command in (("dispatch", "--to", "X", "--how", "brev"), ("void", "--why", "fel")):
        assert "R242 annex is a draft" in run(command[0], "annex", *command[1:], code=6)
        said = run(command[0], "my-raport", *command[1:], code=6)
        assert "R241" in said
        assert "Did you mean “my-report”?" in said
        assert "R241" in run(command[0], "Stab/001/2026", *command[1:], code=6)


def test_a_void_document_keeps_its_files_and_is_built_and_adopted_anew_with_another_number(adopted, run, approve, show):
    folder = adopted / "adopted" / NUMBER
    before = sorted(folder.rglob("*"))
    assert "would be void" in run("void", NAME, "--why", "Beslutet upphävdes", "--dry-run")
    assert run("void", NAME, "--why", "Beslutet upphävdes") == f"{NUMBER} void\n"
    assert show(NUMBER)["void-reason"] == "Beslutet upphävdes"
    assert sorted(folder.rglob("*")) == before
    assert list(build(run, NAME)["built"]) == [NAME]
    said = approve()
    assert (said["number"], said["decision_number"]) == ("1.3.1-2026-1-2", "Stab/002/2026")
    assert "Everything is as it was written." in run("register", "verify")
    assert "R109" in run("void", NUMBER, "--why", "igen", code=6)


def test_a_draft_is_not_made_void_by_this_command(project, run):
    assert "R242" in run("void", NAME, "--why", "fel", code=6)


@pytest.fixture
def second(adopted, run):
    """A new version, reviewed and not yet adopted."""
    another(adopted, "my-report-2", replaces=NAME, changes="Tabellen är rättad.")
    run("approve", "my-report-2", "--dry-run", code=6)
    fill_in(adopted, "my-report-2")
    return adopted


def test_a_new_version_replaces_the_old_and_tells_what_is_new(second, run, approve, show):
    said = approve("my-report-2")
    assert (said["number"], said["version"]) == ("1.3.1-2026-2-1", "2")
    entry = show("1.3.1-2026-2-1")
    assert (entry["replaces"], entry["changes"], entry["version"]) == (NUMBER, "Tabellen är rättad.", "2")
    assert show(NUMBER)["status"] == "replaced"
    manifest = json.loads((second / "outputs" / "my-report-2.manifest.json").read_bytes())
    assert [(one["version"], one["number"]) for one in manifest["history"]] == [("1", NUMBER)]
    said = build(run)["adopted"]
    assert {name: one["status"] for name, one in said.items()} == {NAME: "replaced", "my-report-2": "adopted"}
    run("check")


def test_voiding_the_new_version_puts_the_old_one_in_force_again(second, run, approve, show):
    approve("my-report-2")
    assert f"{NUMBER}, which it had replaced, stands again" in run("void", "my-report-2", "--why", "Fel bilaga")
    assert show(NUMBER)["status"] == "adopted"
    assert approve("my-report-2")["number"] == "1.3.1-2026-2-2"
    assert show(NUMBER)["status"] == "replaced"


def test_a_version_that_is_void_is_told_of_no_more(second, run, approve):
    approve("my-report-2")
    run("void", NUMBER, "--why", "Beslutet upphävdes")
    run("check")
    another(second, "my-report-3", replaces="my-report-2", changes="Allt är nytt.")
    run("build")
    manifest = json.loads((second / "outputs" / "my-report-3.manifest.json").read_bytes())
    assert [one["version"] for one in manifest["history"]] == ["2"]


def test_a_draft_of_a_new_version_is_stale_when_the_register_says_something_else(second, run):
    assert list(build(run)["built"]) == ["my-report-2"]
    assert build(run)["unchanged"] == ["my-report-2"]
    run("register", "change", NUMBER, "decision-number=", code=6)
    run("void", NAME, "--why", "Fel")
    assert "the register says something else about the versions that it replaces" in run("explain", "my-report-2")
    assert "R202 my-report is a draft" in run("build", "my-report-2", code=6)


def test_only_what_is_adopted_and_still_stands_is_replaced(second, run, approve):
    approve("my-report-2")
    place = "inputs/third/document.yaml:9:1: error"
    for target, words in (
        ("my-rapport", "R201"),
        ("third", "R201"),
        (NAME, f"R203 {NUMBER} (Hållbarhetsredovisning 2025) has been replaced"),
        (NUMBER, "R203"),
        ("Stab/001/2026", "R201"),
    ):
        another(second, "third", replaces=target)
        text = (second / "inputs" / "third" / "document.yaml").read_text(encoding="utf-8")
        assert len(text.splitlines()) == 9
        assert f"{place} {words}" in run("build", "third", code=6)
        shutil.rmtree(second / "inputs" / "third")


def test_a_new_version_says_what_is_new_before_it_is_adopted(adopted, run):
    another(adopted, "my-report-2", replaces=NUMBER)
    said = run("approve", "my-report-2", *DECIDED, code=6)
    assert "inputs/my-report-2/document.yaml:9:1: error R220" in said
