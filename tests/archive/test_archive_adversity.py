"""Bad luck and bad will around packages: what lies in their place stays, and whatever is verified gets an answer."""

import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import tarfile

import pytest
from click.testing import CliRunner

from pipeline.archive.verifying import verify
from pipeline.building import fingerprint
from pipeline.cli import commands
from pipeline.faults import FaultError
from tests.archive.conftest import archived
from tests.archive.making_adopted import Clock, adopt, make_project, opened, sha256, small_files
from tests.archive.spoiling import reworked
from tests.conftest import diarie

NAME = "1.3.1-2024-1-1_v1"


def refused(root, *names, **options):
    with pytest.raises(FaultError) as error:
        archived(root, *names, **options)
    return [(fault.code, fault.place.file) for fault in error.value.faults]


def said(*arguments):
    """What the command says, in both forms; never a traceback."""
    for form in ("text", "json"):
        ended = CliRunner().invoke(commands, ["archive", "verify", *map(str, arguments), "--format", form])
        assert ended.exception is None or isinstance(ended.exception, SystemExit)
    return ended.exit_code, [(fault["code"], fault["place"]["file"]) for fault in json.loads(ended.stdout)["faults"]]


@pytest.mark.parametrize("form", ["", ".zip"])
def test_what_lies_in_the_place_of_a_new_package_stays(project, form):
    own = project / "packages" / f"{NAME}{form}" / "anteckning.txt"
    own.parent.mkdir(parents=True)
    own.write_text("min", encoding="utf-8")
    assert refused(project) == [("R312", f"packages/{NAME}{form}")]
    assert own.read_text(encoding="utf-8") == "min"
    shutil.rmtree(own.parent)
    [told] = archived(project)
    assert told.object_id == NAME, "the register had noted nothing"


def test_a_sound_package_of_a_register_that_was_lost_is_not_written_over(project):
    archived(project)
    before = (project / "packages" / NAME / "METS.xml").read_bytes()
    shutil.rmtree(project / ".diarie")
    shutil.rmtree(project / "adopted")
    with opened(project) as register:
        adopt(project, register)
    assert {code for code, _ in refused(project)} == {"R312"}
    assert (project / "packages" / NAME / "METS.xml").read_bytes() == before


def test_what_somebody_has_put_into_a_damaged_package_is_not_thrown_away(project):
    archived(project)
    package = project / "packages" / NAME
    (package / "anteckning.txt").write_text("min", encoding="utf-8")
    assert refused(project) == [("R312", f"packages/{NAME}")]
    (package / "anteckning.txt").rename(project / "anteckning.txt")
    (package / "METS.xml").write_bytes(b"")
    assert [told.written for told in archived(project)] == [(f"packages/{NAME}",)]


def test_a_document_that_cannot_be_packed_does_not_hide_the_others(project):
    with opened(project, Clock()) as register:
        adopt(project, register, "other", case="1.3.1-2024-1")
    (project / "packages" / f"{NAME}.tar").mkdir(parents=True)
    ended = diarie("archive", "report", "other", "--format", "json", project=project)
    told = json.loads(ended.stdout)
    assert ended.returncode == 6
    assert [one["document"] for one in told["packages"]] == ["1.3.1-2024-1-2"]
    assert [(fault["code"], fault["place"]["file"]) for fault in told["faults"]] == [("R312", f"packages/{NAME}.tar")]


def test_a_document_named_twice_is_packed_once(project):
    assert len(archived(project, "report", "1.3.1-2024-1-1", anew=True)) == 1


def test_nothing_is_left_when_the_second_form_cannot_be_written(project, monkeypatch):
    from pipeline.archive import forms

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(forms.WRITERS, "zip", full)
    assert refused(project) == [("R307", f"packages/{NAME}.zip")]
    assert list((project / "packages").iterdir()) == []


def test_two_at_once_make_one_package(project):
    command = [sys.executable, "-m", "pipeline", "archive", "report", "--format", "json", "--project", str(project)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    told = [json.loads(one.communicate(timeout=120)[0]) for one in both]
    errors = [fault["code"] for one in told for fault in one["faults"] if fault["level"] == "error"]
    assert set(errors) <= {"P302"}
    assert {one["package"] for each in told for one in each["packages"]} == {NAME}
    assert sorted(path.name for path in (project / "packages").iterdir()) == [NAME, f"{NAME}.tar", f"{NAME}.zip"]
    assert verify(project / "packages" / NAME).faults == ()


def test_a_folder_in_which_nothing_lies_is_named(package):
    (package / "documentation" / "tom").mkdir()
    assert said(package) == (6, [("R328", "documentation/tom")])


def test_folders_may_lie_as_deep_as_the_system_lets_them(package):
    here = os.getcwd()  # noqa: PTH109 - to come back to
    try:
        os.chdir(package)
        for _ in range(1100):
            os.mkdir("a")  # noqa: PTH102 - a whole path would be too long
            os.chdir("a")
    finally:
        os.chdir(here)
    assert said(package)[1][0][0] == "R328"
    subprocess.run(["rm", "-r", package / "a"], check=True)  # shutil.rmtree calls itself as deep


def test_every_file_that_cannot_be_read_is_named(package, monkeypatch):
    import pipeline.archive.verifying.opening as opening

    whole = opening.held

    def held(size, opened):
        if opened.args[0].name in ("gate.json", "register.json"):
            raise PermissionError(13, "Permission denied")
        return whole(size, opened)

    monkeypatch.setattr(opening, "held", held)
    assert said(package) == (6, [("R320", f"documentation/{name}.json") for name in ("gate", "register")])


def test_a_file_that_is_taken_away_while_it_is_read_is_told(package, monkeypatch):
    def gone(*_):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("pipeline.archive.verifying.opened.Held.read", gone)
    assert said(package) == (6, [("R320", package.name)])


def test_a_pipe_is_no_package(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert said(tmp_path / "pipe") == (6, [("R320", "pipe")])


def test_a_folder_that_is_no_package_is_not_read_through(tmp_path, monkeypatch):
    (tmp_path / "large").write_bytes(b"x")
    monkeypatch.setattr("pipeline.archive.verifying.opening.held", None)
    assert said(tmp_path) == (6, [("R320", tmp_path.name)])


def test_names_that_are_no_text_are_told(made, tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.zip")
    shutil.copy(made / f"{NAME}.zip", path)
    assert said(path) == (6, [("R324", "a\\udcff")])
    assert said(os.fsdecode(b"b\xff")) == (6, [("R320", "b\\udcff")])


def test_a_name_cannot_steer_the_terminal(made, tmp_path):
    path = tmp_path / f"{NAME}.tar"
    shutil.copy(made / path.name, path)
    with tarfile.open(path, "a") as archive:
        archive.addfile(tarfile.TarInfo(f"{NAME}/\x1b[2J"), io.BytesIO())
    assert ("R321", f"{NAME}/\\x1b[2J") in said(path)[1]


@pytest.mark.parametrize("kind", [b"0", b"x", b"g", b"L", b"K", b"S"])
@pytest.mark.parametrize("size", [b"\xff" * 12, b"\xff" * 10 + b"\xfc\x00", b"\x80" + b"\x7f" * 11])
def test_sizes_that_cannot_be_in_a_tar_file_are_borne(made, tmp_path, kind, size):
    data = (made / f"{NAME}.tar").read_bytes()
    header = bytearray(data[:512])
    header[124:136], header[156:157], header[148:156] = size, kind, b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    path = tmp_path / f"{NAME}.tar"
    path.write_bytes(bytes(header) + data[512:])
    assert said(path)[0] == 6


@pytest.mark.parametrize(
    ("offset", "value"), [(20, 2**32 - 1), (24, 2**32 - 1), (42, 2**32 - 1), (42, 2**31 - 16), (12, 2**32 - 1)]
)
def test_a_list_of_members_that_cannot_be_is_borne(made, tmp_path, offset, value):
    data = (made / f"{NAME}.zip").read_bytes()
    at = data.rindex(b"PK\x01\x02") + offset
    path = tmp_path / f"{NAME}.zip"
    path.write_bytes(data[:at] + struct.pack("<I", value) + data[at + 4 :])
    assert said(path)[0] == 6


def test_halves_of_characters_in_the_registers_events_can_be_told(package):
    file = "documentation/register.json"
    known = json.loads((package / file).read_bytes())
    known["head"]["hash"] = known["case"] = known["document"] = "\ud800"
    known["events"][0] |= {"previous": "\ud800", "hash": "\udfff"}
    reworked(package, file, json.dumps(known).encode())
    code, found = said(package, "--head", "0" * 64)
    assert code == 6
    assert {("R336", file), ("R338", file), ("R335", "metadata/descriptive/erms.xml")} <= set(found)


def test_premis_tells_of_every_file_of_the_document_and_of_what_made_the_pdf(tmp_path):
    root = make_project(tmp_path / "project")
    files = small_files()
    manifest, role, pronom = files["report.manifest.json"]
    known = json.loads(manifest) | {"made_with": {"LibreOffice": "7.4.7.2 0123456789abcdef"}}
    files["report.manifest.json"] = (json.dumps(known).encode(), role, pronom)
    with opened(root) as register:
        adopt(root, register)
        adopt(root, register, "report", files, case="1.3.1-2024-1", version="2", replaces="1.3.1-2024-1-1")
    archived(root, "1.3.1-2024-1-2")
    package = root / "packages" / "1.3.1-2024-1-2_v1"
    whole = (package / "metadata/preservation/premis.xml").read_text(encoding="utf-8")
    told = set(re.findall(r"<objectIdentifierValue>(.*?)<", whole))
    there = {path.relative_to(package).as_posix() for path in package.glob("documentation/**/*") if path.is_file()}
    data = {path.relative_to(package).as_posix() for path in package.glob("representations/*/data/*")}
    assert told == there | data
    assert [sha256((package / one).read_bytes()) in whole for one in told] == [True] * len(told)
    history = (package / "representations/rep2_preservation/metadata/preservation/premis.xml").read_text("utf-8")
    assert "<linkingAgentIdentifierValue>LibreOffice 7.4.7.2<" in history
    assert "<agentVersion>7.4.7.2<" in history
    guide = (package / "documentation/paketbeskrivning.txt").read_text(encoding="utf-8")
    for row in ("Version: 2", "Ersätter: 1.3.1-2024-1-1", "Status: fastställd"):
        assert f"\n{row}\n" in guide
    assert verify(package).faults == ()


def test_the_version_of_libreoffice_is_read_where_it_is_installed(tmp_path, monkeypatch):
    program = tmp_path / "program" / "soffice"
    program.parent.mkdir()
    program.touch()
    (program.parent / "versionrc").write_text("[Version]\n", encoding="utf-8")
    monkeypatch.setenv("DIARIE_SOFFICE", str(program))
    without = fingerprint.made_with()["LibreOffice"]
    assert re.fullmatch("[0-9a-f]{16}", without)
    settings = tmp_path / "share" / "registry" / "main.xcd"
    settings.parent.mkdir(parents=True)
    settings.write_text('<prop oor:name="ooSetupVersionAboutBox">\n  <value>7.4.7.2</value>', encoding="utf-8")
    assert fingerprint.made_with()["LibreOffice"] == f"7.4.7.2 {without}"
