"""Documents that cannot be set are refused at a place that their author can mend, and nothing is built."""

import pytest

from pipeline.building.run import build
from pipeline.faults import FaultError
from tests.stress.building import write_project
from tests.stress.refused_documents import REFUSED


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """LibreOffice's prepared profile, for those that are refused only when they are laid out."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.xdist_group("stress")
@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_reason_its_place_and_what_to_do(name, tmp_path, cache):
    wanted = REFUSED[name]
    project = write_project(tmp_path, {name: wanted.make})
    project.state.mkdir()
    (project.state / "cache").symlink_to(cache)
    with pytest.raises(FaultError) as raised:
        build(project, (), draft=True, dry_run=False, everything=False, progress=lambda step: None)
    (fault,) = (fault for fault in raised.value.faults if fault.level == "error")
    assert (fault.code, fault.place.file, fault.place.line or fault.place.row) == (
        wanted.code,
        f"inputs/{name}/{wanted.file}",
        wanted.line,
    )
    assert wanted.todo in fault.todo
    assert not list(project.outputs.glob("*"))
