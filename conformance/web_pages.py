"""Every page that the project makes, in sets: a new set is a function that gives name → page, and a line in SETS."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import DOCUMENTS, diarie

#: The stress documents whose pages are looked at: with the others they have every element and class that any has.
HARD = (
    "charts",
    "deep-headings",
    "every-role",
    "headings-none",
    "headings-with-marks",
    "links",
    "long-table",
    "long-title-of-report",
    "merged-cells",
    "merged-plan",
    "nested-lists",
    "notes-everywhere",
    "pictures",
    "pictures-in-cells",
    "scripts",
    "scripts-right-to-left",
    "tables-with-gaps",
    "wide-and-narrow-tables",
    "words-without-an-end",
)


@dataclass(frozen=True)
class Made:
    """What there are pages of.

    Attributes:
        drafts: a project with everything built.
        adopted: name of document → the folder of its adopted files, all in one project.
        stress: the folder that holds the projects of the stress documents.
    """

    drafts: Path
    adopted: dict[str, Path]
    stress: Path


def _drafts(made):
    return {name: made.drafts / "outputs" / f"{name}.html" for name in DOCUMENTS}


def _authors(made):
    ended = diarie("build", "--author", "--format", "json", project=made.drafts)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(json.loads(ended.stdout)["author"]) == len(DOCUMENTS)
    return {name: made.drafts / "outputs" / f"{name}.author.html" for name in DOCUMENTS}


def _adopted(made):
    return {name: folder / f"{name}.html" for name, folder in made.adopted.items()}


def _overviews(made):
    other = next(iter(made.adopted.values())).parents[1]
    return {
        "of drafts": made.drafts / "outputs" / "index.html",
        "of adopted documents": other / "outputs" / "index.html",
    }


def _hard(made):
    return {path.stem: path for path in stress_pages(made.stress) if path.stem in HARD}


def stress_pages(folder):
    """The pages of all stress documents."""
    return sorted(path for path in folder.glob("**/outputs/*.html") if path.name != "index.html")


#: What a set is called → what makes it, and its pages' names.
SETS = {
    "draft": (_drafts, DOCUMENTS),
    "author": (_authors, DOCUMENTS),
    "adopted": (_adopted, DOCUMENTS),
    "overview": (_overviews, ("of drafts", "of adopted documents")),
    "stress": (_hard, HARD),
}
NAMES = [f"{set_name} {name}" for set_name, (_, names) in SETS.items() for name in names]


@pytest.fixture(scope="session")
def pages(draft_project, adopted, stress):
    """Name → path of each page, among them every page in outputs/ and adopted/."""
    made = Made(draft_project, adopted, stress[0])
    found = {f"{set_name} {name}": path for set_name, (make, _) in SETS.items() for name, path in make(made).items()}
    assert set(found) == set(NAMES)
    assert set(draft_project.glob("outputs/*.html")) <= set(found.values())
    assert {page for folder in adopted.values() for page in folder.glob("*.html")} <= set(found.values())
    return found
