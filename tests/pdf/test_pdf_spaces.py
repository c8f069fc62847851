"""A reader of the tags hears words apart that stand apart on the page."""

import subprocess

import pikepdf
import pytest
from pdf_structure import heard

from pipeline.pdf.fonts import Fonts
from pipeline.pdf.marked import PageContent
from pipeline.pdf.validate import validate

pytestmark = pytest.mark.xdist_group("samples")


def test_words_apart_by_numbers_tabs_and_breaks_are_heard_apart(samples):
    assert heard(samples["spaced"].pdf) == [
        "Innehåll",
        "1 Första rubriken 1",
        "1 Första rubriken",
        "Anna Ek Överdirektör",
        "Datum: 5 maj Slut-lig.",
        f"{'Ganska långa ord fyller raden. ' * 2}Skriv till it-enheten-och-it-supporten-om-it-systemen. Tack.",
        "Se https://www.example.se/en/mycket/lang/adress/som/inte/far/plats/pa/en/enda/rad/alls/dddddddddd i dag.",
        "1.1 Underrubriken",
    ]
    assert validate(samples["spaced"].pdf, "a.pdf") == ()


def test_poppler_hears_the_same_from_the_tags(samples, tmp_path):
    (tmp_path / "a.pdf").write_bytes(samples["report"].pdf)
    command = ["pdfinfo", "-enc", "UTF-8", "-struct-text", tmp_path / "a.pdf"]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode(errors="replace")
    assert '"1 "\n    "Bakgrund"' in told
    assert '"1.1 "\n          "Uppdraget "' in told


def content(*fonts):
    """A page that shows “a”, with these fonts as F1, F2 and so on: (one or two bytes a code, ToUnicode's entries)."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    made = pikepdf.Dictionary()
    for number, (wide, entries) in enumerate(fonts, 1):
        kind = pikepdf.Name.Type0 if wide else pikepdf.Name.TrueType
        cmap = pdf.make_stream(b"beginbfchar\n" + entries + b"\nendbfchar")
        made[f"/F{number}"] = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=kind, ToUnicode=cmap)
        )
    page.obj.Resources = pikepdf.Dictionary(Font=made)
    shown = b"<0001>" if fonts[0][0] else b"<01>"
    page.obj.Contents = pdf.make_stream(
        b"/P <</MCID 0>> BDC q BT 5 9 Td /F1 10 Tf " + shown + b" Tj ET Q EMC 0 0 m 9 9 l S"
    )
    return pdf, page, PageContent(page, Fonts())


@pytest.mark.parametrize(
    ("fonts", "expected"),
    [
        ([(False, b"<01> <0061>\n<02> <0020>")], b"/F1 10 Tf\n5 9 Td\n<02> Tj"),
        ([(True, b"<0001> <0061>\n<0002> <0020>")], b"/F1 10 Tf\n5 9 Td\n<0002> Tj"),
        ([(False, b"<01> <0061>"), (False, b"<07> <0020>")], b"/F2 10 Tf\n5 9 Td\n<07> Tj"),
    ],
)
def test_a_space_is_shown_in_a_font_that_has_one(fonts, expected):
    pdf, page, made = content(*fonts)
    assert made.add_space(0)
    assert made.shown[0].text == "a "
    page.obj.Contents = pdf.make_stream(made.rewritten())
    again = PageContent(page, Fonts())
    assert again.shown[0].text == "a "
    written = made.rewritten().replace(b".000", b"")
    assert expected in written
    assert written.index(b"EMC") > written.index(expected)
    assert len(again.loose) == 0


def test_where_no_font_has_a_space_none_is_shown():
    _pdf, _page, made = content((False, b"<01> <0061>"))
    assert not made.add_space(0)
    assert made.shown[0].text == "a"
