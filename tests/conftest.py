"""Projects to test on: a copy of the real one, and its documents built once."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCUMENTS = (
    "labour-market-annex-2023",
    "return-action-plan-2008",
    "return-action-plan-2008-followups-2008-08-31",
    "return-action-plan-2008-followups-2008-12-31",
    "return-communication-plan-2008",
    "sustainability-report-2023",
)


def copy_project(folder):
    for name in ("inputs", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


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
