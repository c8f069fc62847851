"""Packages to test on: a small adopted document, archived in every form."""

import shutil

import pytest

from pipeline.archive.making import Workshop, archive
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings
from tests.archive.making_adopted import Clock, adopt, make_project, opened


def archived(root, *names, clock=None, place=None, **options):
    """What `diarie archive` does, in this process."""
    from pipeline.kinds.base import Agency

    agency = load_settings(Reader(root), "inputs/agency.yaml", Agency).value
    with opened(root, clock, place) as register:
        shop = Workshop(root, register, agency.name, agency.organisation_number, agency.archive)
        return archive(shop, names or ("report",), **options)


@pytest.fixture
def project(tmp_path):
    """A project with one adopted document, `report`."""
    root = make_project(tmp_path / "project")
    with opened(root) as register:
        adopt(root, register)
    return root


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A folder with the document's package as folder, zip and tar; for looking at alone."""
    root = make_project(tmp_path_factory.mktemp("made") / "project")
    with opened(root, clock := Clock()) as register:
        adopt(root, register)
    archived(root, clock=clock)
    return root / "packages"


@pytest.fixture(scope="session")
def name():
    return "1.3.1-2024-1-1_v1"


@pytest.fixture
def package(made, name, tmp_path):
    """A copy of the package's folder, to be spoilt."""
    return shutil.copytree(made / name, tmp_path / "spoilt" / name)
