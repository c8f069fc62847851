"""`diarie build --author`: the author's edition as a file, beside outputs that stay as they are."""

import json
import shutil

import pytest

from tests.conftest import diarie

NAME = "return-action-plan-2008"


@pytest.mark.xdist_group("documents")
def test_the_edition_is_written_beside_an_unchanged_build_and_is_no_part_of_it(built, tmp_path):
    project = tmp_path / "project"
    shutil.copytree(built.project, project)
    shutil.copytree(built.project / "inputs", tmp_path / "inputs")
    before = {path.name: path.read_bytes() for path in (project / "outputs").iterdir() if path.name.startswith(NAME)}
    ended = diarie("build", NAME, "--author", "--format", "json", project=project)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    said = json.loads(ended.stdout)
    edition = project / "outputs" / f"{NAME}.author.html"
    assert said["author"] == [str(edition)]
    assert "author-number" in edition.read_text()
    if said["unchanged"] == [NAME]:
        after = {path.name: path.read_bytes() for path in (project / "outputs").iterdir() if path != edition}
        assert {name: after[name] for name in before} == before
    assert edition.name not in said["outputs"][NAME]


def test_a_dry_run_writes_no_edition(example):
    diarie("build", "--author", "--dry-run", project=example)
    assert not list((example / "outputs").glob("*.author.html"))
