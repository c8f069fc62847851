"""All stress documents, built once; tests that use them belong to the xdist group “stress”."""

import pytest

from tests.stress.building import build


@pytest.fixture(scope="session")
def stressed(tmp_path_factory):
    return build(tmp_path_factory.mktemp("stress"))
