"""What the preview shows beside documents' pages: names as text, nothing to load, another version for other faults."""

import re

import pytest

from pipeline.building.authoring import bare_marks
from pipeline.html.author.data import Remark
from pipeline.html.author.marks import SLOT
from pipeline.preview.shown import bare_page, fault_panel, list_page, with_state
from tests.conftest import ROOT

NAME = '<script>alert("1")</script>'
ASKING = "/x/events"


@pytest.mark.parametrize(
    "page",
    [bare_page(NAME, None), bare_page(NAME, bare_marks(ROOT, ASKING)), list_page([(NAME, f"inputs/{NAME}")])],
    ids=["without a script", "that asks", "the list"],
)
def test_the_name_of_a_document_comes_out_as_text_and_nothing_may_be_loaded(page):
    said = page.decode()
    assert "<script>alert" not in said
    assert "&lt;script&gt;alert" in said
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', said)[1]
    assert "default-src 'none'" in policy
    assert ("connect-src 'self'" in policy) == (ASKING in said)


def test_a_page_with_other_faults_is_another_version():
    page = f"<main>{SLOT}</main>".encode()
    remarks = [Remark("error", "I102", f"{what} is missing.") for what in ("One", "Another")]
    shown = [with_state(page), *(with_state(page, fault_panel([remark], above=True)) for remark in remarks)]
    assert len({version for _, version in shown}) == len({data for data, _ in shown}) == 3
    assert all(f'data-version="{version}"' in data.decode() for data, version in shown)
