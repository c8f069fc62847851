"""The pages of the Word templates: sections, headers, footers, fields and tab stops."""

from itertools import pairwise

import pytest

from tests.template_files import A4, W, each_template, part, readable_parts, sections, styles, text_width, texts, value


@each_template
def test_every_section_names_its_own_headers_and_footers(name):
    assert sections(name)
    for properties, headers, footers in sections(name):
        kinds = {"default", "first"} if properties.find(f"{W}titlePg") is not None else {"default"}
        assert set(headers) == set(footers) == kinds


@each_template
def test_the_draft_mark_stands_in_every_header(name):
    for _, headers, _ in sections(name):
        for member in headers.values():
            lines = [(value(p, "pPr/pStyle"), texts(p)) for p in part(name, member).iter(f"{W}p")]
            mark = lines.index(("DraftMark", "{{ document.draft_mark }}"))
            assert lines[mark - 1][1] == "{%p if document.draft %}", member
            assert lines[mark + 1][1] == "{%p endif %}", member
            assert len(lines) > 3, f"{member} would be empty when it is no draft"


@each_template
def test_the_case_number_and_the_page_stand_on_every_page(name):
    for number, (_, headers, footers) in enumerate(sections(name)):
        for kind, header in headers.items():
            both = [part(name, header), part(name, footers[kind])]
            fields = " ".join(code.text for root in both for code in root.iter(f"{W}instrText")).split()
            cover = name == "sustainability-report" and number == 0 and kind == "first"
            assert fields == ([] if cover else ["PAGE", "NUMPAGES"]), header
            said = " ".join(texts(root) for root in both)
            assert cover or "{{ document.case_number }}" in said, header
    assert "{{ document.case_number }}" in texts(part(name, "word/document.xml")) or name != "sustainability-report"


@each_template
def test_fields_hold_a_result_so_that_nothing_has_to_be_updated(name):
    for member, root in readable_parts(name).items():
        kinds = [mark.get(f"{W}fldCharType") for mark in root.iter(f"{W}fldChar")]
        assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3), member
        for begin, end in pairwise(list(root.iter(f"{W}fldChar"))):
            if begin.get(f"{W}fldCharType") == "separate":
                between = begin.getparent().getnext()
                assert texts(between), member
                assert between.getnext() is end.getparent()
    assert part(name, "word/settings.xml").find(f"{W}updateFields") is None


@each_template
def test_tab_stops_of_headers_and_footers_reach_the_edge_of_their_sections_text(name):
    ids = {style.get(f"{W}styleId"): style for style in styles(name).values()}
    for properties, headers, footers in sections(name):
        for member in (*headers.values(), *footers.values()):
            for paragraph in part(name, member).iter(f"{W}p"):
                if paragraph.find(f".//{W}tab") is None:
                    continue
                tabs = ids[value(paragraph, "pPr/pStyle")].iter(f"{W}tab")
                right = [int(tab.get(f"{W}pos")) for tab in tabs if tab.get(f"{W}val") == "right"]
                assert right == [text_width(properties)], member


@each_template
def test_pages_are_a4_with_a_line_of_65_to_75_characters(name):
    for properties, _, _ in sections(name):
        size = properties.find(f"{W}pgSz")
        assert {size.get(f"{W}w"), size.get(f"{W}h")} == A4
        if size.get(f"{W}orient") != "landscape":
            # Calibri's Swedish average is 0.41 em; ragged lines end some characters before the edge.
            characters = text_width(properties) / 20 / (0.41 * 11)
            assert 65 <= characters - 4 <= 75


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("sustainability-report", [False, False]),
        ("action-plan", [False, True]),
        ("action-plan-followup", [False, True, False]),
        ("communication-plan", [False, True]),
        ("plan-annex", [False]),
    ],
)
def test_wide_tables_have_a_landscape_section(name, turned):
    orientations = [properties.find(f"{W}pgSz").get(f"{W}orient") for properties, _, _ in sections(name)]
    assert [orientation == "landscape" for orientation in orientations] == turned
