"""The links of finished PDFs: what they stand in, what they say, and where they lead."""

import io

import docx_samples
import pikepdf
import pytest
from pdf_structure import has, structure

from pipeline.pdf import tree
from pipeline.pdf.finish import finish
from pipeline.pdf.validate import validate

pytestmark = pytest.mark.xdist_group("samples")


def descriptions(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [str(a.Contents) for page in opened.pages for a in page.obj.get("/Annots", [])]


def test_a_contents_entry_is_one_link(tags):
    has(
        tags["report"],
        """
        TOCI
          Reference
            Link
              "1.1 "
              "Uppdraget "
              "2"
        """,
    )
    assert tags["report"].count("TOCI") == 3


def test_a_contents_entry_over_two_lines_is_one_link(samples):
    with pikepdf.open(io.BytesIO(samples["odd"].pdf)) as pdf:
        (entry,) = (element for element in tree.read(pdf).walk() if element.kind == "TOCI")
        assert [element.kind for element in entry.walk()] == ["TOCI", "Reference", "Link"]
        assert len(set(entry.annotations())) == 2
    found = descriptions(samples["odd"].pdf)
    assert found.count(f"Gå till 1 {docx_samples.LONG_ENTRY}, sida 1") == 2


def test_note_marks_and_cross_references_are_references(tags):
    has(
        tags["report"],
        """
        "Myndigheten tog emot ansökningar"
        Reference
          Link
            "1"
        " under året"
        """,
    )
    has(
        tags["report"],
        """
        Reference
          Link
            "2"
        ")."
        """,
    )


def test_a_link_over_two_lines_is_one_element_with_two_annotations(samples):
    with pikepdf.open(io.BytesIO(samples["report"].pdf)) as pdf:
        addresses = {
            annotation.objgen: str(annotation.A.URI)
            for page in pdf.pages
            for annotation in page.obj.get("/Annots", [])
            if "/A" in annotation
        }
        links = [element for element in tree.read(pdf).walk() if element.kind == "Link"]
        found = [[addresses[owned] for owned in link.annotations() if owned in addresses] for link in links]
    assert [pair for pair in found if "https://example.se/rapport" in pair] == [["https://example.se/rapport"] * 2]


def test_links_are_described_in_the_language_of_the_document(samples):
    found = descriptions(samples["report"].pdf)
    assert "Gå till 1.1 Uppdraget, sida 2" in found
    assert "Gå till avsnitt 2, sida 2" in found
    assert "Fotnot 1" in found
    assert "Tillbaka till texten från fotnot 1" in found
    assert "rapporten om arbetet (https://example.se/rapport)" in found
    assert "webbplatsen (https://example.se/a?b=1&c=2)" in found
    assert "oss (a@example.se)" in descriptions(samples["odd"].pdf)


def test_every_annotation_is_owned_by_a_link_element(samples):
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            numbers = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
            for page in pdf.pages:
                assert page.obj.Tabs == "/S"
                for annotation in page.obj.get("/Annots", []):
                    owner = numbers[annotation.StructParent]
                    assert owner.S == "/Link"
                    kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
                    objects = [kid.Obj.objgen for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
                    assert annotation.objgen in objects


def test_a_link_in_a_header_is_text_and_no_link(samples, tags):
    assert "https://example.se" not in " ".join(descriptions(samples["odd"].pdf))
    assert "webben" not in tags["odd"]


def test_a_link_element_leads_somewhere_and_else_is_text(samples, tags):
    """Whether this link leads anywhere, depends on the version of LibreOffice."""
    assert tags["odd"].count('"En länk utan teckenformat"') == 1
    for sample in samples.values():
        with pikepdf.open(io.BytesIO(sample.pdf)) as pdf:
            links = [element for element in tree.read(pdf).walk() if element.kind == "Link"]
            assert all(any(link.annotations()) for link in links)


def cross_reference(pdf):
    """The link of the cross-reference “avsnitt 2”."""
    (found,) = (
        link
        for page in pdf.pages
        for link in page.obj.get("/Annots", [])
        if link.get("/Contents") == "Gå till avsnitt 2, sida 2"
    )
    return found


def numbers(array):
    return [float(number) for number in array]


def without(element, link):
    """Take a link's annotation out of a tag, its text left where it is."""
    kids = element.get("/K", pikepdf.Array())
    if isinstance(kids, pikepdf.Array):
        element.K = pikepdf.Array(
            [kid for kid in kids if not (isinstance(kid, pikepdf.Dictionary) and kid.get("/Obj") == link)]
        )
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                without(kid, link)
    elif isinstance(kids, pikepdf.Dictionary) and "/S" in kids:
        without(kids, link)


def test_a_cross_reference_that_has_lost_its_link_gets_it_back(samples, tags):
    """LibreOffice 25.2 loses some, by their place in the line."""
    sample, stream = samples["report"], io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.pdf)) as whole, pikepdf.open(io.BytesIO(sample.raw)) as pdf:
        kept = cross_reference(whole)
        page = pdf.pages[1].obj
        (lost,) = (link for link in page.Annots if numbers(link.Rect) == pytest.approx(numbers(kept.Rect), abs=0.1))
        page.Annots = pikepdf.Array([link for link in page.Annots if link != lost])
        without(pdf.Root.StructTreeRoot, lost)
        pdf.save(stream)
        mended = finish(stream.getvalue(), sample.docx, "report.pdf")
        with pikepdf.open(io.BytesIO(mended)) as again:
            new = cross_reference(again)
            assert numbers(new.Rect) == pytest.approx(numbers(kept.Rect), abs=3)
            assert new.Dest[0].objgen == again.pages[1].obj.objgen
            assert float(new.Dest[3]) == pytest.approx(float(kept.Dest[3]), abs=5)
    assert structure(mended) == tags["report"]
    assert validate(mended, "report.pdf") == ()
