"""A document is made anew when what it shows of agency.yaml changes, and for nothing else that stands there."""

import json

import pytest

from pipeline.building.overview import look
from pipeline.building.project import Project
from pipeline.building.stale import reasons
from pipeline.kinds.base import Agency
from tests.approval.approvals import NAME, pretend, run_in, write_project

TOOLS = {"program": "this one"}
OTHER_SERIES = 'register:\n  series:\n    gd: {pattern: "GD/{serial}/{year}", numbers: decisions}\n'
OTHER_CASES = 'register:\n  documents: fall\n  series:\n    fall: {pattern: "{year}/{serial}"}\n'

#: Key of agency.yaml → lines in place of its own, if it has any, and whether documents show it.
CHANGES = {
    "name": ("name: Ett annat verk", True),
    "organisation-number": ("organisation-number: 202100-3963", True),
    "web": ("web: www.example.se", True),
    "email": ("email: post@example.se", True),
    "phone": ("phone: 08-123 45 67", True),
    "accessibility-statement": ("accessibility-statement: https://www.example.se/tillganglighet", True),
    "language": ("language: fi-FI", False),
    "number-pattern": ('number-pattern: "{classification}/{year}/{serial}"', False),
    "register": (OTHER_SERIES, False),
    "archive": ("archive: {form: zip}", False),
}


def prepare(patch):
    """Lay out at once, with tools that nobody changes."""
    pretend(patch)
    patch.setattr("pipeline.building.run.made_with", lambda: TOOLS)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """A project that is built; tests leave its agency.yaml as it was."""
    with pytest.MonkeyPatch.context() as patch:
        prepare(patch)
        folder = write_project(tmp_path_factory.mktemp("agency"))
        run_in(folder, "build")
    return folder


@pytest.fixture
def project(before, monkeypatch):
    prepare(monkeypatch)
    agency = before / "inputs" / "agency.yaml"
    kept = agency.read_bytes()
    yield before
    agency.write_bytes(kept)


def change(project, key, lines):
    """Put other lines in the place of a key and what is below it."""
    path = project / "inputs" / "agency.yaml"
    kept, below = [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        below = line.startswith(f"{key}:") or (below and line.startswith(" "))
        kept += [] if below else [line]
    path.write_text("\n".join([*kept, lines, ""]), encoding="utf-8")


def is_stale(project):
    """Whether the document is, as a build and as the overview tell it."""
    around = Project(project)
    (found,) = around.documents()
    why = reasons(around, found, TOOLS, draft=True)
    assert set(why) <= {"inputs/agency.yaml is changed"}
    assert look(around).stale == ({NAME: ("inputs/agency.yaml",)} if why else {})
    return bool(why)


def outputs(project):
    """What a reader is given of the document."""
    return {ending: (project / "outputs" / f"{NAME}.{ending}").read_bytes() for ending in ("docx", "html")}


def test_every_key_is_tried():
    assert list(CHANGES) == [field.alias or name for name, field in Agency.model_fields.items()]


@pytest.mark.parametrize("key", CHANGES)
def test_a_document_is_stale_if_and_only_if_it_would_become_another(project, key):
    assert not is_stale(project)
    shown = outputs(project)
    manifest = project / "outputs" / f"{NAME}.manifest.json"
    built = manifest.read_bytes()
    change(project, *(key, CHANGES[key][0]))
    stale = is_stale(project)
    run_in(project, "build", "--all")
    changed = outputs(project) != shown
    for ending, data in shown.items():
        (project / "outputs" / f"{NAME}.{ending}").write_bytes(data)
    manifest.write_bytes(built)
    assert (stale, changed) == (CHANGES[key][1],) * 2


@pytest.mark.parametrize(
    ("key", "lines"),
    [
        ("register", OTHER_CASES),
        ("web", "web: 'www.migrationsverket.se'  # the same in other signs"),
    ],
)
def test_a_document_that_has_its_number_stays_as_it_is(project, key, lines):
    change(project, key, lines)
    assert not is_stale(project)
    assert json.loads(run_in(project, "build", "--format", "json"))["unchanged"] == [NAME]


@pytest.mark.parametrize("lines", ["register: {documents: none}", "nonsense: 1", "number-pattern: ''", "\0"])
def test_settings_that_cannot_be_used_are_a_change(project, lines):
    change(project, "register", lines)
    assert is_stale(project)
    assert "inputs/agency.yaml" in run_in(project, "build", code=3)


def test_a_manifest_that_does_not_tell_what_was_shown_is_held_against_the_whole_file(project):
    manifest = project / "outputs" / f"{NAME}.manifest.json"
    built = manifest.read_bytes()
    known = json.loads(built)
    del known["agency"]
    manifest.write_text(json.dumps(known, ensure_ascii=False, indent=1))
    assert not is_stale(project)
    stale = []
    for lines in (CHANGES["archive"][0], "nonsense: 1"):
        change(project, "archive", lines)
        stale.append(is_stale(project))
    manifest.write_bytes(built)
    assert stale == [True, True]
