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

#: The package that is judged in every form, and spoilt.
SPOILT_ONE = "return-action-plan-2008"


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


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """Packages of a small document with a secrecy mark, with and without settings, in two versions each."""
    found = {}
    for kind, settings in (("plain", ""), ("set", SETTINGS)):
        root = make_project(tmp_path_factory.mktemp("small") / "project", settings=settings)
        mark = {"secrecy-provision": "OSL 15 kap. 1 §", "secrecy-date": "2024-06-19", "secrecy-authority": "Anna Ek"}
        with opened(root) as register:
            adopt(root, register, sender="Ö & <Å>", **mark, **{"secrecy-fields": "sender"})
        archived(root, "report")
        ended = diarie("archive", "report", "--anew", project=root)
        assert ended.returncode == 0, ended.stderr
        folders = sorted(path for path in (root / "packages").iterdir() if path.is_dir())
        found |= {f"small, {kind}, {path.name[-2:]}": path for path in folders}
    return found


@pytest.fixture(scope="session")
def spoilt(packages, tmp_path_factory):
    """What was done → the package to which it was done."""
    whole = packages[SPOILT_ONE]
    made = {}
    for spoil in SPOILT:
        folder = tmp_path_factory.mktemp(spoil.__name__)
        spoil(shutil.copytree(whole, folder / whole.name))
        [made[spoil.__name__]] = folder.iterdir()
    return made


@pytest.fixture(scope="session")
def asked(packages, small, tmp_path_factory):
    """Every package in the form that is set first, and one of them in each form."""
    whole = packages[SPOILT_ONE]
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(whole.with_name(f"{whole.name}.tar")) as archive:  # commons-ip takes folders and zip files
        archive.extractall(unpacked, filter="data")
    forms = {
        f"{SPOILT_ONE} (zip)": whole.with_name(f"{whole.name}.zip"),
        f"{SPOILT_ONE} (tar, unpacked)": unpacked / whole.name,
    }
    return packages | forms | small


@pytest.fixture(scope="session")
def verdicts(asked, spoilt):
    return judged(asked | spoilt)


def test_commons_ip_finds_nothing_in_any_package(asked, verdicts, tell):
    for name in asked:
        one = verdicts[name]
        told = f"{one.errors} errors {one.warnings} warnings"
        tell(f"package {name}: commons-ip {one.version} {one.result} {told}")
    assert len(asked) == len(DOCUMENTS) + 6
    said = {name: verdicts[name] for name in asked}
    sound = ("VALID", 0, 0)
    wrong = {name: one.failed for name, one in said.items() if (one.result, one.errors, one.warnings) != sound}
    assert wrong == {}


def test_diarie_finds_nothing_in_any_package_of_any_form(packages):
    paths = [path for folder in packages.values() for path in folder.parent.glob(f"{folder.name}*")]
    assert len(paths) == 3 * len(DOCUMENTS)
    assert {path.name: found for path in paths if (found := verify(path).faults)} == {}


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


@pytest.mark.parametrize("spoil", [spoil.__name__ for spoil in SPOILT])
def test_spoilt_packages_are_refused_by_both(spoilt, verdicts, spoil, tell):
    found = sorted({fault.code for fault in verify(spoilt[spoil]).faults})
    said = verdicts[spoil].result
    tell(f"spoilt package, {spoil.replace('_', ' ')}: commons-ip {said}, diarie {' '.join(found)}")
    assert found
    assert said == "INVALID"
