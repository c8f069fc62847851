"""What loops and conditions leave behind is a file that Word can read: ids of its own for each copy, no empty cells."""

import io
import zipfile

import pytest
from docx import Document
from engine_docx import W14, WP, W, docx, member, p, r, tbl, tc, texts, tr, tree
from hypothesis import given
from hypothesis import strategies as st

from pipeline.faults import FaultError
from pipeline.word.compiled import Markup, compile_template

LOOP = "{%p for x in rows %}", "{%p endfor %}"


def render(body, rows=3, parts=None, **others):
    values = {"rows": list(range(rows)), "draft": False, "title": "T"}
    return compile_template(docx(body, **others), "t.docx").render(values, parts=parts)


def looped(inner):
    return p(LOOP[0]) + inner + p(LOOP[1])


def drawing(number):
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="{number}" name="Bild"/></wp:inline></w:drawing></w:r>'


def bookmark(number, name, text="x"):
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{r(text)}<w:bookmarkEnd w:id="{number}"/>'


def drawings(data, name="word/document.xml"):
    return [int(found.get("id")) for found in tree(data, name).iter(f"{{{WP}}}docPr")]


# ----------------------------------------------------------------------------------------------------- ids


def test_copies_of_a_drawing_get_numbers_of_their_own():
    data = render(p(drawing(1)) + looped(p(drawing(5))) + p(drawing(6)) + p("{{ title }}"))
    numbers = drawings(data)
    assert len(set(numbers)) == len(numbers) == 5
    assert numbers[:2] == [1, 5]


def test_drawings_of_other_parts_keep_theirs():
    data = render(looped(p(drawing(5))), header=p(drawing(5)))
    assert drawings(data, "word/header1.xml") == [5]
    assert 5 not in drawings(data)


def test_copies_of_a_bookmark_get_numbers_and_names_of_their_own():
    data = render(looped(p(bookmark(7, "mal"))) + p(bookmark(8, "slut")))
    starts = list(tree(data).iter(f"{{{W}}}bookmarkStart"))
    ends = [found.get(f"{{{W}}}id") for found in tree(data).iter(f"{{{W}}}bookmarkEnd")]
    assert [found.get(f"{{{W}}}name") for found in starts] == ["mal", "mal_2", "mal_3", "slut"]
    assert [found.get(f"{{{W}}}id") for found in starts] == ends
    assert len(set(ends)) == 4


def test_a_bookmark_over_several_paragraphs_ends_where_its_own_copy_ends():
    start, end = '<w:bookmarkStart w:id="7" w:name="mal"/>', '<w:bookmarkEnd w:id="7"/>'
    root = tree(render(looped(p(start, "a") + p("b", end)), rows=2))
    found = [(of.tag.rpartition("}")[2], of.get(f"{{{W}}}id")) for of in root.iter() if "bookmark" in of.tag]
    assert [kind for kind, _ in found] == ["bookmarkStart", "bookmarkEnd"] * 2
    assert found[0][1] == found[1][1] != found[2][1] == found[3][1]


def test_long_names_of_copies_stay_within_what_word_takes():
    root = tree(render(looped(p(bookmark(1, "b" * 40))), rows=12))
    names = [found.get(f"{{{W}}}name") for found in root.iter(f"{{{W}}}bookmarkStart")]
    assert len(set(names)) == 12
    assert max(map(len, names)) == 40


def test_copies_of_a_paragraph_get_ids_of_their_own():
    paragraph = p("{{ x }}").replace("<w:p>", '<w:p w14:paraId="0A0B0C0D" w14:textId="77777777">')
    root = tree(render(looped(paragraph)))
    ids = [found.get(f"{{{W14}}}paraId") for found in root.iter(f"{{{W}}}p")]
    assert ids[0] == "0A0B0C0D"
    assert len(set(ids)) == 3
    assert all(0 < int(number, 16) < 0x80000000 and len(number) == 8 for number in ids)


def test_markup_whose_ids_are_the_templates_own_gets_others():
    values = {"body": Markup(p(bookmark(0, "_GoBack", "i delen")) + p(drawing(1)))}
    body = p(bookmark(0, "_GoBack")) + p(drawing(1)) + p("{{p body }}")
    data = compile_template(docx(body), "t.docx").render(values)
    starts = list(tree(data).iter(f"{{{W}}}bookmarkStart"))
    assert len({found.get(f"{{{W}}}id") for found in starts}) == 2
    assert len({found.get(f"{{{W}}}name").casefold() for found in starts}) == 2
    assert len(set(drawings(data))) == 2


def test_ids_that_are_unique_are_left_as_they_are():
    body = looped(p("{{ x }}")) + p(bookmark(17, "Mål_å")) + p(drawing(42))
    root = tree(render(body))
    assert next(root.iter(f"{{{W}}}bookmarkStart")).attrib == {f"{{{W}}}id": "17", f"{{{W}}}name": "Mål_å"}
    assert drawings(render(body)) == [42]


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["a", "A", "b_2", "b"])), max_size=6), st.integers(0, 4))
def test_whatever_is_copied_ids_and_names_are_unique(bookmarks, rows):
    inner = "".join(p(bookmark(number, name), drawing(number)) for number, name in bookmarks)
    data = render(inner + looped(inner), rows=rows)
    starts = list(tree(data).iter(f"{{{W}}}bookmarkStart"))
    ends = [found.get(f"{{{W}}}id") for found in tree(data).iter(f"{{{W}}}bookmarkEnd")]
    assert [found.get(f"{{{W}}}id") for found in starts] == ends
    assert len(set(ends)) == len(ends) == len(bookmarks) * (rows + 1)
    assert len({found.get(f"{{{W}}}name").casefold() for found in starts}) == len(starts)
    assert len(set(drawings(data))) == len(starts)


# --------------------------------------------------------------------------------------------- what is left


def test_a_cell_that_loses_its_last_paragraph_gets_an_empty_one():
    cell = tc(p("{%p if draft %}") + p("Utkast") + p("{%p endif %}"))
    root = tree(render(tbl(tr(cell), columns=1)))
    assert [len(found.findall(f"{{{W}}}p")) for found in root.iter(f"{{{W}}}tc")] == [1]


def test_a_header_that_loses_its_last_paragraph_gets_an_empty_one():
    data = render(p("{{ title }}"), header=p("{%p if draft %}") + p("Utkast") + p("{%p endif %}"))
    assert texts(tree(data, "word/header1.xml")) == [""]


def test_a_note_that_loses_its_last_paragraph_gets_an_empty_one():
    note = f'<w:footnote w:id="1">{p("{%p if draft %}") + p("Utkast") + p("{%p endif %}")}</w:footnote>'
    root = tree(render(p("{{ title }}"), footnotes=note), "word/footnotes.xml")
    assert [len(found.findall(f"{{{W}}}p")) for found in root.iter(f"{{{W}}}footnote")] == [1]


def test_a_table_whose_rows_are_none_goes_with_them():
    rows = tr("{%tr for x in rows %}"), tr("{{ x }}"), tr("{%tr endfor %}")
    root = tree(render(p("Före") + tbl(*rows, columns=1) + p("Efter"), rows=0))
    assert texts(root) == ["Före", "Efter"]
    assert root.find(f".//{{{W}}}tbl") is None
    assert texts(tree(render(tbl(*rows, columns=1), rows=2))) == ["0", "1"]


def test_a_table_in_a_cell_whose_rows_are_none_leaves_the_cell_whole():
    inner = tbl(tr("{%tr for x in rows %}"), tr("{{ x }}"), tr("{%tr endfor %}"), columns=1)
    root = tree(render(tbl(tr(tc(p("Före"), inner, p("")), "b"), columns=2), rows=0))
    assert texts(root) == ["Före", "", "b"]
    alone = tree(render(tbl(tr(tc(inner), "b"), columns=2), rows=0))
    assert [len(found.findall(f"{{{W}}}p")) for found in alone.iter(f"{{{W}}}tc")] == [1, 1]


def test_a_row_whose_cells_are_none_goes_with_them():
    row = tr("{%tc for x in rows %}", "{{ x }}", "{%tc endfor %}")
    root = tree(render(tbl(tr("Rubrik"), row, columns=1), rows=0))
    assert texts(root) == ["Rubrik"]
    assert len(list(root.iter(f"{{{W}}}tr"))) == 1


def test_the_width_of_a_table_stays_when_its_columns_change():
    row = tr("Mål", "{%tc for x in rows %}", "{{ x }}", "{%tc endfor %}")
    for count in (1, 3, 7):
        root = tree(render(tbl(row, columns=4), rows=count))
        widths = [int(found.get(f"{{{W}}}w")) for found in root.iter(f"{{{W}}}gridCol")]
        assert len(widths) == count + 1
        assert abs(sum(widths) - 8000) <= len(widths)


# ------------------------------------------------------------------------------------------------- package


def test_the_same_values_give_the_same_bytes():
    body = looped(p(bookmark(1, "a"), drawing(1))) + p("{{ title }}")
    data = docx(body, header=p("{{ title }}"), core="<dc:title>{{ title }}</dc:title>")
    values = {"rows": [1, 2], "title": "å"}
    first = compile_template(data, "t.docx").render(values, parts={"word/b.xml": b"<b/>", "word/a.xml": b"<a/>"})
    again = compile_template(data, "other.docx").render(
        {"title": "å", "rows": [1, 2]}, parts={"word/a.xml": b"<a/>", "word/b.xml": b"<b/>"}
    )
    assert first == again


def test_a_template_can_be_rendered_many_times_and_keeps_nothing():
    template = compile_template(docx(p("{{ title }}")), "t.docx")
    with pytest.raises(FaultError):
        template.render({})
    assert texts(tree(template.render({"title": "a"}))) == ["a"]
    assert texts(tree(template.render({"title": "b"}))) == ["b"]


def test_members_are_put_in_place_of_the_templates_and_beside_them():
    numbering, picture = b"<numbering/>", b"\x89PNG"
    parts = {"word/media/image1.png": picture, "word/numbering.xml": numbering, "docProps/core.xml": b"<core/>"}
    data = render(p("{{ title }}"), parts=parts, core="<dc:title>{{ other }}</dc:title>")
    assert {name: member(data, name) for name in parts} == parts
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[-2:] == ["word/media/image1.png", "word/numbering.xml"]


def test_tags_in_members_that_are_put_in_are_not_run():
    parts = {"word/footnotes.xml": b"<x>{{ 7*7 }}</x>"}
    data = render(p("{{ title }}"), parts=parts, footnotes=p("{{ title }}"))
    assert member(data, "word/footnotes.xml") == b"<x>{{ 7*7 }}</x>"


def test_a_single_part_can_be_filled_in():
    data = docx(p("{{ other }}"), footnotes=p("Not: {{ title }}"), header=p("Fast"))
    template = compile_template(data, "t.docx")
    assert b"Not: a &lt; b" in template.render_part("word/footnotes.xml", {"title": "a < b"})
    assert template.render_part("word/header1.xml", {}) == template.member("word/header1.xml")
    assert template.render_part("word/none.xml", {}) is None
    assert template.member("word/none.xml") is None
    with pytest.raises(FaultError):
        template.render_part("word/footnotes.xml", {})


def test_an_address_whose_tag_was_taken_over_unfilled_is_a_fault():
    name = "word/_rels/document.xml.rels"
    data = docx(p("{{ title }}"), links=("{{ web }}",))
    template = compile_template(data, "t.docx")
    with pytest.raises(FaultError) as error:
        template.render({"title": "a"}, parts={name: template.member(name)})
    assert [fault.code for fault in error.value.faults] == ["T138"]
    filled = template.render_part(name, {"web": "https://example.se"})
    assert member(template.render({"title": "a"}, parts={name: filled}), name) == filled


def test_what_is_written_is_opened_by_python_docx():
    data = render(looped(p("{{ x }}")) + tbl(tr("{{ title }}"), columns=1), header=p("{{ title }}"))
    document = Document(io.BytesIO(data))
    assert [paragraph.text for paragraph in document.paragraphs] == ["0", "1", "2"]
    assert document.tables[0].cell(0, 0).text == "T"
    assert document.sections[0].header.paragraphs[0].text == "T"


def test_members_without_tags_keep_their_bytes():
    source = docx(p("{{ title }}"), header=p("Fast rubrik {12}"))
    data = compile_template(source, "t.docx").render({"title": "T"})
    for name in ("word/header1.xml", "[Content_Types].xml", "_rels/.rels"):
        assert member(data, name) == member(source, name)
