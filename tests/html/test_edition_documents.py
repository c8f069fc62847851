"""The web edition of the real documents: the same words as Word file and PDF, the same numbers, whole in itself."""

import base64
import hashlib
import json
import re
import urllib.parse
import zipfile

import lxml.html
import pytest

from pipeline.pdf.letters import squeezed
from pipeline.pdf.pages import outline_pages
from tests.conftest import DOCUMENTS
from tests.html.said import differences

pytestmark = [pytest.mark.xdist_group("documents"), pytest.mark.parametrize("name", DOCUMENTS)]


@pytest.fixture
def root(built, name):
    return lxml.html.document_fromstring(built.data(name, "html"))


def test_it_says_what_word_file_and_pdf_say_in_the_same_order(built, name):
    assert differences(*(built.data(name, ending) for ending in ("html", "docx", "pdf"))) == []


def test_its_headings_are_those_of_the_pdf_s_outline_with_the_same_numbers(root, built, name):
    for mark in root.xpath("//sup[@class='noteref']"):
        mark.drop_tree()
    shown = [
        (int(element.tag[1]) - 1, squeezed(element.text_content()))
        for element in root.xpath("//div[@id='text']//*[self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
        if element.get("id") != "notes"
    ]
    assert shown == [(entry.level, squeezed(entry.title)) for entry in outline_pages(built.data(name, "pdf"))]


def test_every_id_is_there_once_and_every_link_within_the_page_leads_to_one(root):
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in root.xpath("//@href") if href.startswith("#")} <= set(ids)
    assert {key for keys in root.xpath("//@aria-labelledby | //@aria-describedby") for key in keys.split()} <= set(ids)


def test_it_asks_for_nothing_and_runs_its_own_script_alone(root, built):
    assert not root.xpath("//*[@src and not(starts-with(@src, 'data:image/'))]")
    assert not root.xpath("//iframe | //object | //@*[starts-with(name(), 'on')]")
    assert {link.get("rel") for link in root.xpath("//link[@href != 'data:,']")} == {"alternate"}
    style = "".join(root.xpath("//style/text()"))
    assert "url(" not in style
    assert "@import" not in style
    (data, script) = root.iter("script")
    assert data.get("type") == "application/ld+json"
    assert script.text == (built.project / "templates" / "html" / "edition.js").read_text().strip()
    hashes = (base64.b64encode(hashlib.sha256(one.text.encode()).digest()).decode() for one in (data, script))
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    fixed, _, allowed = policy.partition("; script-src ")
    assert fixed == "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; img-src data:"
    assert allowed == " ".join(f"'sha256-{one}'" for one in hashes)


def test_it_leads_to_the_document_s_files_with_their_sizes(root, built, name):
    files = {urllib.parse.unquote(link.get("href")): link for link in root.xpath("//nav[@class='downloads']//a")}
    others = set(built.manifest(name)["outputs"]) - {f"{name}.html"}
    assert set(files) == others
    labels = {"docx": "Word", "pdf": "PDF", "xlsx": "Siffrorna i Excel"}
    for file, link in files.items():
        assert link.text_content().startswith(f"{labels[file.rpartition('.')[2]]} (")
        size = (built.project / "outputs" / file).stat().st_size
        assert re.search(r"\((\d+)\skB\)", link.text_content())[1] == str(max(round(size / 1000), 1))


def test_it_tells_machines_what_it_is(root, built, name):
    about = built.manifest(name)
    (data,) = root.xpath("//script[@type='application/ld+json']/text()")
    report = json.loads(data)
    assert report["@type"] == "Report"
    assert (report["name"], report["reportNumber"], report["inLanguage"]) == (
        about["title"],
        about["case_number"],
        about["language"],
    )
    assert root.xpath("//meta[@name='dcterms.identifier']/@content") == [about["case_number"]]
    assert root.xpath("//meta[@name='dcterms.date']/@content") == [about["date"]]
    assert root.get("lang") == about["language"]


def test_each_table_has_headings_with_their_scope_and_scrolls_by_keyboard(root, built, name):
    with zipfile.ZipFile(built.path(name, "docx")) as package:
        assert len(root.xpath("//main//table")) == package.read("word/document.xml").count(b"<w:tbl>")
    for table in root.xpath("//div[@class='scroll']/table"):
        assert {cell.get("scope") for cell in table.xpath(".//th")} <= {"col", "row"}
        region = table.getparent()
        assert region.get("tabindex") == "0"
        assert region.get("role") in ("region", "group")
        assert region.get("aria-labelledby") or region.get("aria-label")


def test_each_footnote_has_a_mark_and_the_way_back(root):
    marks = root.xpath("//a[@role='doc-noteref']")
    notes = root.xpath("//section[@role='doc-endnotes']/ol/li")
    assert [mark.get("href") for mark in marks] == [f"#{note.get('id')}" for note in notes]
    assert [mark.text for mark in marks] == [str(number) for number in range(1, len(marks) + 1)]
    backs = [back.get("href") for note in notes for back in note.xpath(".//a[@role='doc-backlink']")]
    assert backs == [f"#{mark.get('id')}" for mark in marks]


def test_each_chart_is_drawn_and_has_a_text_alternative(root):
    for figure in root.xpath("//figure"):
        (picture,) = figure.xpath("./svg[image] | ./div[@class='drawn'][svg]")
        assert picture.get("role") == "img"
        assert picture.get("aria-label")
