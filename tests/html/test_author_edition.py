"""The author's edition of real documents: every number with a trace opens it, and nothing of that is published."""

import base64
import hashlib
import re
from collections import Counter
from html import unescape

import pytest

from pipeline.building.authoring import author_page, bare_marks, write_author_editions
from pipeline.building.pages import page_of as published
from pipeline.building.project import Project
from pipeline.content.model import Cell, Column, LineBreak, Link, Paragraph, Row, Table, Text, Value
from pipeline.content.walk import plain_text, walk_blocks, walk_inlines
from pipeline.faults import FaultError
from pipeline.html.author.data import Trace, Traced
from pipeline.html.author.marks import SLOT, AuthorMarks
from pipeline.html.edition import Edition, write_edition
from pipeline.traces.document import Traces
from tests.conftest import DOCUMENTS, copy_project
from tests.html.authors import ROOT, Written, buttons, composed_in, page_of, panel_of, parsed, words
from tests.html.pages import document, project_templates


@pytest.fixture
def written(example):
    return Written(example)


@pytest.fixture(scope="module")
def editions():
    """Name → composed document and its page."""
    found = {name: composed_in(Project(ROOT), name) for name in DOCUMENTS}
    return {name: (composed, author_page(composed, said).decode()) for name, (composed, said) in found.items()}


@pytest.fixture(scope="module")
def report(editions):
    return editions["sustainability-report-2023"][1]


# ---------------------------------------------------------------------------------------------- every trace


def missing(wanted, page):
    return Counter(wanted) - buttons(parsed(page))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_figure_in_words_opens_its_trace_wherever_it_stands(name, editions):
    composed, page = editions[name]
    reading = Traces(composed).reading
    nodes = [span.node for stood in (*reading.passages, *reading.beside) for span in stood.passage.spans]
    assert not missing(((node.name, node.text) for node in nodes if isinstance(node, Value)), page)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_quoted_or_counted_number_opens_its_trace(name, editions):
    composed, page = editions[name]
    titles = {"quoted": "citerat tal", "counted": "räknat tal"}
    assert not missing(((titles[one.origin], one.text) for one in Traces(composed).numbers), page)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_cell_of_data_with_a_number_opens_its_trace(name, editions):
    composed, page = editions[name]
    cells = [
        cell for one in composed.subject.blocks if isinstance(one, Table) for row in one.rows for cell in row.cells
    ]
    of_data = [cell for cell in cells if cell.origin is not None and (cell.origin.row or cell.origin.row_heading)]
    # figures in a cell have traces of their own
    wanted = [
        " ".join(" ".join(plain_text(block.children) for block in walk_blocks(cell.children)).split())
        for cell in of_data
        if any(
            isinstance(one, Text) and not one.raised and re.search(r"\d", one.text)
            for one in walk_inlines(cell.children)
        )
    ]
    assert not missing((("cell", said) for said in wanted), page)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_value_of_a_chart_stands_in_the_trace_above_it(name, editions):
    composed, page = editions[name]
    root = parsed(page)
    for chart in Traces(composed).charts:
        assert buttons(root)[f"diagrammet {chart.label}", "Diagrammets tal"] == 1
        (panel,) = (one for one in root.find_class("author-trace") if one[0].text == f"diagrammet {chart.label}")
        for _, value in chart.values:
            step = next(one for one in panel.xpath("./ol/li") if one[0].text == f"{value.series}, {value.category}")
            assert value.text in step.text_content()
            assert value.cell is None or value.cell.file in step.text_content()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_number_on_the_cover_in_the_facts_and_in_letterhead_and_imprint_opens_its_trace(name, editions):
    _, page = editions[name]
    found = 0
    for place in parsed(page).xpath(
        "//*[@class='banner' or @class='cover' or @class='imprint'] | //*[contains(@class, 'facts')]"
    ):
        for said in place.xpath(".//text()[not(ancestor::nav)]"):
            if re.search(r"\d", said):
                assert said.getparent().tag == "button", said
                found += 1
    assert found >= 3


def test_a_setting_tells_the_line_that_it_is_written_on(report):
    told = panel_of(report, "1.3.1-2024-8647")
    assert "document.case_number" in told
    assert re.search(r"inputs/sustainability-report-2023/document\.yaml, rad \d+", told)


def test_a_number_that_the_register_gives_is_told_to_come_from_there(written):
    told = panel_of(written.page(), r"1\.3\.1-\d{4}-\d+")
    assert "diariet (registret)" in told
    assert "document.yaml" not in told


# ---------------------------------------------------------------------------------------------- what a trace says


def test_a_number_opens_its_value_its_working_and_its_cells(report):
    told = panel_of(report, "drygt 63\u00a0procent")
    for said in (
        "tillstand.avslagsandel",
        "64 procent",
        "63,6133",
        "share(tillstand.avslagna, tillstand.avgjorda)",
        "3\u00a0264 / 5\u00a0131 × 100",
        "inputs/sustainability-report-2023/data/arbetstillstand.csv, rad 2, kolumnen ”Avslagna”",
        "”3264”",
        "inputs/sustainability-report-2023/figures.yaml, rad ",
    ):
        assert said in told, said


def test_a_day_beside_a_status_tells_the_cell_that_it_stands_in(editions):
    page = editions["return-action-plan-2008-followups-2008-08-31"][1]
    done = panel_of(page, "Klar 19 juni 2008")
    assert "answers.csv, rad 4, kolumnen ”Status”: ”Klar”" in done
    assert "answers.csv, rad 4, kolumnen ”Klart”: ”2008-06-19”" in done
    late = panel_of(page, "Pågår Förfallet sedan 31 maj 2008")
    assert re.search(r"measures\.csv, rad \d+, kolumnen ”När”: ”Maj 2008”", late)


def test_a_button_is_called_as_its_cell_reads_line_by_line_with_the_words_of_a_link_once():
    link = Link("https://example.se", (Text("sidan 3"),))
    cell = Cell((Paragraph((Text("1 januari"), LineBreak(), Text("2008"))), Paragraph((Text("se "), link))))
    table = Table((Column(),), (), (Row((cell,)),))
    marks = AuthorMarks(None, (), traced=Traced(cells={id(cell): (Trace("cell"), False)}))
    made = write_edition(Edition(document(table), marks=marks), project_templates()).decode()
    assert parsed(made).xpath("//button[contains(@class, 'author-number')]/@aria-label") == [
        "1 januari 2008 se sidan 3: visa spår"
    ]


def test_a_cell_of_a_table_opens_the_cell_that_it_shows(report):
    (first, *_) = parsed(report).xpath("//div[@class='table plain']//td/button")
    told = words(parsed(report).get_element_by_id(first.get("popovertarget")))
    assert re.search(r"\.csv, rad \d+, kolumnen ”[^”]+”: ”[^”]+”", told)


def test_many_cells_are_told_by_their_rows(written):
    rows = "".join(f"Enhet {number};{number * 7}\n" for number in range(1, 400))
    (written.folder / "data" / "enheter.csv").write_text(f"Enhet;Antal\n{rows}")
    figures = written.folder / "figures.yaml"
    said = figures.read_text()
    assert "\ndata:\n" in f"\n{said}"
    said = said.replace("data:\n", "data:\n  enheter: {file: data/enheter.csv}\n", 1)
    figures.write_text(said.replace("figures:\n", "figures:\n  enheter.alla: {formula: 'sum(enheter.Antal)'}\n", 1))
    told = panel_of(written.page("Totalt är det {{ enheter.alla }}."), "558.600")
    assert "data/enheter.csv, rad 2–" in told
    assert "sammanlagt 399 celler" in told
    assert len(told) < 1000


# ---------------------------------------------------------------------------------------------- buttons


def test_each_button_has_its_panel_and_each_panel_a_button(report):
    opened = set(re.findall(r'class="author-number[^"]*" popovertarget="([\w-]+)"', report))
    panels = re.findall(r'<div popover id="([\w-]+)"', report)
    assert opened == set(panels)
    assert len(panels) == len(set(panels)) > 50


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_id_stands_twice_and_no_link_leads_nowhere(name, editions):
    root = parsed(editions[name][1])
    ids = root.xpath("//@id")
    assert not [one for one, count in Counter(ids).items() if count > 1]
    assert {one[1:] for one in root.xpath("//a/@href[starts-with(., '#')]")} <= set(ids)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_button_stands_in_a_link_or_in_another_button(name, editions):
    assert not parsed(editions[name][1]).xpath("//a//button | //button//button | //button//a | //title//button")


def test_a_number_in_a_link_has_its_button_behind_the_link(written):
    page = written.page("Se [om {{ resor.tag }} här](https://www.example.se/om) nu.")
    (link,) = parsed(page).xpath("//a[@href='https://www.example.se/om']")
    button = link.getnext()
    assert button.tag == "button"
    assert "author-apart" in button.get("class")
    assert button.get("aria-label").removesuffix(": visa spår") in link.text_content()
    assert button.text is None


def test_the_name_of_a_button_says_its_words_once_and_what_it_does(report):
    found = parsed(report).xpath("//main//button")
    assert found
    for button in found:
        said = " ".join(button.text_content().replace("\u00a0", " ").split())
        name = button.get("aria-label").replace("\u00a0", " ")
        assert name == f"{said}: visa spår" or not said
        assert name.endswith(": visa spår")


def test_a_variable_in_an_attribute_or_in_the_title_of_the_page_stays_as_it_is(written):
    template = written.project.root / "templates" / "html" / "sustainability-report.html"
    link = '<a href="https://x.se/{{ document.date }}">{{ document.date }}</a>'
    tricks = f'<p class="x" title="{{{{ document.case_number }}}}">{link}</p>'
    tricks += (
        "<p id='lengths'>{{ document.date | length }} {{ document.date == '2024-06-19' }} {{ document.date[:4] }}</p>"
    )
    template.write_text(template.read_text().replace("{{ foreword }}", f"{tricks}{{{{ foreword }}}}"))
    base = template.with_name("edition.html")
    base.write_text(base.read_text().replace("<title>", "<title>{{ document.case_number }} ", 1))
    page = page_of(written.project, "my-report")
    root = parsed(page)
    assert not re.search("[\x01\x02]", page)
    assert re.search(r"<title>[\d.]+-\d+-\d+ [^<]+</title>", page)
    (trick,) = root.find_class("x")
    assert re.fullmatch(r"[\d.]+-\d+-\d+", trick.get("title"))
    assert re.fullmatch(r"https://x\.se/\d{4}-\d\d-\d\d", trick[0].get("href"))
    assert not trick.xpath(".//button")
    assert re.fullmatch(r"10 (True|False) \d{4}", root.get_element_by_id("lengths").text)


# ---------------------------------------------------------------------------------------------- the two editions


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_published_edition_has_nothing_of_the_authors(name, editions):
    composed, author = editions[name]
    page = published(composed, {}).decode()
    assert "author-number" in author
    for sign in (
        "author-",
        "popovertarget",
        "<div popover",
        "finding-",
        "trace-",
        "spot-",
        "diarie-events",
        "visa spår",
        "inputs/",
        ".csv",
        "figures.yaml",
    ):
        assert sign not in page, sign
    assert (ROOT / "templates" / "html" / "author.css").read_text()[:200] not in page


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_published_edition_is_the_same_before_and_after_the_authors(name):
    composed, said = composed_in(Project(ROOT), name)
    before = published(composed, {})
    author_page(composed, said)
    assert published(composed, {}) == before


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_words_of_the_text_are_those_of_the_published_edition(name, editions):
    composed, author = editions[name]

    def main(page):
        inside = page[page.index("<main") : page.index("</main>")]
        inside = re.sub(r'<p class="author-chart".*?</p>', "", inside, flags=re.DOTALL)
        inside = re.sub(r'<(span|div|a)( id="[\w-]+")? class="author-(note|margin|sign|spot)', r"<\1 hidden", inside)
        assert "<span hidden" not in inside, "a document without findings is looked at"
        return re.sub(r"</?button[^>]*>", "", inside)

    assert main(author) == main(published(composed, {}).decode())


def test_the_same_inputs_give_the_same_bytes(report):
    assert page_of(Project(ROOT), "sustainability-report-2023") == report


def test_the_page_allows_its_own_scripts_alone(report):
    scripts = re.findall(r"<script(?: [^>]*)?>(.*?)</script>", report, re.DOTALL)
    own = next(script for script in scripts if "popovertarget" in script)
    digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    policy = unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', report)[1])
    assert f"'sha256-{digest}'" in policy
    assert "connect-src" not in policy
    assert '<meta name="diarie-events"' not in report
    assert SLOT not in report


@pytest.mark.parametrize("wrong", ["x {} </style>", "<!-- x"])
def test_a_style_that_cannot_stand_in_a_page_is_told(written, wrong):
    (written.project.root / "templates" / "html" / "author.css").write_text(wrong)
    with pytest.raises(FaultError) as told:
        page_of(written.project, "my-report")
    (fault,) = told.value.faults
    assert fault.code == "U123"
    assert fault.place.file == "templates/html/author.css"
    assert bare_marks(written.project.root, "/x/events") is None


def test_a_missing_script_is_told(written):
    (written.project.root / "templates" / "html" / "author.js").unlink()
    with pytest.raises(FaultError) as told:
        page_of(written.project, "my-report")
    assert [fault.code for fault in told.value.faults] == ["U123"]


def test_the_edition_is_written_beside_the_outputs(tmp_path):
    project = Project(copy_project(tmp_path))
    (path,) = write_author_editions(project, project.choose(("return-action-plan-2008",)), draft=True)
    assert path == project.outputs / "return-action-plan-2008.author.html"
    assert "author-number" in path.read_text()
    assert not project.register.exists()


def test_a_document_with_its_figure_register_has_the_traces_of_its_text(written):
    settings = written.folder / "document.yaml"
    settings.write_text(settings.read_text() + "figure-register: appendix\n")
    written.write("Tåg tog vi {{ resor.tag }} gånger.")
    composed, said = composed_in(written.project, "my-report")
    page = author_page(composed, said).decode()
    nodes = [one for blocks in composed.document.parts.values() for one in walk_inlines(blocks)]
    assert not missing(((one.name, one.text) for one in nodes if isinstance(one, Value)), page)
    assert "Så är siffrorna framtagna" in page
