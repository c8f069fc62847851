"""The author's edition of real documents: traces behind numbers, findings beside sentences, nothing of it published."""

import re
from html import unescape
from pathlib import Path

import pytest

from pipeline.building.author_findings import placed
from pipeline.building.authoring import author_page, bare_parts, write_author_editions
from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.building.project import Project
from pipeline.faults import FaultError
from pipeline.html.edition import Edition, write_edition
from pipeline.html.templates import Templates
from tests.conftest import DOCUMENTS, copy_project

ROOT = Path(__file__).parents[2]


def composed_in(project, name):
    (found,) = project.choose((name,))
    composed, said = examine(project, found, draft=True, numbering=Numbering(project.register))
    assert composed is not None, list(said)
    return composed, tuple(said)


def page_of(project, name, **options):
    composed, said = composed_in(project, name)
    return author_page(composed, said, **options).decode()


def published(composed):
    files = sorted((ROOT / "templates" / "html").iterdir())
    return write_edition(Edition(composed.document), Templates(tuple((file.name, file.read_bytes()) for file in files)))


@pytest.fixture
def written(example):
    """The README's example, and its first text."""
    return Project(example), sorted((example / "inputs" / "my-report" / "text").glob("*.md"))[0]


@pytest.fixture(scope="module")
def report():
    return page_of(Project(ROOT), "sustainability-report-2023")


def panel_of(page, number):
    """The text of the panel that the first button with these words opens."""
    opened = re.search(rf'<button [^>]*popovertarget="([\w-]+)"[^>]*>{number}</button>', page)[1]
    panel = re.search(rf'<div popover id="{opened}".*?</div>', page, re.DOTALL)[0]
    return unescape(re.sub(r"<[^>]+>", " ", panel))


def test_a_number_opens_its_value_its_working_and_its_cells(report):
    told = panel_of(report, "drygt 63\u00a0procent")
    for words in (
        "tillstand.avslagsandel",
        "64 procent",
        "63.6133",
        "share(tillstand.avslagna, tillstand.avgjorda)",
        "3\u00a0264 / 5\u00a0131 × 100",
        "inputs/sustainability-report-2023/data/arbetstillstand.csv, row 2, column “Avslagna”",
        "“3264”",
        "inputs/sustainability-report-2023/figures.yaml:",
    ):
        assert words in told.replace("\u202f", "\u00a0"), words


def test_a_cell_of_a_table_opens_the_cell_that_it_shows(report):
    shown = re.findall(r"<td[^>]*><button [^>]*>([^<]*)</button>", report)
    assert shown
    told = panel_of(report, re.escape(shown[0]))
    assert re.search(r"\.csv, row \d+, column “[^”]+”\s*: “[^”]+”", told)


def test_a_chart_tells_the_cell_of_each_of_its_values(report):
    told = panel_of(report, "Where the numbers of this chart come from").replace("\u202f", "\u00a0")
    assert "3\u00a0264" in told
    assert told.count(".csv, row ") >= 4


def test_each_button_has_its_panel_and_each_panel_a_button(report):
    opened = set(re.findall(r'class="author-number" popovertarget="([\w-]+)"', report))
    panels = re.findall(r'<div popover id="([\w-]+)"', report)
    assert opened == set(panels)
    assert len(panels) == len(set(panels)) > 50


def test_no_button_stands_in_a_link_or_in_another_button(report):
    body = report[report.index("<main") : report.index("</main>")]
    depth = 0
    for close, _ in re.findall(r"<(/?)(a|button)\b", body):
        depth += -1 if close else 1
        assert depth in (0, 1)


def test_a_finding_stands_before_the_paragraph_that_it_is_about(written):
    project, text = written
    text.write_text(
        text.read_text() + "\n\nHär är allt bra. Men andelen är 15 % här. Slut på det.\n\nEtt stycke till.\n"
    )
    page = page_of(project, "my-report")
    notes = [note for note in re.findall(r'<p id="finding-\d+".*?</p>', page, re.DOTALL) if "C231" in note]
    assert len(notes) == 1
    assert "warning" in notes[0]
    assert "Men andelen är 15 % här." in unescape(notes[0])
    behind = page[page.index(notes[0]) + len(notes[0]) :]
    paragraph = re.search(r"<p>.*?</p>", behind, re.DOTALL)[0]
    assert paragraph.startswith("<p>Här är allt bra.")


def test_the_list_at_the_top_leads_to_each_finding_in_the_text_and_names_the_place_of_all(written):
    project, text = written
    text.write_text(text.read_text() + "\n\nAndelen är 15 % här.\n")
    settings = project.root / "inputs" / "my-report" / "document.yaml"
    settings.write_text(settings.read_text() + "subject: Om felstavvade ordd\n")
    composed, said = composed_in(project, "my-report")
    page = author_page(composed, said).decode()
    top = page[
        page.index('<section class="author-findings"') : page.index("</section>", page.index('"author-findings"'))
    ]
    items = re.findall(r"<li class=.*?</li>", top, re.DOTALL)
    assert len(items) == len(said)
    for fault, item in zip(said, items, strict=True):
        assert str(fault.place) in unescape(item)
        assert f"{fault.level} {fault.code}" in item
        assert ("href=" in item) == fault.place.file.endswith(".md")
    for target in re.findall(r'href="#(finding-\d+)"', top):
        assert page.count(f'id="{target}"') == 1
    assert any("document.yaml" in item for item in items)


def test_what_is_wrong_in_a_table_stands_beside_the_table_that_shows_the_cell():
    project = Project(ROOT)
    composed, _ = composed_in(project, "return-action-plan-2008")
    from pipeline.content.model import Table
    from pipeline.faults import Fault

    table = next(block for block in composed.subject.blocks if isinstance(block, Table) and block.rows)
    cell = next(cell for row in table.rows for cell in row.cells if cell.origin is not None and cell.origin.row)
    _, beside = placed(composed.subject, [Fault("C999", "Wrong.", cell.origin), Fault("C999", "No.", None)])
    assert beside == {id(table): (1,)}


EVIL = '<script>alert(1)</script>"><img src=x onerror=alert(2)> --> </style> {{ 7*7 }}'


def test_text_that_looks_like_markup_comes_out_as_text(written):
    project, text = written
    quoted = "\\<script>alert(1)\\</script> \\<img src=x onerror=alert(2)> --\\> \\</style>"
    text.write_text(f"{text.read_text()}\n\nAndelen är 15 % {quoted} härr.\n")
    settings = project.root / "inputs" / "my-report" / "document.yaml"
    settings.write_text(settings.read_text() + "subject: '</style><script>evil()'\n")
    page = page_of(project, "my-report")
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "<script>evil" not in page
    assert "<img src=x" not in page
    assert page.count("<script>") == 1
    assert page.count("</style>") == page.count("<style>")


def test_hostile_findings_and_traces_are_escaped():
    from pipeline.html.author.data import Remark, Source, Step, Trace
    from pipeline.html.author.notes import listed, margin_note
    from pipeline.html.author.panels import panel

    remark = Remark("error", EVIL, EVIL, EVIL, EVIL, EVIL)
    trace = Trace(EVIL, ((EVIL, EVIL),), (Step(EVIL, EVIL, (Source(EVIL, EVIL),)),), (Source(EVIL, EVIL),))
    for made in (listed([remark], [1]), listed([remark], []), margin_note([(1, remark)]), panel("trace-1", trace)):
        assert "<script" not in made
        assert "<img" not in made
        assert "-->" not in made
        assert "&lt;script&gt;" in made


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_published_edition_has_nothing_of_the_authors(name):
    composed, said = composed_in(Project(ROOT), name)
    author = author_page(composed, said).decode()
    page = published(composed).decode()
    assert "author-number" in author
    for sign in (
        "author-",
        "popover",
        "finding-",
        "trace-",
        "diarie-events",
        "<button",
        "inputs/",
        ".csv",
        "figures.yaml",
    ):
        assert sign not in page, sign
    assert "<script>" not in page
    styles = (ROOT / "templates" / "html" / "author.css").read_text()
    assert styles[:200] not in page


def test_the_words_of_the_text_are_those_of_the_published_edition():
    composed, said = composed_in(Project(ROOT), "sustainability-report-2023")

    def words(page):
        main = page[page.index("<main") : page.index("</main>")]
        main = re.sub(r'<(div|p) class="author-(margin|chart)".*?</\1>', "", main, flags=re.DOTALL)
        return re.sub(r"</?button[^>]*>", "", main)

    assert words(author_page(composed, said).decode()) == words(published(composed).decode())


def test_the_same_inputs_give_the_same_bytes(report):
    assert page_of(Project(ROOT), "sustainability-report-2023") == report


def test_the_page_allows_its_own_script_alone(report):
    import base64
    import hashlib

    (script,) = re.findall(r"<script>(.*?)</script>", report, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', report)[1]
    assert f"script-src 'sha256-{digest}'" in policy
    assert "connect-src" not in policy
    assert '<meta name="diarie-events"' not in report


@pytest.mark.parametrize("wrong", ["x {} </style>", "<!-- x"])
def test_a_style_that_cannot_stand_in_a_page_is_told(written, wrong):
    project, _ = written
    (project.root / "templates" / "html" / "author.css").write_text(wrong)
    with pytest.raises(FaultError) as told:
        page_of(project, "my-report")
    (fault,) = told.value.faults
    assert fault.code == "U123"
    assert fault.place.file == "templates/html/author.css"
    assert bare_parts(project.root, "/x/events") == ("", "")


def test_a_missing_script_is_told(written):
    project, _ = written
    (project.root / "templates" / "html" / "author.js").unlink()
    with pytest.raises(FaultError) as told:
        page_of(project, "my-report")
    assert [fault.code for fault in told.value.faults] == ["U123"]


def test_the_edition_is_written_beside_the_outputs(tmp_path):
    project = Project(copy_project(tmp_path))
    chosen = project.choose(("return-action-plan-2008",))
    (path,) = write_author_editions(project, chosen, draft=True)
    assert path == project.outputs / "return-action-plan-2008.author.html"
    assert "author-number" in path.read_text()
    assert not project.register.exists()
