"""Every PDF that the project makes, in sets: a new set is a fixture that gives name → PDF, and a line in SETS."""

import json
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from conformance.adopting import adopt_all
from pipeline.faults import FaultError
from tests.conftest import DOCUMENTS, copy_project, diarie
from tests.stress import building


@pytest.fixture(scope="session")
def made(request, tmp_path_factory, tell):
    """Gives what a maker of `_MAKERS` makes, by its name; all that tests ask for is made at once, side by side.

    All is there before the first of these tests begins: one that puts something in the place of the project's functions
    must not meet a build.
    """
    asked = {name for item in request.session.items for name in item.fixturenames}
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        begun = {
            name: threads.submit(make, tmp_path_factory.mktemp(name), tell)
            for name, make in _MAKERS.items()
            if name in asked
        }
    return lambda name: begun[name].result()


@pytest.fixture(scope="session")
def draft_project(made):
    """A copy of the project, with everything built."""
    return made("draft_project")


@pytest.fixture(scope="session")
def draft_pdfs(draft_project):
    """The example documents as reviewers get them."""
    return _pdfs(draft_project)


@pytest.fixture(scope="session")
def final_look_project(made):
    """The same without UTKAST."""
    return made("final_look_project")


@pytest.fixture(scope="session")
def final_look_pdfs(final_look_project):
    """The example documents without UTKAST."""
    return _pdfs(final_look_project)


@pytest.fixture(scope="session")
def adopted(made):
    """Name → the folder of its adopted files, for each example document, all in one project."""
    return made("adopted")


@pytest.fixture(scope="session")
def adopted_pdfs(adopted):
    """The example documents as they are frozen."""
    return {name: (folder / f"{name}.pdf").read_bytes() for name, folder in adopted.items()}


@pytest.fixture(scope="session")
def stress(made):
    """The documents that are hard to lay out or to tag: the folder that holds their projects, and name → PDF."""
    return made("stress")


@pytest.fixture(scope="session")
def stress_pdfs(stress):
    """Their PDFs."""
    return stress[1]


#: What a set is called → the fixture that makes it.
SETS = {"draft": "draft_pdfs", "final look": "final_look_pdfs", "adopted": "adopted_pdfs", "stress": "stress_pdfs"}


def built_whatever_happens(folder, documents, tell, build=building.build):
    """The PDFs of stress documents; one that is refused is no PDF, passes no validator, and hides no other one."""
    try:
        built = build(folder / "all", documents)
    except FaultError as error:
        if len(documents) == 1:
            [name] = documents
            said = "; ".join(f"{fault.code} {fault.message}" for fault in error.faults)
            tell(f"pdf stress {name}: refused: {said}")
            return {name: said.encode()}
        alone = (built_whatever_happens(folder / name, {name: documents[name]}, tell, build) for name in documents)
        return {name: pdf for one in alone for name, pdf in one.items()}
    assert set(built.made) == set(documents)
    return {name: built.pdf(name) for name in documents}


def _built(folder, *options):
    """What the command builds in a copy of the project."""
    ended = diarie("build", "--format", "json", *options, project=copy_project(folder))
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert sorted(json.loads(ended.stdout)["built"]) == sorted(DOCUMENTS)
    return folder


#: Name of a fixture → what makes its value, in a folder of its own; the longest first.
_MAKERS = {
    "adopted": lambda folder, _: adopt_all(folder),
    "stress": lambda folder, tell: (folder, built_whatever_happens(folder, building.DOCUMENTS, tell)),
    "draft_project": lambda folder, _: _built(folder),
    "final_look_project": lambda folder, _: _built(folder, "--final-look"),
}


def _pdfs(project):
    return {name: (project / "outputs" / f"{name}.pdf").read_bytes() for name in DOCUMENTS}
