"""A manifest that somebody has changed is as good as none: the document is built anew."""

import json

import pytest

from pipeline.building.manifest import FORM, Manifest

SOUND = {
    "form": FORM,
    "document": "plan",
    "kind": "action-plan",
    "title": "Plan",
    "case_number": "1.3-2008-1",
    "language": "sv-SE",
    "date": "2008-01-01",
    "numbered_by": "register",
    "draft": True,
    "inputs": {"inputs/agency.yaml": "ab", "inputs/plan/figures.yaml": None},
    "listings": [["inputs/plan/text", "*.md", ["10.md"]]],
    "made_with": {"diarie": "1"},
    "outputs": {"plan.pdf": {"sha256": "cd", "size": 3}},
    "pages": 2,
    "contents": {"_Toc1": 1},
}


def read(folder, changes):
    (folder / "plan.manifest.json").write_text(json.dumps(SOUND | changes), encoding="utf-8")
    return Manifest.read(folder, "plan")


def test_a_manifest_that_is_whole_is_read(tmp_path):
    manifest = read(tmp_path, {})
    assert manifest is not None
    assert manifest.listings == [("inputs/plan/text", "*.md", ("10.md",))]


@pytest.mark.parametrize(
    "changes",
    [
        {"form": FORM + 1},
        {"inputs": None},
        {"outputs": 5},
        {"outputs": {"plan.pdf": "cd"}},
        {"outputs": {"plan.pdf": {"sha256": "cd"}}},
        {"made_with": []},
        {"contents": {"_Toc1": "ett"}},
        {"listings": [[1, 2, []]]},
        {"listings": 3},
        {"more": 1},
    ],
    ids=str,
)
def test_a_manifest_with_a_part_of_another_form_is_none(tmp_path, changes):
    assert read(tmp_path, changes) is None
