"""What a document's page is made from: its own templates, which it then depends on, and the Word file's numbering."""

import io
import re
import shutil
import zipfile
from dataclasses import replace

import pytest

from pipeline.building.compose import examine
from pipeline.building.pages import page_of
from pipeline.building.project import Project
from pipeline.faults import FaultError
from pipeline.word.compiled import compile_template
from pipeline.word.shown_numbers import shown_numbers
from tests.html.pages import parsed

FOLDER = "templates/html"


def composed_in(folder):
    (found,) = Project(folder).choose(("my-report",))
    composed, faults = examine(Project(folder), found, draft=True, numbering=lambda *_: "1.3.1-2024-1", rules=False)
    assert composed is not None, list(faults)
    return composed


def read_by(composed):
    """Files of templates/html/ that the document depends on; those that it would use if they were there, with None."""
    return {
        path.removeprefix(f"{FOLDER}/"): digest is not None
        for path, digest in composed.reader.files.items()
        if path.startswith(FOLDER)
    }


COMMON = {"edition.html": True, "style.css": True, "charts.css": True, "edition.js": True}


def test_a_document_depends_on_the_templates_of_its_own_page_and_on_no_others(example):
    found = {name: there for name, there in read_by(composed_in(example)).items() if there}
    assert found == COMMON | {"sustainability-report.html": True}
    assert not [folder for folder, _ in composed_in(example).reader.listings if folder == FOLDER]


def test_a_template_of_its_own_comes_into_use_when_it_is_put_there(example):
    settings = example / "inputs" / "my-report" / "document.yaml"
    shutil.copy(example / "templates" / "sustainability-report.docx", example / "templates" / "ours.docx")
    settings.write_text(settings.read_text() + "template: ours.docx\n")
    assert read_by(composed_in(example)) == COMMON | {"ours.html": False, "sustainability-report.html": True}
    (example / FOLDER / "ours.html").write_text(
        '{% extends "sustainability-report.html" %}{% block lead %}{% endblock %}'
    )
    assert read_by(composed_in(example)) == COMMON | {"ours.html": True, "sustainability-report.html": True}


def test_templates_that_a_template_is_made_from_are_read_with_it(example):
    kind = example / FOLDER / "sustainability-report.html"
    kind.write_text(kind.read_text().replace("{{ body }}", "{%- include ['gone.html', \"inner.html\"] -%}"))
    (example / FOLDER / "inner.html").write_text("{% from 'words.html' import shown %}{{ shown() }}{{ body }}")
    (example / FOLDER / "words.html").write_text("{% macro shown() %}<p>EXTRA</p>{% endmacro %}")
    composed = composed_in(example)
    assert read_by(composed) == COMMON | {
        "sustainability-report.html": True,
        "gone.html": False,
        "inner.html": True,
        "words.html": True,
    }
    assert b"<p>EXTRA</p>" in page_of(composed, {})


def test_a_project_without_templates_for_pages_is_told_where_to_get_them(example):
    shutil.rmtree(example / FOLDER)
    with pytest.raises(FaultError) as caught:
        page_of(composed_in(example), {})
    (fault,) = caught.value.faults
    assert (fault.code, str(fault.place)) == ("T230", FOLDER)
    assert "Copy the folder templates/html that came with diarie" in fault.todo


def renumbered(template, *changes):
    """A Word template with other numbering."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as package, zipfile.ZipFile(made, "w") as copy:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/numbering.xml":
                for old, new in changes:
                    assert old in data
                    data = data.replace(old, new, 1)
            copy.writestr(package.getinfo(name), data)
    return made.getvalue()


def test_headings_are_numbered_as_in_the_word_template(example):
    for old in (example / "inputs" / "my-report" / "text").glob("[1-9]*.md"):
        old.unlink()
    text = example / "inputs" / "my-report" / "text" / "30-body.md"
    text.write_text("# Ett\n\n## Under\n\nOrd.\n\n## Mer\n\nOrd.\n\n# Två\n\nOrd.\n")
    composed = composed_in(example)
    changes = [
        (b'<w:numFmt w:val="decimal"/>', b'<w:numFmt w:val="upperRoman"/>'),
        (b'w:val="%1.%2"', b'w:val="%1:%2)"'),
    ]
    data = renumbered(composed.template_data, *changes)
    document = composed.document
    in_word = shown_numbers(document, compile_template(data, composed.template))
    root = parsed(page_of(replace(composed, template_data=data), {}).decode())
    shown = [span.text for span in root.xpath("//div[contains(@class, 'heading')]//span[@class='number']")]
    assert shown == ["I", "I:1)", "I:2)", "II"]
    assert [number for numbers in in_word.values() for number in numbers if number] == shown


def test_a_word_template_that_cannot_be_used_is_told_where_the_word_file_is_made_and_the_page_is_there(example):
    broken = replace(composed_in(example), template_data=b"no template")
    assert re.search(rb"<h1>.+</h1>", page_of(broken, {}))


def test_the_cover_leads_to_the_files_that_there_are_by_their_names(example):
    endings = (".pdf", ".docx", ".figures.xlsx", ".html")
    made = page_of(composed_in(example), {f"my-report{ending}": b"a" * 2000 for ending in endings}).decode()
    assert parsed(made).xpath("//nav[@class='downloads']//a/text()") == [
        "Word (2\u00a0kB)",
        "PDF (2\u00a0kB)",
        "Siffrorna i Excel (2\u00a0kB)",
    ]
