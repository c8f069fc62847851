"""The Word file of an adopted document: protected, marked as final, and sound; drafts and final looks are not."""

from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.content.adoption import AdoptedVersion, Adoption
from pipeline.content.model import Cell, Column, Paragraph, Row, Table, Text
from pipeline.faults import FaultError
from pipeline.kinds.latest_changes import LATEST_CHANGES
from pipeline.word.settings import settings_for
from tests.word.writer_trees import every_node

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ADOPTION = Adoption(
    AdoptedVersion("2", "1.3.1-2024-8647-6", "Stab/009/2024 & 1", date(2024, 6, 19), "Simon Wygler", "Ny tabell.")
)


def tree(**changes):
    document = every_node()
    return replace(document, metadata=replace(document.metadata, **changes))


@pytest.fixture
def final(write):
    return write(tree(draft=False, adoption=ADOPTION))


def names(root):
    return [etree.QName(child).localname for child in root]


def custom(package):
    root = etree.fromstring(package.part("docProps/custom.xml"))
    return {one.get("name"): "".join(one.itertext()) for one in root}


def test_it_opens_read_only_and_is_protected_without_a_password(final):
    settings = final.tree("word/settings.xml")
    protection = settings.find(f"{W}documentProtection")
    assert dict(protection.attrib) == {f"{W}edit": "readOnly", f"{W}enforcement": "1"}
    assert dict(settings.find(f"{W}writeProtection").attrib) == {f"{W}recommended": "1"}
    assert names(settings)[0] == "writeProtection"


def test_its_properties_say_what_was_decided(final):
    told = custom(final)
    assert told["Utkast"] == "false"
    assert told["_MarkAsFinal"] == "true"
    assert told["Fastställd"] == "2024-06-19"
    assert told["Beslutsnummer"] == "Stab/009/2024 & 1"
    assert told["Handlingsnummer"] == "1.3.1-2024-8647-6"
    assert told["Version"] == "2"


def test_word_finds_nothing_to_repair(final, tmp_path):
    path = tmp_path / "final.docx"
    path.write_bytes(final.data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize("changes", [{"draft": True}, {"draft": False}, {"draft": True, "adoption": ADOPTION}])
def test_drafts_and_final_looks_can_be_changed(write, changes):
    package = write(tree(**changes))
    found = names(package.tree("word/settings.xml"))
    assert not {"documentProtection", "writeProtection"} & set(found)
    assert not {"_MarkAsFinal", "Beslutsnummer", "Fastställd"} & set(custom(package))


def settings_of(*elements):
    return f'<w:settings xmlns:w="{W[1:-1]}">{"".join(f"<w:{one}/>" for one in elements)}</w:settings>'.encode()


@pytest.mark.parametrize(
    "elements",
    [
        (),
        ("zoom",),
        ("compat",),
        ("writeProtection", "view", "zoom", "mirrorMargins", "trackRevisions", "documentProtection", "defaultTabStop"),
        ("zoom", "revisionView", "trackRevisions", "doNotTrackMoves", "autoFormatOverride", "compat", "themeFontLang"),
    ],
)
def test_protection_stands_where_the_schema_wants_it(elements):
    made = names(etree.fromstring(settings_for(settings_of(*elements), "sv-SE", footnotes=True, final=True)))
    assert made.count("documentProtection") == made.count("writeProtection") == 1
    assert "trackRevisions" not in made
    before = {"writeProtection", "view", "zoom", "mirrorMargins", "revisionView", "doNotTrackMoves"}
    at = made.index("documentProtection")
    assert set(made[:at]) <= before
    assert not set(made[at + 1 :]) & before


def test_a_template_without_a_place_for_the_latest_changes_is_a_clear_fault(write):
    cell = Cell((Paragraph((Text("2"),)),))
    table = Table((Column(),), (), (Row((cell,)),))
    document = every_node()
    with pytest.raises(FaultError) as caught:
        write(replace(document, parts={**document.parts, LATEST_CHANGES: (table,)}))
    (fault,) = caught.value.faults
    assert fault.code == "T203"
    assert "{{p latest_changes }}" in fault.todo
    assert write(replace(document, parts={**document.parts, LATEST_CHANGES: ()})).data


def test_the_same_file_comes_out_each_time(write):
    document = tree(draft=False, adoption=ADOPTION)
    assert write(document).data == write(document).data
