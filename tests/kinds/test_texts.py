"""What lies in text/ is read, or its author is told that it is not."""

import json
import shutil

import pytest

from tests.conftest import ROOT, diarie


@pytest.mark.parametrize(
    "name", ["labour-market-annex-2023", "return-action-plan-2008", "return-communication-plan-2008"]
)
def test_a_file_that_is_no_markdown_is_named_for_every_kind_with_texts(tmp_path, name):
    for path in (f"inputs/{name}", "templates"):
        shutil.copytree(ROOT / path, tmp_path / path)
    for path in ("inputs/agency.yaml", "inputs/references.yaml", "inputs/words.txt"):
        if (ROOT / path).exists():
            shutil.copy(ROOT / path, tmp_path / path)
    (tmp_path / f"inputs/{name}/text/99-slut.txt").write_text("Slut.", encoding="utf-8")
    assert told(tmp_path, name) == [f"inputs/{name}/text/99-slut.txt"]


def test_what_is_hidden_open_in_word_or_to_be_placed_is_not_named(example):
    texts = example / "inputs" / "my-report" / "text"
    for name in ("~$utkast.docx", ".utkast.txt", "karta.png", "tal.csv"):
        (texts / name).write_bytes(b"x")
    assert told(example, "my-report") == []
    for name in ("20-UTKAST.MD", "30-slut.docx", "40-mer.md.txt", "50-rest"):
        (texts / name).write_bytes(b"x")
    assert told(example, "my-report") == [
        f"inputs/my-report/text/{name}" for name in ("20-UTKAST.MD", "30-slut.docx", "40-mer.md.txt", "50-rest")
    ]


def told(project, name):
    """The files that a check names as not read."""
    ended = diarie("check", name, "--format", "json", project=project)
    faults = [fault for fault in json.loads(ended.stdout)["faults"] if fault["code"] == "I311"]
    assert {fault["level"] for fault in faults} <= {"warning"}
    return [fault["place"]["file"] for fault in faults]
