"""Findings in the author's edition: each at its own sentence, cell, caption or heading, and all of them at the top."""

import re
import shutil

import pytest

from pipeline.building.author_findings import placed
from pipeline.building.authoring import author_page, write_author_editions
from pipeline.building.lock import only_build
from pipeline.building.project import Project
from pipeline.content.model import Table
from pipeline.faults import Fault, FaultError
from pipeline.places import Place
from tests.html.authors import ROOT, Written, composed_in, notes, page_of, parsed


@pytest.fixture
def written(example):
    return Written(example)


def after(note):
    """The words right behind a note and the signs with it."""
    said = note.tail or ""
    for sign in note.itersiblings():
        if "author-" not in (sign.get("class") or ""):
            break
        said += sign.tail or ""
    return said.strip()


@pytest.mark.parametrize(
    ("markdown", "parent", "behind"),
    [
        ("Här är allt bra. Men andelen är 15 % här. Slut.", "p", "Men andelen är"),
        ("- Första punkten.\n- Andra är bra. Men tredje är 15 % nu. Slut.", "li", "Men tredje är"),
        ("- Yttre.\n    - Inre är 15 % nu.", "li", "Inre är"),
        ("1. Numrerat är 15 % nu.", "li", "Numrerat är"),
        ("> Först bra. Sedan är det 15 % nu.", "p", "Sedan är det"),
        ("**Allt är bra. Men fet är 15 % nu.**", "p", ""),
        ("Bra.[^egen]\n\n[^egen]: Noten är bra. Men här är 15 % nu.", "p", "Men här är"),
        ("@Tbl-resor är bra. @Tbl-resor visar 15 % nu.", "p", ""),
    ],
)
def test_a_finding_stands_right_before_its_sentence(written, markdown, parent, behind):
    root = parsed(written.page(markdown))
    (note,) = notes(root, "C210")
    assert note.tag == "span"
    assert note.get("role") == "note"
    assert note.getparent().tag == parent
    assert after(note).startswith(behind)


def test_a_sentence_that_begins_in_a_link_has_its_finding_before_the_link(written):
    root = parsed(written.page("Bra. [Andelen är 15 % nu](https://www.example.se/a) enligt dem."))
    (note,) = notes(root, "C231")
    assert not note.xpath("ancestor::a")
    link = next(one for one in note.itersiblings() if one.tag == "a")
    assert link.text_content() == "Andelen är 15 % nu"


def test_a_finding_in_bold_words_is_not_bold(written):
    (note,) = notes(parsed(written.page("Bra. **Fett är 15 % nu.**")), "C231")
    assert not note.xpath("ancestor::strong")


def test_a_finding_in_a_heading_stands_above_it_and_not_in_its_name(written):
    root = parsed(written.page("## Om felstavvade ord\n\nText."))
    (note,) = notes(root, "C246")
    (heading,) = (one for one in root.xpath("//h3") if "felstavvade" in one.text_content())
    assert heading.text_content().strip().endswith("Om felstavvade ord")
    assert note.getparent().getnext() is heading.getparent()


def test_a_finding_in_a_caption_is_told_above_the_table_and_has_a_way_there_in_the_caption(written):
    figures = written.folder / "figures.yaml"
    figures.write_text(figures.read_text().replace("caption: Tjänsteresor", "caption: Tjänstteresor"))
    root = parsed(written.page())
    (note,) = notes(root, "C246")
    (spot,) = root.xpath("//table/caption//a[contains(@class, 'author-spot')]")
    assert spot.get("href") == f"#{note.get('id')}"
    assert note.getparent().getparent().xpath("./div[contains(@class, 'table')]")
    (item,) = root.xpath("//section[contains(@class, 'author-findings')]//li[contains(., 'C246')]")
    assert item.xpath("./a/@href") == [f"#{spot.get('id')}"]
    assert root.xpath(f"count(//*[@id='{note.get('id')}'])") == 1


def test_a_finding_in_a_cell_has_a_way_there_in_the_cell():
    project = Project(ROOT)
    composed, _ = composed_in(project, "return-action-plan-2008")
    table = next(block for block in composed.subject.blocks if isinstance(block, Table) and block.rows)
    cell = next(cell for row in table.rows for cell in row.cells if cell.origin is not None and cell.origin.row)
    wrong = [Fault("C999", "Wrong.", cell.origin), Fault("C998", "No.", None)]
    _, placing = placed(composed.subject, wrong)
    assert dict(placing.cells) == {id(cell): (1,)}
    assert dict(placing.above) == {id(table): (1,)}
    root = parsed(author_page(composed, wrong).decode())
    (note,) = notes(root, "C999")
    (spot,) = root.xpath("//td//a[contains(@class, 'author-spot')] | //th//a[contains(@class, 'author-spot')]")
    assert spot.get("href") == f"#{note.get('id')}"
    assert root.xpath(f"count(//*[@id='{note.get('id')}'])") == 1
    assert spot.get("aria-label") == "fel 2"  # that without a place is listed first


def test_a_finding_in_the_title_has_a_way_from_the_cover_to_the_list(written):
    settings = written.folder / "document.yaml"
    settings.write_text(re.sub("title: .*", "title: En felstavvad titel", settings.read_text(), count=1))
    root = parsed(written.page())
    (spot,) = root.xpath("//h1//a[contains(@class, 'author-spot')]")
    target = root.get_element_by_id(spot.get("href")[1:])
    assert target.tag == "li"
    assert "felstavvad" in target.text_content()
    assert target.xpath("./a/@href") == [f"#{spot.get('id')}"]


def test_a_note_that_is_cited_twice_tells_its_finding_once(written):
    root = parsed(written.page("Ett.[^egen] Två.[^egen]\n\n[^egen]: Här är 15 % nu."))
    assert len(notes(root, "C231")) == 1
    assert root.xpath("count(//section[@role='doc-endnotes']//li[contains(., 'Här är 15')])") == 2


def test_the_list_at_the_top_names_level_code_and_place_of_all_and_leads_to_each_that_has_a_place(written):
    settings = written.folder / "document.yaml"
    settings.write_text(settings.read_text() + "subject: Om felstavvade ordd\n")
    written.write("Andelen är 15 % här.")
    composed, said = composed_in(written.project, "my-report")
    root = parsed(author_page(composed, said).decode())
    items = root.xpath("//section[contains(@class, 'author-findings')]//li")
    assert len(items) == len(said) >= 3
    levels = {"error": "fel", "warning": "varning", "hint": "tips"}
    for fault, item in zip(said, items, strict=True):
        told = item.text_content()
        assert str(fault.place) in told
        assert f"{levels[fault.level]} {fault.code}" in told
        assert fault.message in told
        assert bool(item.xpath("./a")) == fault.place.file.endswith(".md")
    assert "1 fel" in root.xpath("//section[contains(@class, 'author-findings')]//summary")[0].text_content()


def test_what_cannot_be_placed_stands_in_the_list_alone(written):
    composed, said = composed_in(written.project, "my-report")
    lost = [
        Fault("C999", "Nowhere."),
        Fault("C998", "In no text.", Place("inputs/my-report/text/99-z.md", line=3)),
        Fault("C997", "In a cell that is not shown.", Place("inputs/my-report/data/a.csv", row=99, header="Nej")),
        Fault("C996", "Before all text.", Place("inputs/my-report/text/00-a.md", line=1)),
    ]
    root = parsed(author_page(composed, (*said, *lost)).decode())
    for fault in lost:
        assert not notes(root, fault.code)
        (item,) = root.xpath(f"//section[contains(@class, 'author-findings')]//li[contains(., '{fault.code}')]")
        assert not item.xpath("./a")


def test_a_page_without_findings_says_so(written):
    assert "Inga fynd." in page_of(written.project, "my-report")


def test_what_all_documents_show_together_is_listed_when_all_are_written(written):
    shutil.copytree(written.folder, written.folder.with_name("our-report"))
    references = written.project.root / "inputs" / "references.yaml"
    references.write_text(f"{references.read_text()}\nobruten:\n  title: Ingen nämner den\n  dnr: 1.1-2020-1\n")
    chosen = written.project.choose(("my-report",))
    for across in (True, False):
        (path,) = write_author_editions(written.project, chosen, draft=True, across=across)
        assert ("C264" in path.read_text()) == across


def test_what_is_wrong_with_the_word_template_is_listed(written):
    (written.project.root / "templates" / "sustainability-report.docx").write_bytes(b"no Word file")
    root = parsed(written.page())
    assert root.xpath("//section[contains(@class, 'author-findings')]//li[contains(., 'sustainability-report.docx')]")


def test_no_edition_is_written_of_a_document_with_errors_or_beside_a_build(written):
    chosen = written.project.documents()
    with only_build(written.project.state), pytest.raises(FaultError) as told:
        write_author_editions(written.project, chosen, draft=True)
    assert [fault.code for fault in told.value.faults] == ["P302"]
    written.write("Andelen är 15 % här.")
    with pytest.raises(FaultError):
        write_author_editions(written.project, chosen, draft=True)
    assert not list(written.project.outputs.glob("*.author.html"))


def test_what_a_build_says_of_a_document_is_listed_in_its_edition_alone(written):
    documents = written.project.documents()
    own = Fault("R224", "About this one.", Place("inputs/my-report/document.yaml"), level="warning")
    other = Fault("R224", "About another.", Place("inputs/x/document.yaml"), level="warning")
    shared = Fault("C264", "About all.", Place("inputs/references.yaml"), level="hint")
    (path,) = write_author_editions(written.project, documents, draft=True, remarks=(own, own, shared))
    page = path.read_text()
    assert page.count("About this one.") == 1
    assert "About all." in page
    nested = written.folder / "inner"
    nested.mkdir()
    (nested / "document.yaml").write_text((written.folder / "document.yaml").read_text())
    inner = Fault("R224", "About the inner one.", Place("inputs/my-report/inner/document.yaml"), level="warning")
    (path,) = write_author_editions(written.project, documents, draft=True, remarks=(inner, other))
    assert "About the inner one." not in path.read_text()
