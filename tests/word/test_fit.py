"""A template that documents could not be written into is found before a document is."""

import io
import zipfile

import pytest

from pipeline.word.fit import CONTENTS_STYLES, NAMED_STYLES, check_fit
from pipeline.word.styles import read_styles
from tests.conftest import ROOT
from tests.word.writer_trees import every_node

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILE = "templates/action-plan.docx"
PARTS = ("intro", "plan")
#: Styles that the writer asks for, and does without where a template lacks them.
WITH_A_STAND_IN = {
    "After Table",
    "Caption Unit",
    "Section End",
    "Table Mark",
    "Table Row Heading",
    *(f"List Continue{level}" for level in ("", " 2", " 3", " 4")),
    *(f"Table List {kind}{level}" for kind in ("Bullet", "Number") for level in ("", " 2")),
}


def changed(member, old, new, of=FILE):
    """Our own template, with a text of one member replaced."""
    found = io.BytesIO()
    with zipfile.ZipFile(ROOT / of) as package, zipfile.ZipFile(found, "w") as made:
        for name in package.namelist():
            data = package.read(name)
            if name == member:
                assert old in data.decode()
                data = data.decode().replace(old, new).encode()
            made.writestr(name, data)
    return found.getvalue()


def found(data):
    return [(fault.code, fault.place.part) for fault in check_fit(data, FILE, PARTS)]


def test_our_own_template_lacks_nothing():
    assert check_fit((ROOT / FILE).read_bytes(), FILE, PARTS) == ()


def test_a_style_that_was_renamed_is_named_with_its_nearest():
    data = changed("word/styles.xml", 'w:val="Table Note"', 'w:val="Tabellnot"')
    (fault,) = check_fit(data, FILE, PARTS)
    assert (fault.code, fault.data["style"]) == ("T201", "Table Note")


@pytest.mark.parametrize("written", ["", "{{p plans }}"])
def test_a_part_without_a_place_is_named(written):
    assert found(changed("word/document.xml", "{{p plan }}", written)) == [("T203", "word/document.xml")]


def test_what_is_no_template_is_left_to_the_check_of_tags():
    assert check_fit(b"hej", FILE, PARTS) == ()


def test_the_styles_of_the_contents_list_are_asked_for_where_it_is_placed():
    followup = "templates/action-plan-followup.docx"
    data = changed("word/styles.xml", 'w:val="toc 3"', 'w:val="niva 3"', of=followup)
    (fault,) = check_fit(data, followup, ())
    assert fault.data["style"] == "toc 3"
    assert found(changed("word/styles.xml", 'w:val="toc 3"', 'w:val="niva 3"')) == []


def test_the_writer_asks_for_no_other_styles(write):
    written = write(every_node())
    names = {style.id: style.name for style in read_styles(written.part("word/styles.xml")).by_id.values()}
    used = {found.get(f"{W}val") for found in written.tree().iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
    asked = {name for named in (*NAMED_STYLES.values(), CONTENTS_STYLES) for name in named}
    of_the_template = {"Title"}
    assert sorted({names[style] for style in used} - asked - WITH_A_STAND_IN - of_the_template) == []
