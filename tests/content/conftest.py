"""A small report to write prose for."""

import pytest
from content_report import Report


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return Report(tmp_path_factory.mktemp("project"))
