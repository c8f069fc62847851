"""The same inputs give the same pages and Word files, byte for byte, whatever process, folder, zone, language, order.

Order is that in which a disk lists its files.
"""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT, copy_project

#: Writes the page, the author's edition and the Word file of a document, with folders listed in order or backwards.
_CODE = """
import os, sys
from pathlib import Path
backwards, listed, iterdir = sys.argv[3] == "backwards", os.scandir, Path.iterdir

class Listed:
    def __init__(self, *path):
        self.found = iter(sorted(listed(*path), key=lambda one: one.name, reverse=backwards))
    __iter__ = __enter__ = lambda self: self
    __next__ = lambda self: next(self.found)
    __exit__ = close = lambda *_: None

os.scandir = Listed
Path.iterdir = lambda self: iter(sorted(iterdir(self), reverse=backwards))
from pipeline.building.authoring import author_page
from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.building.pages import page_of
from pipeline.building.project import Project
from pipeline.building.write import write_all

project = Project(Path(sys.argv[1]))
for found in project.choose((sys.argv[2],)):
    composed, said = examine(project, found, draft=True, numbering=Numbering(project.register))
    page = page_of(composed, {f"{found.name}.docx": bytes(1200)})
    made = page, author_page(composed, tuple(said)), write_all({found.name: composed})[found.name].data
    sys.stdout.buffer.write(b"".join(made))
"""
_HOME = {"PYTHONHASHSEED": "1", "TZ": "Europe/Stockholm", "LC_ALL": "C.UTF-8"}
_ABROAD = {
    "PYTHONHASHSEED": "2",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "HOME": "/nowhere",
}


@pytest.mark.parametrize("name", ["sustainability-report-2023", "return-action-plan-2008-followups-2008-12-31"])
def test_what_is_made_is_the_same_in_another_process_folder_zone_language_order_and_umask(tmp_path, name):
    made = []
    for folder, environment, mask, order in (
        ("här", _HOME, 0o022, "forwards"),
        ("a/longer <path> & there", _ABROAD, 0o077, "backwards"),
    ):
        project = tmp_path / folder
        project.mkdir(parents=True)
        copy_project(project)
        command = [sys.executable, "-c", _CODE, str(project), name, order]
        env = {**os.environ, **environment, "PYTHONPATH": str(ROOT)}
        ended = subprocess.run(command, cwd=project, env=env, umask=mask, capture_output=True, check=False)
        assert ended.returncode == 0, ended.stderr.decode()
        made.append(ended.stdout)
    assert made[0] == made[1]
    assert made[0].count(b"</html>") == 2
