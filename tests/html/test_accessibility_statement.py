"""The link to an agency's accessibility statement: in the foot of the page where agency.yaml names it, nowhere else."""

import pytest

from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.building.pages import page_of
from pipeline.building.project import Project
from pipeline.building.write import write_all
from pipeline.faults import FaultError
from tests.html.hostile_project import NAME, write_project
from tests.html.pages import parsed
from tests.html.said import words_of_page, words_of_word_file

ADDRESS = "https://www.example.se/tillganglighet?a=1&b='"
LINK = "//footer[@class='imprint']//a[not(starts-with(@href, 'mailto:'))]"


def composed_in(folder, *, language="sv-SE", added=""):
    project = Project(write_project(folder))
    for path, line in ((f"{NAME}/document.yaml", f"language: {language}"), ("agency.yaml", added)):
        with (project.root / "inputs" / path).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    (found,) = project.choose((NAME,))
    composed, said = examine(project, found, draft=True, numbering=Numbering(project.register), rules=False)
    said.raise_if_errors()
    return composed


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv-SE", "Tillgänglighetsredogörelse"),
        ("nb-NO", "Tilgjengelighetserklæring"),
        ("fi-FI", "Saavutettavuusseloste"),
        ("en-GB", "Accessibility statement"),
    ],
)
def test_the_foot_of_the_page_leads_to_the_statement_in_the_document_s_language(tmp_path, language, words):
    composed = composed_in(tmp_path / "p", language=language, added=f'accessibility-statement: "{ADDRESS}"')
    page = page_of(composed, {})
    (link,) = parsed(page.decode()).xpath(LINK)
    assert (link.get("href"), link.text) == (ADDRESS, words)
    word_file = write_all({NAME: composed})[NAME].data
    assert words_of_page(page) == words_of_word_file(word_file)
    assert words not in words_of_page(page)


def test_without_an_address_the_foot_has_no_such_link(tmp_path):
    assert parsed(page_of(composed_in(tmp_path / "p"), {}).decode()).xpath(LINK) == []


@pytest.mark.parametrize(
    "address",
    [
        "www.example.se/tillganglighet",
        "mailto:registrator@example.se",
        "javascript:f()",
        "JavaScript:f()//https://a.se",
        "data:text/html,x",
        "//ond.se",
        "https://",
        "https:///x",
        'https://a.se/"onclick="f()',
        "https://a.se/<b>",
        "https://a.se/ x",
        "https://a.se/\\\\n",
        "",
        " ",
    ],
)
def test_what_is_no_address_of_the_web_is_refused_with_its_line(tmp_path, address):
    quoted = address.replace('"', '\\"')
    with pytest.raises(FaultError) as refused:
        composed_in(tmp_path / "p", added=f'accessibility-statement: "{quoted}"')
    assert [fault.code for fault in refused.value.faults] == ["I117"]
    assert str(refused.value.faults[0].place).startswith("inputs/agency.yaml:")
    assert "web address" in str(refused.value.faults[0])
