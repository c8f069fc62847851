"""Projects to test on: a copy of the real one, and its documents built once."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from _pytest.nodeid import NodeId
from hypothesis import HealthCheck, settings

from tests.readme import write_example

# How long an example takes says what else the machine does, and a test says the same of the same program each time.
# New examples are looked for with --hypothesis-profile=searching.
settings.register_profile("searching", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("any-machine", settings.get_profile("searching"), derandomize=True)
settings.load_profile("any-machine")

ROOT = Path(__file__).parent.parent
DOCUMENTS = (
    "labour-market-annex-2023",
    "return-action-plan-2008",
    "return-action-plan-2008-followups-2008-08-31",
    "return-action-plan-2008-followups-2008-12-31",
    "return-communication-plan-2008",
    "sustainability-report-2023",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Let tests of one xdist group run on one worker: xdist 3.8 notes the group where pytest 9.2 does not look."""
    if not hasattr(config, "workerinput") or not config.getvalue("loadgroup"):
        return
    for item in items:
        suffix = "".join(f"@{mark.args[0]}" for mark in item.iter_markers("xdist_group"))
        if suffix and not item.nodeid.endswith(suffix):
            item._id = NodeId.parse(f"{item.nodeid}{suffix}")


def copy_project(folder):
    for name in ("inputs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


@pytest.fixture
def example(tmp_path):
    """The README's example in a project of its own, as if it had been built before."""
    for path in ("inputs/agency.yaml", "inputs/references.yaml", "templates/sustainability-report.docx"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / path, tmp_path / path)
    shutil.copytree(ROOT / "templates" / "html", tmp_path / "templates" / "html")
    write_example(tmp_path)
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "my-report.pdf").write_bytes(b"the last good one")
    return tmp_path


def diarie(*arguments, project, **options):
    """Run the command line as people do, in a process of its own."""
    command = [sys.executable, "-m", "pipeline", *arguments, "--project", str(project)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, **options)


@dataclass(frozen=True)
class Built:
    """A project whose documents are built, and what the command said."""

    project: Path
    said: dict

    def path(self, document, ending):
        return self.project / "outputs" / f"{document}.{ending}"

    def data(self, document, ending):
        return self.path(document, ending).read_bytes()

    def manifest(self, document):
        return json.loads(self.data(document, "manifest.json"))


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """All documents as drafts; tests that use it belong to the xdist group “documents”."""
    project = copy_project(tmp_path_factory.mktemp("built"))
    ended = diarie("build", "--format", "json", project=project)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return Built(project, json.loads(ended.stdout))
