"""A plan goes all the way with real layout and real gate: rehearsal, adoption, a new version, dispatch, void."""

import io
import json
import re
import shutil
import zipfile

from tests.approval.approvals import SERIES, fill_in
from tests.conftest import ROOT, diarie

PLAN = "return-action-plan-2008"
DECIDED = ("--date", "2024-06-19", "--by", "Simon Wygler, t.f. avdelningschef")


def small_project(folder):
    (folder / "inputs").mkdir()
    (folder / "templates").mkdir()
    for path in ("inputs/agency.yaml", "inputs/references.yaml", "inputs/words.txt", "templates/action-plan.docx"):
        shutil.copy(ROOT / path, folder / path)
    shutil.copytree(ROOT / "templates" / "html", folder / "templates" / "html")
    shutil.copytree(ROOT / "inputs" / PLAN, folder / "inputs" / PLAN, ignore=shutil.ignore_patterns("followups"))
    with (folder / "inputs" / "agency.yaml").open("a", encoding="utf-8") as agency:
        agency.write(SERIES)
    return folder


def words(path):
    """What a Word file says."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        parts = [package.read(name).decode() for name in package.namelist() if re.match(r"word/\w+\.xml", name)]
    return " ".join(re.sub(r"<[^>]+>", " ", part) for part in parts)


def test_a_plan_is_adopted_replaced_dispatched_and_made_void(tmp_path):
    project = small_project(tmp_path)

    def run(*arguments, code=0):
        ended = diarie(*arguments, "--format", "json", project=project)
        assert ended.returncode == code, ended.stdout + ended.stderr
        assert ended.stderr == ""
        return json.loads(ended.stdout)

    rehearsed = run("approve", PLAN, "--dry-run", code=6)
    assert [fault["code"] for fault in rehearsed["faults"]] == ["R210"]
    fill_in(project, PLAN, day="2024-06-18")
    said = run("approve", PLAN, *DECIDED, "--presenter", "Hanna Dahlqvist")
    assert all(check["result"] == "passed" for check in said["checks"])
    assert len(said["checks"]) > 5
    folder = project / said["folder"]
    text = words(folder / f"{PLAN}.docx")
    assert "UTKAST" not in text
    assert said["decision_number"] in text
    assert (project / "outputs" / f"{PLAN}.pdf").read_bytes() == (folder / f"{PLAN}.pdf").read_bytes()
    roles = {file["role"]: file["format"] for file in run("register", "show", said["number"])["files"]}
    assert roles["archive copy"] == "fmt/476"
    made = {"original", "archive copy", "web edition", "manifest"}
    assert set(roles) == made | {"review list", "gate report", "source", "template"}

    assert [fault["code"] for fault in run("build", PLAN, code=6)["faults"]] == ["R204"]
    assert list(run("build")["adopted"]) == [PLAN]

    shutil.copytree(project / "inputs" / PLAN, project / "inputs" / "plan-2", ignore=shutil.ignore_patterns("review-*"))
    with (project / "inputs" / "plan-2" / "document.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"replaces: {PLAN}\nchanges: Ansvaret för mål tre är ändrat.\n")
    assert list(run("build")["built"]) == ["plan-2"]
    draft = words(project / "outputs" / "plan-2.docx")
    assert "Senaste ändringar" in draft
    assert said["decision_number"] in draft
    run("approve", "plan-2", "--dry-run", code=6)
    fill_in(project, "plan-2", day="2024-06-18")
    second = run("approve", "plan-2", *DECIDED)
    assert (second["version"], second["decision_number"] != said["decision_number"]) == ("2", True)
    text = words(project / second["folder"] / "plan-2.docx")
    assert "Ansvaret för mål tre är ändrat." in text
    assert second["decision_number"] in text
    assert "UTKAST" not in text
    assert run("register", "show", said["number"])["status"] == "replaced"

    assert run("dispatch", "plan-2", "--to", "Regeringskansliet", "--how", "e-post")["status"] == "dispatched"
    assert run("void", "plan-2", "--why", "Beslutet upphävdes")["status"] == "void"
    assert run("register", "show", said["number"])["status"] == "adopted"
    assert run("register", "verify")["faults"] == []
