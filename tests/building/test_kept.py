"""Earlier builds are kept, found by what people call them, and never in the way of a build."""

import os
import time

import pytest

from pipeline.building.kept import MOST, build_id, earlier_build, forget_oldest, kept_builds, manifest_at, to_keep
from pipeline.building.manifest import Manifest
from pipeline.building.project import Project
from pipeline.faults import FaultError


def manifest(pages=1, document="plan"):
    return Manifest(
        document=document,
        kind="action-plan",
        title="Plan",
        case_number="1.3-2008-1",
        language="sv-SE",
        date="2008-01-01",
        numbered_by="author",
        draft=True,
        inputs={},
        listings=[],
        made_with={},
        outputs={},
        pages=pages,
    )


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path)


def keep(project, *builds):
    for build in builds:
        for path, data in to_keep(project.state, build.document, build.to_bytes()).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def date_back(project, number, day):
    seconds = time.mktime(time.strptime(f"{day} 12:00", "%Y-%m-%d %H:%M"))
    path = kept_builds(project.state, "plan")[number].path
    os.utime(path, (seconds, seconds))


def pages_of(project, build):
    return earlier_build(project, "plan", build).manifest.pages


def code_of(project, build):
    with pytest.raises(FaultError) as error:
        earlier_build(project, "plan", build)
    (fault,) = error.value.faults
    return fault


def test_builds_are_kept_in_their_order(project):
    keep(project, manifest(1), manifest(2), manifest(3))
    assert [build.sequence for build in kept_builds(project.state, "plan")] == [1, 2, 3]
    assert pages_of(project, "last") == 3


def test_a_build_that_is_the_same_as_the_last_is_not_kept_twice(project):
    keep(project, manifest(1), manifest(1), manifest(2), manifest(1))
    assert [build.sequence for build in kept_builds(project.state, "plan")] == [1, 2, 3]


def test_no_more_than_twenty_are_kept_and_the_newest_of_them(project):
    keep(project, *(manifest(pages) for pages in range(1, MOST + 4)))
    forget_oldest(project.state, "plan")
    assert [build.sequence for build in kept_builds(project.state, "plan")] == list(range(4, MOST + 4))


def test_a_build_is_found_by_its_id_or_the_beginning_of_it(project):
    keep(project, manifest(1), manifest(2))
    name = build_id(manifest(1).to_bytes())
    assert pages_of(project, name) == pages_of(project, name[:5]) == 1


def test_a_day_means_the_newest_build_of_it_or_before(project):
    keep(project, manifest(1), manifest(2), manifest(3))
    for number, day in enumerate(("2024-01-10", "2024-03-01", "2024-03-01")):
        date_back(project, number, day)
    assert pages_of(project, "2024-02-28") == 1
    assert pages_of(project, "2024-03-01") == 3
    fault = code_of(project, "2024-01-09")
    assert (fault.code, "2024-01-10" in fault.todo) == ("U105", True)


def test_the_last_build_is_the_one_beside_the_outputs(project):
    keep(project, manifest(1))
    project.outputs.mkdir()
    (project.outputs / "plan.manifest.json").write_bytes(manifest(7).to_bytes())
    assert pages_of(project, "last") == 7


def test_a_build_that_is_not_kept_is_a_fault_that_names_those_that_are(project):
    keep(project, manifest(1))
    fault = code_of(project, "ffffffff")
    assert fault.code == "U105"
    assert build_id(manifest(1).to_bytes()) in fault.todo


@pytest.mark.parametrize("build", ["last", "abcd1234", "2024-01-01", "", "../..", "2024-02-31"])
def test_a_document_that_was_never_built_has_nothing_to_compare_with(project, build):
    assert code_of(project, build).code == "U105"


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff", b'{"form": 1}', b"[" * 100_000])
def test_a_kept_build_that_is_damaged_is_a_fault(project, data):
    keep(project, manifest(1))
    (build,) = kept_builds(project.state, "plan")
    build.path.write_bytes(data)
    assert code_of(project, build.id).code == "U106"


def test_a_build_of_another_document_is_a_fault(project):
    keep(project, manifest(1))
    (build,) = kept_builds(project.state, "plan")
    build.path.write_bytes(manifest(document="other").to_bytes())
    assert code_of(project, build.id).code == "U106"


def test_a_store_that_is_a_file_holds_no_builds(project):
    (project.state / "builds").mkdir(parents=True)
    (project.state / "builds" / "plan").write_text("no folder")
    assert kept_builds(project.state, "plan") == ()
    forget_oldest(project.state, "plan")


def test_other_files_in_the_store_are_passed_over(project):
    keep(project, manifest(1))
    for name in ("notes.txt", "0002-xyz.json", "01-abcdef12.json"):
        (project.state / "builds" / "plan" / name).write_text("x")
    assert len(kept_builds(project.state, "plan")) == 1


def test_a_manifest_that_is_not_there_is_not_called_damaged(tmp_path):
    with pytest.raises(FaultError) as error:
        manifest_at(tmp_path / "none.json")
    (fault,) = error.value.faults
    assert (fault.code, fault.message.endswith("cannot be read: No such file or directory.")) == ("U106", True)
