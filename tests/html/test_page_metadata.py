"""What a page tells machines: nothing that is empty, nothing that could end its element, files by their kind."""

import json

import pytest

from pipeline.html.downloads import Download
from tests.html.pages import one, page, parsed, variables


def written(**changed):
    """The metadata as they stand in the page."""
    return one(parsed(page(**changed)), "//script[@type='application/ld+json']").text


def test_what_is_not_known_is_left_out():
    agency = {"name": "Exempelverket", "organisation_number": "", "web": "", "phone": ""}
    report = json.loads(written(agency=variables()["agency"] | agency))
    assert set(report["publisher"]) == {"@type", "name", "email"}
    assert not {"abstract", "keywords", "encoding"} & set(report)
    assert json.loads(written(metadata={"subject": "Om något"}))["abstract"] == "Om något"


def test_an_address_of_the_agency_that_is_none_is_left_out():
    agency = variables()["agency"] | {"web": "vår webb plats"}
    assert "url" not in json.loads(written(agency=agency))["publisher"]


def test_no_sign_that_has_a_meaning_in_a_script_element_stands_there_as_itself():
    said = "<!-- </script> & ' \u2028\u2029 \ud800"
    data = written(metadata={"subject": said})
    assert not set("<>&'\u2028\u2029") & set(data)
    assert json.loads(data)["abstract"] == said.replace("\ud800", "?")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("en.rapport.pdf", "application/pdf"), ("data.bin", "application/octet-stream")],
)
def test_a_file_is_of_the_kind_that_its_ending_says(name, media_type):
    root = parsed(page(downloads=(Download(name, "Fil", 1),)))
    assert root.xpath("//link[@rel='alternate']/@type | //nav[@class='downloads']//a/@type") == [media_type] * 2
