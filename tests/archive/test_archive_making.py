"""`diarie archive`: what is packed, when nothing is, and that a package comes out the same each time."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import PackageNotFoundError
from types import SimpleNamespace

import pytest

from pipeline.archive.verifying import verify
from pipeline.faults import FaultError
from pipeline.register.changing import change, void
from tests.archive.conftest import archived
from tests.archive.making_adopted import Clock, adopt, make_project, opened, small_files
from tests.conftest import ROOT, diarie

NAME = "1.3.1-2024-1-1_v1"


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(project, *names, **options):
    with pytest.raises(FaultError) as error:
        archived(project, *names, **options)
    return error.value.faults


def test_a_package_holds_the_document_and_all_that_it_was_made_of(project):
    archived(project)
    files = tree(project / "packages" / NAME)
    expected = {
        "representations/rep1_original/data/report.docx": "report.docx",
        "representations/rep2_preservation/data/report.pdf": "report.pdf",
    }
    own = small_files()
    expected |= {f"documentation/{path}": path for path in own if path not in ("report.docx", "report.pdf")}
    assert {path: files[path] for path in expected} == {path: own[name][0] for path, name in expected.items()}
    assert {"METS.xml", "metadata/descriptive/erms.xml", "documentation/register.json"} < set(files)
    schemas = sorted(path.removeprefix("schemas/") for path in files if path.startswith("schemas/"))
    assert schemas == ["DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd", "mets1_12.xsd", "xlink.xsd"]


def test_the_register_notes_the_package_and_which_one_it_was(project):
    [told] = archived(project)
    with opened(project) as register, register.reading() as connection:
        from pipeline.register.reading import show

        shown = show(connection, "1.3.1-2024-1-1")
    assert shown.record.state["package"] == NAME
    mets = (project / "packages" / NAME / "METS.xml").read_bytes()
    assert shown.events[-1].content["why"] == f"METS.xml SHA-256 {hashlib.sha256(mets).hexdigest()}"
    assert told.mets == hashlib.sha256(mets).hexdigest()
    assert shown.events[-1].position == told.head[0] + 1


def test_the_number_names_the_document_as_well(project):
    archived(project, "1.3.1-2024-1-1")
    assert (project / "packages" / NAME / "METS.xml").exists()


def test_made_again_from_the_register_it_is_the_same_whatever_the_machine_is_set_to(project):
    archived(project)
    before = {path.name: path.read_bytes() for path in (project / "packages").iterdir() if path.is_file()}
    folder = tree(project / "packages" / NAME)
    shutil.rmtree(project / "packages")
    for zone, mask, locale, seed in (("Pacific/Auckland", 0o077, "C", "1"), ("UTC", 0o002, "sv_SE.UTF-8", "2")):
        environment = os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        said = diarie("archive", "report", project=project, env=environment, umask=mask)
        assert said.returncode == 0, said.stderr
        packages = project / "packages"
        assert {path.name: path.read_bytes() for path in packages.iterdir() if path.is_file()} == before
        assert tree(packages / NAME) == folder
        modes = {path.stat().st_mode & 0o777 for path in (packages / NAME).rglob("*") if path.is_file()}
        assert modes == {0o644}
        shutil.rmtree(packages)


def test_a_package_that_is_there_stays(project):
    archived(project)
    before = (project / "packages" / NAME / "METS.xml").stat()
    [told] = archived(project)
    after = (project / "packages" / NAME / "METS.xml").stat()
    assert told.written == ()
    assert told.unchanged == tuple(f"packages/{NAME}{end}" for end in ("", ".zip", ".tar"))
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_damaged_or_lost_package_is_made_again(project):
    archived(project)
    whole = tree(project / "packages" / NAME)
    (project / "packages" / NAME / "METS.xml").write_bytes(b"broken")
    (project / "packages" / f"{NAME}.zip").unlink()
    [told] = archived(project)
    assert told.written == (f"packages/{NAME}", f"packages/{NAME}.zip")
    assert tree(project / "packages" / NAME) == whole


def test_when_the_register_has_gone_on_the_package_says_so_and_stays(project):
    clock = Clock()
    archived(project, clock=clock)
    with opened(project, clock) as register, register.writing() as writing:
        change(writing, "1.3.1-2024-1", {"package": "elsewhere_v1"})  # what is noted of packages is no news for one
    [told] = archived(project, clock=clock)
    assert told.remarks == ()
    before = tree(project / "packages" / NAME)
    sent = {"dispatched": "2024-06-20", "dispatched-to": "Regeringskansliet", "dispatched-how": "e-post"}
    with opened(project, clock) as register, register.writing() as writing:
        change(writing, "1.3.1-2024-1-1", {"status": "dispatched", **sent})
    [told] = archived(project, clock=clock)
    assert [fault.code for fault in told.remarks] == ["R308"]
    assert "--anew" in told.remarks[0].todo
    assert tree(project / "packages" / NAME) == before
    [told] = archived(project, clock=clock, anew=True)
    assert told.object_id == "1.3.1-2024-1-1_v2"
    described = (project / "packages" / told.object_id / "metadata/descriptive/erms.xml").read_text(encoding="utf-8")
    assert "Regeringskansliet" in described
    for package, status in ((NAME, "NEW"), (told.object_id, "REPLACEMENT")):
        assert f'RECORDSTATUS="{status}"' in (project / "packages" / package / "METS.xml").read_text(encoding="utf-8")
    assert verify(project / "packages" / told.object_id).faults == ()
    [told] = archived(project, clock=clock)
    assert told.object_id == "1.3.1-2024-1-1_v2"
    assert told.remarks == ()


def test_a_sound_package_of_other_settings_is_not_written_over(project):
    archived(project)
    before = tree(project / "packages" / NAME)
    agency = project / "inputs" / "agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").replace("Riksarkivet", "Stadsarkivet"), encoding="utf-8")
    [told] = archived(project)
    assert {fault.code for fault in told.remarks} == {"R309"}
    assert tree(project / "packages" / NAME) == before
    shutil.rmtree(project / "packages" / NAME)
    errors = [fault for fault in refused(project) if fault.level == "error"]
    assert [(fault.code, fault.place.file) for fault in errors] == [("R309", f"packages/{NAME}")]
    assert not (project / "packages" / NAME).exists()


def test_all_that_is_wrong_with_the_files_is_told_at_once_and_nothing_is_written(project):
    adopted = project / "adopted" / "1.3.1-2024-1-1"
    (adopted / "report.pdf").unlink()
    (adopted / "report.docx").write_bytes(b"another")
    faults = refused(project)
    assert sorted((fault.code, fault.place.file) for fault in faults) == [
        ("R304", "adopted/1.3.1-2024-1-1/report.pdf"),
        ("R305", "adopted/1.3.1-2024-1-1/report.docx"),
    ]
    assert not (project / "packages").exists()


@pytest.mark.parametrize(
    ("names", "code"), [(("repport",), "R300"), (("1.3.1-2024-1",), "R300"), (("Stab/001/2024",), "R300")]
)
def test_what_is_no_adopted_document_is_refused(project, names, code):
    assert [fault.code for fault in refused(project, *names)] == [code]


def test_drafts_and_void_documents_are_refused(project):
    with opened(project) as register:
        adopt(project, register, "other", status="draft")
        with register.writing() as writing:
            void(writing, "1.3.1-2024-1-1", why="Fel dokument")
    faults = refused(project, "report", "other")
    assert sorted(fault.code for fault in faults) == ["R301", "R302"]


def test_two_adopted_documents_of_one_name_need_a_number(project):
    with opened(project) as register:
        adopt(project, register, case="1.3.1-2024-1")
    assert [fault.code for fault in refused(project)] == ["R303"]
    [told] = archived(project, "1.3.1-2024-1-2")
    assert told.object_id == "1.3.1-2024-1-2_v1"


def test_a_document_without_a_pdf_is_refused(project):
    files = {path: one for path, one in small_files("other").items() if not path.endswith("pdf")}
    with opened(project) as register:
        adopt(project, register, "other", files)
    assert [fault.code for fault in refused(project, "other")] == ["R306"]


def test_a_file_outside_the_documents_folder_is_refused(project):
    files = small_files("other") | {
        "../../inputs/agency.yaml": ((project / "inputs/agency.yaml").read_bytes(), "source", "x-fmt/111")
    }
    with opened(project) as register:
        adopt(project, register, "other", files)
    assert [fault.code for fault in refused(project, "other")] == ["R306"]


@pytest.mark.parametrize("report", [b"", b"[]", b'{"checks": [{"swedish": "a"}]}'])
def test_a_report_of_the_gate_that_is_none_is_told(project, report):
    files = small_files("other")
    _, *about = files["gate.json"]
    with opened(project) as register:
        adopt(project, register, "other", files | {"gate.json": (report, *about)})
    assert [fault.code for fault in refused(project, "other")] == ["R311"]


@pytest.mark.parametrize("lacking", ["the package", "the jar", "a schema"])
def test_schemas_that_are_not_installed_are_told_and_nothing_is_noted(project, tmp_path, monkeypatch, lacking):
    def jar(_):
        if lacking == "the package":
            raise PackageNotFoundError
        path = tmp_path / "commons-ip.jar"
        if lacking == "a schema":
            zipfile.ZipFile(path, "w").close()
        return SimpleNamespace(locate_file=lambda _: path)

    monkeypatch.setattr("pipeline.archive.schemas.distribution", jar)
    assert [fault.code for fault in refused(project)] == ["R310"]
    assert not (project / "packages").exists()
    monkeypatch.undo()
    assert archived(project)[0].object_id == NAME


def test_a_file_that_a_link_leads_to_outside_the_project_is_refused(project, tmp_path):
    path = next(project.glob("adopted/*/*.pdf"))
    outside = tmp_path / "outside.pdf"
    path.rename(outside)
    path.symlink_to(outside)
    (fault,) = refused(project)
    assert fault.code == "R306"
    assert "leads out of the project" in fault.message


def test_a_dry_run_writes_nothing_and_notes_nothing(project):
    [told] = archived(project, dry_run=True)
    assert told.written == tuple(f"packages/{NAME}{end}" for end in ("", ".zip", ".tar"))
    assert not (project / "packages").exists()
    with opened(project) as register, register.reading() as connection:
        from pipeline.register.lookup import record_numbered

        assert "package" not in record_numbered(connection, "1.3.1-2024-1-1").state


def test_a_folder_that_cannot_be_written_leaves_the_register_as_it_was(project):
    (project / "packages").write_text("in the way", encoding="utf-8")
    assert [fault.code for fault in refused(project)] == ["R307"]
    (project / "packages").unlink()
    [told] = archived(project)
    assert told.object_id == NAME


def test_a_full_disk_leaves_the_register_as_it_was(project, monkeypatch):
    import errno

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.archive.placing.os.fsync", full)
        [fault] = refused(project)
    assert (fault.code, "disk is full" in fault.message) == ("R307", True)
    assert list((project / "packages").iterdir()) == []
    [told] = archived(project)
    assert told.object_id == NAME


KILLED = """
import os, signal, sys
from pathlib import Path
import pipeline.archive.making as making
import pipeline.archive.placing as placing

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

point = sys.argv[2]
if point == "staged":
    real = making.stage
    making.stage = lambda *given: (real(*given), die())
elif point == "committed":
    making.place = die
else:
    put = making.place
    making.place = lambda staged: (setattr(placing, "flush_folder", die), put(staged))
from tests.archive.conftest import archived
archived(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("point", ["staged", "committed", "placing"])
def test_whoever_is_killed_leaves_what_the_next_run_completes(project, point):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(project), point], cwd=ROOT, check=False, timeout=120, capture_output=True
    )
    assert killed.returncode == -9, killed.stderr
    archived(project)
    left = sorted(path.name for path in (project / "packages").iterdir())
    assert left == [NAME, f"{NAME}.tar", f"{NAME}.zip"]
    assert all(verify(project / "packages" / one).faults == () for one in left)
    said = diarie("register", "verify", "--format", "json", project=project)
    assert json.loads(said.stdout)["faults"] == []


def test_numbers_with_slashes_and_spaces_make_names_that_every_file_system_takes(tmp_path):
    root = make_project(tmp_path / "project")
    with opened(root) as register:
        number = adopt(root, register)
    files = small_files("other")
    with opened(root) as register, register.writing() as writing:
        from pipeline.register.entering import FileEntry, attach, enter_document
        from tests.archive.making_adopted import FIELDS, sha256

        entered = enter_document(writing, "1.3.1-2024-1", FIELDS | {"status": "adopted"}, made_as="other").number
        for path, (data, role, pronom) in files.items():
            full = root / "adopted" / "IM_2015_001" / path
            full.parent.mkdir(parents=True, exist_ok=True)
            full.write_bytes(data)
            attach(writing, entered, FileEntry(path, "adopted/IM_2015_001", pronom, len(data), sha256(data), role))
    [told] = archived(root, "other")
    assert told.object_id == "IM_2015_001_v1"
    assert number != entered
    assert verify(root / "packages" / "IM_2015_001_v1").faults == ()
