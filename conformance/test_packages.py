"""Packages of all example documents, adopted for real: commons-ip finds nothing in them, and refuses spoilt ones."""

import hashlib
import json
import re
import shutil
import tarfile

import pytest

from conformance.commons_ip import judged
from pipeline.archive.verifying import verify
from pipeline.register.changing import change
from tests.archive.conftest import archived as make_packages
from tests.archive.making_adopted import SETTINGS, Clock, adopt, make_project, opened
from tests.conftest import DOCUMENTS, diarie


def archived(project, *documents):
    """The packages' folders, by document."""
    ended = diarie("archive", *documents, "--format", "json", project=project)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    made = json.loads(ended.stdout)["packages"]
    return {name: project / "packages" / one["package"] for name, one in zip(documents, made, strict=True)}


@pytest.fixture(scope="session")
def packages(adopted):
    project = next(iter(adopted.values())).parents[1]
    with (project / "inputs" / "agency.yaml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    return archived(project, *sorted(adopted))


def line(name, verdict):
    told = f"{verdict.errors} errors {verdict.warnings} warnings"
    return f"package {name}: commons-ip {verdict.version} {verdict.result} {told}"


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("form", ["folder", "zip", "tar"])
def test_commons_ip_finds_nothing_in_any_package(packages, name, form, tmp_path, tell):
    folder = packages[name]
    path = folder if form == "folder" else folder.with_name(f"{folder.name}.{form}")
    assert verify(path).faults == ()
    if form == "tar":  # commons-ip takes folders and zip files
        with tarfile.open(path) as archive:
            archive.extractall(tmp_path, filter="data")
        path = tmp_path / folder.name
    verdict = judged(path)
    tell(line(f"{name} ({form}{', unpacked' if form == 'tar' else ''})", verdict))
    assert (verdict.result, verdict.errors, verdict.warnings) == ("VALID", 0, 0), verdict.failed


@pytest.mark.parametrize("settings", ["", SETTINGS], ids=["plain", "set"])
def test_commons_ip_finds_nothing_in_packages_of_other_settings_and_versions(tmp_path, settings, tell):
    root = make_project(tmp_path / "project", settings=settings)
    mark = {"secrecy-provision": "OSL 15 kap. 1 §", "secrecy-date": "2024-06-19", "secrecy-authority": "Anna Ek"}
    with opened(root) as register:
        adopt(root, register, sender="Ö & <Å>", **mark, **{"secrecy-fields": "sender"})
    archived(root, "report")
    ended = diarie("archive", "report", "--anew", project=root)
    assert ended.returncode == 0, ended.stderr
    for package in sorted(path for path in (root / "packages").iterdir() if path.is_dir()):
        verdict = judged(package)
        tell(line(f"small, {'set' if settings else 'plain'}, {package.name[-2:]}", verdict))
        assert (verdict.result, verdict.errors, verdict.warnings) == ("VALID", 0, 0), verdict.failed


def test_packages_of_a_register_on_a_server_are_made_again_as_they_were(tmp_path, place):
    root, clock = make_project(tmp_path / "project"), Clock()
    with opened(root, clock, place) as register:
        adopt(root, register)
    [first] = make_packages(root, clock=clock, place=place)
    package = root / "packages" / first.object_id
    assert verify(package).faults == ()
    shutil.rmtree(root / "packages")
    with opened(root, clock, place) as register, register.writing() as writing:
        sent = {"dispatched": "2024-06-20", "dispatched-to": "Regeringen", "dispatched-how": "e-post"}
        change(writing, first.document, {"status": "dispatched", **sent})
    [again] = make_packages(root, clock=clock, place=place)
    assert again.mets == first.mets
    assert [fault.code for fault in again.remarks] == ["R308"]
    [second] = make_packages(root, clock=clock, place=place, anew=True)
    assert verify(root / "packages" / second.object_id).faults == ()


def changed(package):
    next(package.glob("representations/rep2*/data/*")).write_bytes(b"%PDF-1.7 another")


def changed_documentation(package):
    with (package / "documentation" / "gate.json").open("ab") as file:
        file.write(b" ")


def changed_metadata(package):
    path = package / "metadata" / "descriptive" / "erms.xml"
    path.write_bytes(path.read_bytes().replace(b"caseFile", b"casefile"))


def extra(package):
    (package / "documentation" / "extra.txt").write_bytes(b"extra")


def missing(package):
    next(package.glob("representations/rep1*/data/*")).unlink()


def missing_schema(package):
    (package / "schemas" / "xlink.xsd").unlink()


def renamed(package):
    (package / "documentation" / "gate.json").rename(package / "documentation" / "gates.json")


def without_mets(package):
    (package / "METS.xml").unlink()


def cut_off(package):
    path = package / "METS.xml"
    path.write_bytes(path.read_bytes()[:2000])


def another_name(package):
    package.rename(package.parent / "another")


def duplicate_id(package):
    """Somebody who knows how: the seal is put right."""
    path = package / "METS.xml"
    data = path.read_bytes()
    first, second = re.findall(rb'<file ID="(uuid-[^"]+)"', data)[:2]
    data = data.replace(second, first, 1)
    data = re.sub(rb'ID="sha256-[0-9a-f]{64}"', b'ID="sha256-' + b"0" * 64 + b'"', data, count=1)
    path.write_bytes(data.replace(b"0" * 64, hashlib.sha256(data).hexdigest().encode(), 1))


SPOILT = (
    changed,
    changed_documentation,
    changed_metadata,
    extra,
    missing,
    missing_schema,
    renamed,
    without_mets,
    cut_off,
    another_name,
    duplicate_id,
)


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_spoilt_packages_are_refused_by_both(packages, spoil, tmp_path, tell):
    package = shutil.copytree(packages["return-action-plan-2008"], tmp_path / packages["return-action-plan-2008"].name)
    spoil(package)
    package = next(tmp_path.iterdir())
    verdict = judged(package)
    found = sorted({fault.code for fault in verify(package).faults})
    tell(f"spoilt package, {spoil.__name__.replace('_', ' ')}: commons-ip {verdict.result}, diarie {' '.join(found)}")
    assert found
    assert verdict.result == "INVALID"
