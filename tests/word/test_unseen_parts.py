"""Parts of a template that no reader sees do not come into documents."""

import io
import zipfile

from pipeline.word.compiled import compile_template
from tests.word.engine_docx import R, members, p, tree, zipped

_STORE = "customXml/item1.xml"


def _as_word_saves_it():
    """A template with what Word and a document server put beside the text."""
    files = members(p("<w:r><w:t>{{ title }}</w:t></w:r>"))
    thumbnail = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    files["_rels/.rels"] = files["_rels/.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{thumbnail}" Target="docProps/thumbnail.jpeg"/></Relationships>',
    )
    files["word/_rels/document.xml.rels"] = files["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        f'<Relationship Id="rId8" Type="{R}/customXml" Target="../{_STORE}"/>'
        f'<Relationship Id="rId7" Type="{R}/hyperlink" Target="https://example.se" TargetMode="External"/>'
        "</Relationships>",
    )
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
        "</Types>",
        '<Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/customXml/itemProps1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>',
    )
    return files | {
        "docProps/thumbnail.jpeg": b"\xff\xd8\xff\xd9",
        _STORE: "<store><author>Anna Ek</author></store>",
        "customXml/itemProps1.xml": "<ds/>",
        "customXml/_rels/item1.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{R}/customXmlProps" Target="itemProps1.xml"/></Relationships>',
    }


def _rendered(files):
    return compile_template(zipped(files), "templates/mall.docx").render({"title": "Rubrik"})


def test_a_thumbnail_and_what_a_document_server_stores_are_left_out():
    with zipfile.ZipFile(io.BytesIO(_rendered(_as_word_saves_it()))) as package:
        names = package.namelist()
    assert not [name for name in names if name.startswith(("customXml/", "docProps/thumbnail"))]
    assert "word/document.xml" in names


def test_nothing_points_at_what_was_left_out_and_all_else_stays():
    data = _rendered(_as_word_saves_it())
    assert [relation.get("Target") for relation in tree(data, "_rels/.rels")] == ["word/document.xml"]
    kept = [relation.get("Target") for relation in tree(data, "word/_rels/document.xml.rels")]
    assert kept == ["https://example.se"]
    named = [one.get("PartName") for one in tree(data, "[Content_Types].xml") if one.get("PartName")]
    assert named == ["/word/document.xml"]


def test_a_template_without_such_parts_is_passed_on_as_it_is():
    files = members(p("<w:r><w:t>Text</w:t></w:r>"))
    with zipfile.ZipFile(io.BytesIO(_rendered(files))) as package:
        assert {name: package.read(name).decode() for name in package.namelist()} == files
