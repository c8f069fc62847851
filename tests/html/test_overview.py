"""The overview as a page: what it shows, what it escapes, and what it needs of its template."""

import base64
import hashlib
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from pipeline.faults import FaultError
from pipeline.html.overview import ListedDocument, ListedFile, ListedFinding, Overview, moment, write_overview
from pipeline.html.templates import OVERVIEW, Templates

FOLDER = Path(__file__).parent.parent.parent / "templates" / "html"
TEMPLATES = Templates(tuple((name, (FOLDER / name).read_bytes()) for name in sorted(OVERVIEW)))
WHEN = datetime(2026, 11, 22, 14, 17, tzinfo=ZoneInfo("Europe/Stockholm"))
PNG = b"\x89PNG\r\n\x1a\nno more than that"


def document(**changes):
    about = {
        "name": "my-report",
        "title": "Hållbarhetsredovisning 2023",
        "kind": "hållbarhetsredovisning",
        "status": "draft",
        "shown_status": "utkast",
        "facts": (("Diarienummer", "1.3.1-2024-8647"),),
        "pages": 37,
        "built": WHEN,
        "findings": (ListedFinding("hint", "C212", "A long sentence.", "inputs/my-report/text/10.md:4"),),
        "picture": PNG,
        "files": (ListedFile("PDF", "my-report.pdf", "my-report.pdf", 372_400, "ab" * 32),),
        "sources": (("inputs/agency.yaml", "cd" * 32),),
    }
    return ListedDocument(**{**about, **changes})


def page(*documents, templates=TEMPLATES, agency="Migrationsverket"):
    return write_overview(Overview(agency, documents, WHEN, "diarie 0.1.0"), templates).decode()


def tree(*documents, **options):
    return html.document_fromstring(page(*documents, **options))


def words(element):
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_a_document_is_shown_with_all_that_is_known_of_it():
    (item,) = tree(document()).xpath("//main//article")
    said = words(item)
    for expected in (
        "Hållbarhetsredovisning 2023",
        "Status: utkast",
        "1.3.1-2024-8647",
        "22 november 2026 kl. 14.17",
        "0 fel, 0 varningar, 1 tips",
        "Tips C212 inputs/my-report/text/10.md:4 A long sentence.",
        "372 kB",
        f"SHA-256 {'ab' * 32}",
        "Byggt ur 1 fil,",
    ):
        assert expected in said


def test_the_page_says_when_and_from_what_it_was_built():
    about = words(tree(document()).xpath("//p[@class='about']")[0])
    assert about.startswith("Senast byggt 22 november 2026 kl. 14.17 med diarie 0.1.0, ur 1 fil i inputs/")


def test_the_page_fetches_nothing():
    found = tree(document())
    for element in found.iter():
        for name in ("src", "srcset", "action", "data", "poster"):
            assert str(element.get(name, "data:")).startswith("data:")
    assert [link.get("href") for link in found.iter("link")] == ["data:,"]
    assert "@import" not in page(document())
    assert "url(" not in page(document())


def test_no_script_may_run_but_its_own():
    found = tree(document())
    (script,) = found.iter("script")
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    own = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{own}'" in policy


def test_without_a_script_everything_is_shown_and_nothing_that_would_not_work():
    found = tree(document(), document(name="other", title="Annan"))
    assert found.xpath("//form")[0].get("hidden") is not None
    assert [item.get("hidden") for item in found.xpath("//ul[@class='documents']/li")] == [None, None]
    assert words(found.xpath("//*[@role='status']")[0]) == "2 dokument"


def test_each_field_of_the_filter_has_a_label_and_each_picture_words():
    found = tree(document())
    labelled = {label.get("for") for label in found.iter("label")}
    assert labelled == {field.get("id") for field in found.iter("input", "select")}
    assert found.xpath("//svg[@role='img'][image]/@aria-label") == ["Första sidan av Hållbarhetsredovisning 2023"]


def test_links_of_different_documents_have_different_names():
    found = tree(document(), document(name="other", title="Annan"))
    assert [words(link) for link in found.xpath("//ul[@class='files']//a")] == [
        "PDF, Hållbarhetsredovisning 2023",
        "PDF, Annan",
    ]


def test_what_has_changed_since_is_told():
    assert not tree(document()).find_class("stale")
    (told,) = tree(document(stale=("inputs/<b>.csv", "inputs/new.md"))).find_class("stale")
    assert words(told) == (
        "Inaktuellt. Filerna är från det senaste bygge som lyckades. Sedan dess har inputs/<b>.csv och 1 till ändrats."
    )


def test_a_title_says_its_language_and_finds_its_direction():
    (title,) = tree(document(title="تقرير", language="ar")).iter("h2")
    assert (title.get("lang"), title.get("dir")) == ("ar", "auto")


def test_the_title_leads_to_the_web_edition_where_there_is_one_and_else_to_the_pdf():
    web = ListedFile("Webb", "my-report.html", "my-report.html", 1, "ee" * 32)
    with_web = document(files=(*document().files, web))
    for shown, address in ((document(), "my-report.pdf"), (with_web, "my-report.html")):
        assert tree(shown).xpath("//h2/a")[0].get("href") == address
    assert tree(document(files=())).xpath("//h2/a") == []


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "' onmouseover='alert(1)",
        "</title></style></script><b>",
        "<!-- --><![CDATA[ ]]>",
        "{{ overview.agency }}{% raw %}",
        "&lt;b&gt; & <i>",
        "a\x00b\x1bc\ufffe",
        "\u202eomvänd",
    ],
)
def test_text_that_looks_like_markup_comes_out_as_text(hostile):
    shown = document(
        name=hostile,
        title=hostile,
        kind=hostile,
        facts=(("Skäl", hostile),),
        findings=(ListedFinding("warning", hostile, hostile, hostile),),
        files=(ListedFile("PDF", hostile, hostile, 1, "ab" * 32),),
        sources=((hostile, hostile),),
    )
    found, plain = tree(shown, agency=hostile), tree(document())
    elements = ("script", "style", "img", "svg", "image", "b", "i")
    assert len(list(found.iter(*elements))) == len(list(plain.iter(*elements)))
    assert not [name for element in found.iter() for name in element.attrib if name.startswith("on")]
    legible = re.sub("[\x00\x1b\ufffe]", "\ufffd", hostile)
    assert words(found.xpath("//h2")[0]) == legible
    assert found.xpath("//title")[0].text == f"Dokument – {legible}"


@pytest.mark.parametrize(
    "name", ["år 2023 #1?.pdf", "100%.pdf", "javascript:alert(1)", "a/b c.pdf", "../adopted/x y/1.pdf"]
)
def test_an_address_leads_to_the_file_whatever_it_is_called(name):
    from urllib.parse import unquote, urlsplit

    address = ListedFile("PDF", name, name, 1, "").href
    split = urlsplit(address)
    assert not split.scheme
    assert unquote(split.path) == name


def test_the_same_documents_give_the_same_bytes():
    assert page(document()) == page(document())


def test_a_moment_is_told_as_in_running_text():
    assert moment(WHEN) == "22\u00a0november 2026 kl.\u00a014.17"


@pytest.mark.parametrize(
    ("size", "shown"),
    [(0, "1\u00a0kB"), (98_703, "99\u00a0kB"), (2_050_000, "2,0\u00a0MB")],
)
def test_sizes_are_told_as_people_read_them(size, shown):
    assert ListedFile("PDF", "a", "a", size, "").shown_size == shown


def changed(name, data):
    return Templates(tuple((known, data if known == name else old) for known, old in TEMPLATES.files))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("overview.html", b"{{ overview.nothing }}", "nothing"),
        ("overview.html", b"\n\n{% for %}", "cannot be used"),
        ("overview.html", b"{{ ''.__class__.__mro__ }}", "cannot be used"),
        ("overview.html", b"{{ overview.sources // 0 }}", "division"),
        ("overview.html", b"{{ overview.agency * 1000000 }}", "multiplication"),
        ("overview.html", b"{{ overview.agency | safe }}", "safe"),
        ("overview.html", b"\xff", "UTF-8"),
        ("overview.css", b"a { } </STYLE><script>", "would end it"),
        ("overview.js", b"'<!--'", "would end it"),
    ],
)
def test_a_template_that_cannot_be_used_is_a_fault_with_its_place(name, data, said):
    with pytest.raises(FaultError) as caught:
        page(document(), templates=changed(name, data))
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.file) == ("P320", f"templates/html/{name}")
    assert said in fault.message


@pytest.mark.parametrize("wrong", [b"\n{{ overview.sources // 0 }}", b"\n{% for %}", b"\n{{ overview.nothing }}"])
def test_the_line_of_a_tag_that_fails_is_told(wrong):
    with pytest.raises(FaultError) as caught:
        page(document(), templates=changed("overview.html", wrong))
    assert caught.value.faults[0].place.line == 2


def test_a_bug_of_ours_is_not_blamed_on_the_template(monkeypatch):
    monkeypatch.setattr(ListedFile, "href", property(lambda _: 1 // 0))
    monkeypatch.setattr("pipeline.html.sandbox._OWN_FOLDER", Path(__file__).parent)
    with pytest.raises(ZeroDivisionError):
        page(document())


def test_a_missing_template_is_a_fault_that_names_it():
    with pytest.raises(FaultError) as caught:
        page(document(), templates=Templates(TEMPLATES.files[:-1]))
    assert caught.value.faults[0].place.file == "templates/html/overview.js"
