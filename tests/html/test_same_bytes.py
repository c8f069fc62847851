"""The same inputs give the same pages, byte for byte, whatever process, folder, time zone, language or umask."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT, copy_project

#: Writes the page and the author's edition of a document.
_CODE = """
import sys
from pathlib import Path
from pipeline.building.authoring import author_page
from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.building.pages import page_of
from pipeline.building.project import Project

project = Project(Path(sys.argv[1]))
for found in project.choose((sys.argv[2],)):
    composed, said = examine(project, found, draft=True, numbering=Numbering(project.register))
    sys.stdout.buffer.write(page_of(composed, {f"{found.name}.docx": bytes(1200)}) + author_page(composed, tuple(said)))
"""
_HOME = {"PYTHONHASHSEED": "1", "TZ": "Europe/Stockholm", "LC_ALL": "C.UTF-8"}
_ABROAD = {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}


@pytest.mark.parametrize("name", ["sustainability-report-2023", "return-action-plan-2008-followups-2008-12-31"])
def test_a_page_is_the_same_in_another_process_folder_zone_language_and_umask(tmp_path, name):
    made = []
    for folder, environment, mask in (("här", _HOME, 0o022), ("a/longer path/there", _ABROAD, 0o077)):
        project = tmp_path / folder
        project.mkdir(parents=True)
        copy_project(project)
        command = [sys.executable, "-c", _CODE, str(project), name]
        env = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
        ended = subprocess.run(command, cwd=project, env=env, umask=mask, capture_output=True, check=False)
        assert ended.returncode == 0, ended.stderr.decode()
        made.append(ended.stdout)
    assert made[0] == made[1]
    assert made[0].count(b"</html>") == 2
