"""Every PDF that the project makes, in sets: a new set is a fixture that gives name → PDF, and a line in SETS."""

import json

import pytest

from conformance.adopting import adopt_all
from tests.conftest import DOCUMENTS, copy_project, diarie
from tests.stress import building


@pytest.fixture(scope="session")
def draft_pdfs(tmp_path_factory):
    """The example documents as reviewers get them."""
    return _built(tmp_path_factory.mktemp("drafts"))


@pytest.fixture(scope="session")
def final_look_pdfs(tmp_path_factory):
    """The example documents without UTKAST."""
    return _built(tmp_path_factory.mktemp("final-looks"), "--final-look")


@pytest.fixture(scope="session")
def adopted(tmp_path_factory):
    """Name → the folder of its adopted files, for each example document, all in one project."""
    return adopt_all(tmp_path_factory.mktemp("adopted"))


@pytest.fixture(scope="session")
def adopted_pdfs(adopted):
    """The example documents as they are frozen."""
    return {name: (folder / f"{name}.pdf").read_bytes() for name, folder in adopted.items()}


@pytest.fixture(scope="session")
def stress_pdfs(tmp_path_factory):
    """The documents that are hard to lay out or to tag."""
    built = building.build_all(tmp_path_factory.mktemp("stress"))
    assert set(built) == set(building.DOCUMENTS)
    return {name: path.read_bytes() for name, path in built.items()}


#: What a set is called → the fixture that makes it.
SETS = {"draft": "draft_pdfs", "final look": "final_look_pdfs", "adopted": "adopted_pdfs", "stress": "stress_pdfs"}


def _built(folder, *options):
    """What the command builds in a copy of the project."""
    ended = diarie("build", "--format", "json", *options, project=copy_project(folder))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert sorted(json.loads(ended.stdout)["built"]) == sorted(DOCUMENTS)
    return {name: (folder / "outputs" / f"{name}.pdf").read_bytes() for name in DOCUMENTS}
