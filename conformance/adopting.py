"""The example documents adopted as people do it: the review list written, filled in, and the document approved."""

import json

from tests.conftest import DOCUMENTS, copy_project, diarie

_SERIES = """
register:
  series:
    stab: {pattern: "Stab/{serial:03}/{year}", numbers: decisions}
"""
#: Decisions whose number the document itself states; the others take the next one of the series.
_DECISIONS = {"sustainability-report-2023": "Stab/009/2024"}
_ANSWERS = {
    "  answer:": "  answer: ja",
    "reviewed-by:": "reviewed-by: Anna Berg, arkivarie",
    "reviewed-on:": "reviewed-on: 2024-06-18",
}


def adopt_all(folder):
    """A copy of the project in this folder, with every document adopted; name → the folder of its files."""
    project = copy_project(folder)
    settings = project / "inputs" / "agency.yaml"
    if "\nregister:" not in settings.read_text(encoding="utf-8"):
        with settings.open("a", encoding="utf-8") as file:
            file.write(_SERIES)
    return {name: project / _adopt(project, name) for name in DOCUMENTS}


def _adopt(project, name):
    """The adopted document's folder, relative to the project."""
    said = _approve(project, name)
    assert [fault["code"] for fault in said["faults"]] == ["R210"], said
    path = project / said["faults"][0]["place"]["file"]
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(_ANSWERS.get(line, line) for line in lines) + "\n", encoding="utf-8")
    said = _approve(project, name)
    assert said.get("new") is True, said
    return said["folder"]


def _approve(project, name):
    decided = ["--date", "2024-06-19", "--by", "Simon Wygler, t.f. avdelningschef"]
    decided += ["--decision", _DECISIONS.get(name, "stab")]
    ended = diarie("approve", name, *decided, "--format", "json", project=project)
    assert ended.stdout, ended.stderr
    return json.loads(ended.stdout)
