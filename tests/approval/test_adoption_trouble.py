"""Full disks, folders that nobody may write, numbers that somebody else takes: a clear fault, and nothing half."""

import json

import pytest

import pipeline.approval.approve
from tests.approval.approvals import DECIDED, NAME, another, fill_in
from tests.approval.approving import approve as approve_in_a_child
from tests.approval.approving import start, wait

ENTRIES = ("register", "list", "--format", "json")


def left(project):
    """What lies in `adopted/`, hidden or not."""
    return sorted(path.name for path in project.rglob("adopted/*")) + sorted(
        path.name for path in project.rglob("adopted/.*")
    )


@pytest.mark.parametrize(("when", "code"), [("stage", "R231"), ("enter", "R104")])
def test_a_full_disk_leaves_the_draft(reviewed, run, approve, when, code):
    ended, output, errors = approve_in_a_child(reviewed, NAME, 0, "before", when, limit=6_000)
    assert ended == 6, output + errors
    assert [fault["code"] for fault in json.loads(output)["faults"]] == [code]
    assert left(reviewed) == []
    assert json.loads(run(*ENTRIES)) == []
    assert approve()["number"] == "1.3.1-2026-1-1"


def test_a_full_disk_after_the_entry_is_only_a_warning(reviewed, run):
    ended, output, errors = approve_in_a_child(reviewed, NAME, 0, "before", "fill_outputs", limit=6_000)
    assert ended == 0, output + errors
    said = json.loads(output)
    assert [fault["code"] for fault in said["faults"]] == ["R233", "P320"]
    assert said["number"] == "1.3.1-2026-1-1"
    assert not (reviewed / "outputs" / "my-report.pdf").exists()
    assert "my-report.pdf" in run("build")
    assert (reviewed / "outputs" / "my-report.pdf").exists()


@pytest.mark.parametrize("place", ["adopted", "inputs/my-report"])
def test_a_folder_that_cannot_be_written_is_told(reviewed, run, place, monkeypatch):
    """By another user's rights: whoever may do everything is asked by what stands in the way."""
    if place == "adopted":
        (reviewed / "adopted").write_text("a file where the folder should be", encoding="utf-8")
    else:
        (reviewed / place / "review-list.yaml").unlink()

        def refused(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("pipeline.approval.folder.write_through", refused)
    said = run("approve", NAME, *DECIDED, code=6)
    assert f"R230 The folder {'adopted/1.3.1-2026-1-1' if place == 'adopted' else place}/ cannot be written" in said
    assert json.loads(run(*ENTRIES)) == []


def test_a_leftover_of_a_crash_is_replaced_whatever_it_holds(reviewed, approve):
    (reviewed / "adopted").mkdir()
    (reviewed / "adopted" / ".1.3.1-2026-1-1.entering").touch()
    for name in ("1.3.1-2026-1-1", ".1.3.1-2026-1-1.new", ".old one.old"):
        (reviewed / "adopted" / name).mkdir(parents=True)
        (reviewed / "adopted" / name / "my-report.pdf").write_bytes(b"half")
    said = approve()
    assert (reviewed / "adopted" / said["number"] / "my-report.pdf").read_bytes() != b"half"
    assert [path.name for path in (reviewed / "adopted").iterdir()] == [said["number"]]


@pytest.mark.parametrize("lost", ["register", "head too"])
def test_an_adopted_document_survives_the_loss_of_its_register(reviewed, run, approve, lost):
    """A register that begins anew gives the same numbers again: the files that lie there may be the only ones."""
    folder = reviewed / approve()["folder"]
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in (reviewed / ".diarie").glob("register.sqlite*" if lost == "register" else "register*"):
        path.unlink()
    assert "R234 adopted/1.3.1-2026-1-1/ has files" in run("approve", NAME, "--dry-run", code=6)
    assert "R234" in run("approve", NAME, *DECIDED, code=6)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert left(reviewed)[0] == "1.3.1-2026-1-1"


def test_a_register_that_was_only_begun_is_none_yet(reviewed, run, approve):
    """Whoever made the file was killed before anything stood in it."""
    (reviewed / ".diarie" / "register.sqlite").write_bytes(b"")
    assert list(json.loads(run("build", "--dry-run", "--format", "json"))["built"]) == [NAME]
    assert approve()["number"] == "1.3.1-2026-1-1"


def test_adopted_is_no_link(reviewed, run, tmp_path_factory):
    (reviewed / "adopted").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    assert "R230 adopted/ is a link to another folder" in run("approve", NAME, *DECIDED, code=6)


def test_a_project_behind_a_link_is_the_same_project(reviewed, run, tmp_path_factory):
    link = tmp_path_factory.mktemp("elsewhere") / "länk till projektet"
    link.symlink_to(reviewed)
    assert "my-report is adopted" in run("approve", NAME, *DECIDED, "--project", str(link))
    run("register", "verify", "--project", str(link))


def test_a_folder_of_another_document_is_never_replaced(reviewed, run, approve):
    """Two numbers that differ only in signs that no folder has."""
    run(
        "register", "reserve", "--classification", "1.3.1", "--subject", "Annat", "--open", "--external", "1.3.1-2026-9"
    )
    folder = reviewed / "adopted" / "1.3.1-2026-1-1"
    folder.mkdir(parents=True)
    (folder / "other.txt").write_text("kept", encoding="utf-8")
    number = run(
        "register", "reserve", "--case", "1.3.1-2026-9", "direction=out", "type=x", "title=X", "date=2026-01-01",
        "--file", str(folder / "other.txt"),
    ).split()[0]  # fmt: skip
    said = run("approve", NAME, *DECIDED, code=6)
    assert f"R232 The files of {number} lie in adopted/1.3.1-2026-1-1/" in said
    assert (folder / "other.txt").read_text(encoding="utf-8") == "kept"


def test_inputs_that_change_on_the_way_stop_it(reviewed, run, monkeypatch):
    real = pipeline.approval.approve.take
    path = reviewed / "inputs" / "references.yaml"

    def take(approval, step):
        if step == "stage":
            path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
        real(approval, step)

    monkeypatch.setattr(pipeline.approval.approve, "take", take)
    assert "R223 inputs/references.yaml was changed" in run("approve", NAME, *DECIDED, code=6)
    assert left(reviewed) == []
    assert json.loads(run(*ENTRIES)) == []


def taken_before_entering(monkeypatch, run, times):
    """Somebody takes the next decision number before each of the first entries; how often it was tried."""
    real, tried = pipeline.approval.approve.take, []

    def take(approval, step):
        if step == "enter":
            tried.append(step)
            if len(tried) <= times:
                run("register", "reserve", "--series", "stab")
        real(approval, step)

    monkeypatch.setattr(pipeline.approval.approve, "take", take)
    return tried


def test_a_number_that_somebody_takes_meanwhile_is_not_shown(reviewed, run, approve, show, monkeypatch):
    tried = taken_before_entering(monkeypatch, run, 2)
    said = approve()
    assert (len(tried), said["decision_number"]) == (3, "Stab/003/2026")
    manifest = json.loads((reviewed / "outputs" / "my-report.manifest.json").read_bytes())
    assert manifest["adoption"]["decision_number"] == "Stab/003/2026"
    assert [show(f"Stab/00{number}/2026")["status"] for number in (1, 2, 3)] == ["reserved", "reserved", "issued"]
    assert left(reviewed)[0] == "1.3.1-2026-1-1"
    run("register", "verify")


def test_numbers_that_are_always_taken_end_in_a_fault(reviewed, run, monkeypatch):
    taken_before_entering(monkeypatch, run, 99)
    assert "R222" in run("approve", NAME, *DECIDED, code=6)
    assert left(reviewed) == []


def test_two_approvals_at_once_give_two_documents_numbers_of_their_own(reviewed, run):
    another(reviewed, "annex")
    run("approve", "annex", "--dry-run", code=6)
    fill_in(reviewed, "annex")
    said = {}
    while len(said) < 2:
        begun = {name: start(reviewed, name) for name in (NAME, "annex") if name not in said}
        for name, one in begun.items():
            code, output, errors = wait(one)
            answer = json.loads(output)
            if code == 0:
                said[name] = answer
            else:  # the other one has the project to itself for as long as it takes
                assert [fault["code"] for fault in answer["faults"]] == ["P302"], errors
    assert {one["decision_number"] for one in said.values()} == {"Stab/001/2026", "Stab/002/2026"}
    assert {one["number"] for one in said.values()} == {"1.3.1-2026-1-1", "1.3.1-2026-2-1"}
    run("register", "verify")


def test_a_build_does_not_begin_while_something_is_adopted(reviewed, run, monkeypatch):
    real, said = pipeline.approval.approve.take, []

    def take(approval, step):
        if step == "gate":
            said.append(run("build", code=5))
        real(approval, step)

    monkeypatch.setattr(pipeline.approval.approve, "take", take)
    run("approve", NAME, *DECIDED)
    assert "P302" in said[0]
