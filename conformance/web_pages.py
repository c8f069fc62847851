"""Every page that the project makes, in sets: a new set is a function that gives name → page, and a line in SETS."""

import json

import pytest

from tests.conftest import DOCUMENTS, diarie

#: The adopted documents whose pages are looked at: the largest; they differ from drafts in mark and colophon.
_FROZEN = ("sustainability-report-2023",)


def _drafts(project, _):
    return {name: project / "outputs" / f"{name}.html" for name in DOCUMENTS}


def _authors(project, _):
    ended = diarie("build", "--author", "--format", "json", project=project)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(json.loads(ended.stdout)["author"]) == len(DOCUMENTS)
    return {name: project / "outputs" / f"{name}.author.html" for name in DOCUMENTS}


def _adopted(_, adopted):
    return {name: adopted[name] / f"{name}.html" for name in _FROZEN}


def _overviews(project, adopted):
    other = next(iter(adopted.values())).parents[1]
    return {"of drafts": project / "outputs" / "index.html", "of adopted documents": other / "outputs" / "index.html"}


#: What a set is called → what makes it, of a project with drafts and one with adopted documents; its pages' names.
SETS = {
    "draft": (_drafts, DOCUMENTS),
    "author": (_authors, DOCUMENTS),
    "adopted": (_adopted, _FROZEN),
    "overview": (_overviews, ("of drafts", "of adopted documents")),
}
NAMES = [f"{set_name} {name}" for set_name, (_, names) in SETS.items() for name in names]


@pytest.fixture(scope="session")
def pages(draft_project, adopted):
    """Name → path of each page, among them every page in outputs/."""
    made = {
        f"{set_name} {name}": path
        for set_name, (make, _) in SETS.items()
        for name, path in make(draft_project, adopted).items()
    }
    assert set(draft_project.glob("outputs/*.html")) <= set(made.values())
    return made
