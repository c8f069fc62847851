"""Text that looks like markup comes out as text in the author's edition, whatever field it stands in."""

import re
from dataclasses import replace

import pytest

from pipeline.building.authoring import author_page
from pipeline.content.model import Cell, Column, Figure, Paragraph, Picture, Row, Table, Text, Value
from pipeline.faults import Fault
from pipeline.html.author.data import Placing, Remark, Source, Step, Trace, Traced
from pipeline.html.author.marks import AuthorMarks
from pipeline.html.edition import Edition, write_edition
from pipeline.places import Place
from tests.html.authors import Written, composed_in, panel_of, parsed
from tests.html.pages import HERE, document, project_templates

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> --> </style> ]]> {{ 7*7 }} \x01!1\x02 \0notes\0"
SHOWN = EVIL.translate({0: "\N{REPLACEMENT CHARACTER}", 1: "\N{REPLACEMENT CHARACTER}", 2: "\N{REPLACEMENT CHARACTER}"})

REMARK = Remark("error", "C999", "Wrong.", "a.md:1", "Mend it.", "Words.")
TRACE = Trace("x", (("värde", "1"),), (Step("y", "2", (Source("a.csv", "2"),)),), (Source("b.csv", "1"),))


def with_remark(**changed):
    return (replace(REMARK, **changed),), TRACE


def with_trace(**changed):
    return (REMARK,), replace(TRACE, **changed)


FIELDS = {
    "a finding's code": with_remark(code=EVIL),
    "its message": with_remark(message=EVIL),
    "its place": with_remark(place=EVIL),
    "what to do": with_remark(todo=EVIL),
    "its sentence": with_remark(words=EVIL),
    "a figure's name": with_trace(title=EVIL),
    "a label": with_trace(facts=((EVIL, "1"),)),
    "a value or expression": with_trace(facts=(("uttryck", EVIL),)),
    "the name of a step": with_trace(steps=(Step(EVIL, "1"),)),
    "a working": with_trace(steps=(Step("x", EVIL),)),
    "the place of a step's cell": with_trace(steps=(Step("x", "1", (Source(EVIL, "1"),)),)),
    "the text of a step's cell": with_trace(steps=(Step("x", "1", (Source("a.csv", EVIL),)),)),
    "the place of a cell": with_trace(sources=(Source(EVIL, "1"),)),
    "the text of a cell": with_trace(sources=(Source("a.csv", EVIL),)),
}


def written(remarks, trace, said="63 procent"):
    """A page with that finding and that trace in every kind of place."""
    value = Value(said, "a.b", HERE, (HERE,))
    words = Text(f"{said}. Och mer.", HERE)
    cell = Cell((Paragraph((Text(said, HERE),)),))
    table = Table((Column(),), (), (Row((cell,)),), caption=(value,), summary=said, summary_words=(value,))
    made = document(
        Paragraph((value, words)),
        table,
        case=said,
        metadata={"title": "Titel"},
        document={**_DOCUMENT, "case_number": said},
    )
    numbers = {id(value): ((0, len(said), trace),), id(words): ((0, len(said), trace),)}
    marks = AuthorMarks(
        made,
        remarks,
        Placing(
            {id(words): ((0, 1),), id(value): ((0, 1),)},
            {id(cell): (1,)},
            {id(table): (1,)},
            {("document.case_number", said): (1,)},
        ),
        Traced(numbers, {id(cell): (trace, True)}, {}, {("document.case_number", said): trace}),
        "p { color: red }",
        "void 0",
        "/x/events",
    )
    return write_edition(Edition(made, (), marks), project_templates()).decode()


_DOCUMENT = {
    "title": "Titel", "subtitle": "", "type": "Rapport", "case_number": "", "date": "2024-06-19",
    "date_long": "19 juni 2024", "unit": "Staben", "draft": True, "draft_mark": "UTKAST",
}  # fmt: skip


def assert_harmless(page):
    root = parsed(page)
    own = [script for script in root.xpath("//body//script/text()") if "alert" in script]
    assert own == []
    assert not root.xpath("//img[@src='x'] | //@onerror")
    assert "<script>alert" not in page
    assert not re.search("[\x00\x01\x02]", page)
    assert page.count("</style>") == page.count("<style")


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_of_findings_and_traces_comes_out_as_text(field):
    page = written(*FIELDS[field])
    assert_harmless(page)
    assert " ".join(SHOWN.split()) in " ".join(parsed(page).text_content().split())


def test_the_words_that_a_button_stands_around_come_out_as_text_in_its_name_too():
    page = written((REMARK,), TRACE, said=EVIL)
    assert_harmless(page)
    names = {button.get("aria-label") for button in parsed(page).xpath("//button[contains(@class, 'author-number')]")}
    assert any(SHOWN in name for name in names)


def test_the_address_of_events_is_escaped():
    marks = AuthorMarks(None, (), style="p { color: red }", script="void 0", events=f"/{EVIL}/events")
    assert "<script>alert" not in marks.head()
    assert marks.head().count("<meta") == 1


def test_a_chart_and_its_text_alternative_come_out_as_text():
    value = Value(EVIL, "a.b", HERE, (HERE,))
    dot = b"\x89PNG\r\n\x1a\n"
    chart = Figure(Picture(dot, "image/png", 10, 10), EVIL, label="fig-a", alt_words=(value,))
    made = document(chart)
    traced = Traced({id(value): ((0, len(EVIL), TRACE),)}, {}, {id(chart): Trace(EVIL, steps=(Step(EVIL, EVIL),))})
    marks = AuthorMarks(made, (), Placing(), traced)
    assert_harmless(write_edition(Edition(made, (), marks), project_templates()).decode())


@pytest.fixture
def example_page(example):
    """The page of the README's example with such text in files, by what is changed."""
    own = Written(example)

    def page(change):
        change(own)
        composed, said = composed_in(own.project, "my-report")
        evil = Fault("C999", EVIL, Place(f"inputs/{EVIL}.csv", sheet=EVIL, row=2, header=EVIL), EVIL, level="hint")
        return author_page(composed, (*said, evil)).decode()

    return page


def test_a_cell_of_a_file_comes_out_as_text_in_its_trace(example_page):
    def change(own):
        (own.folder / "data" / "elak.csv").write_text("Sort;Tal\nEtt;<i>7</i> & 'x'\n")
        figures = own.folder / "figures.yaml"
        table = "  tbl-elak: {file: data/elak.csv, caption: Elak tabell, summary: En rad.}\n"
        figures.write_text(figures.read_text().replace("tables:\n", f"tables:\n{table}", 1))
        own.write("Se @tbl-elak.\n\n![](tbl-elak)")

    page = example_page(change)
    assert_harmless(page)
    assert "<i>7" not in page
    assert "”<i>7</i> & 'x'”" in panel_of(page, "<i>7</i> & 'x'")


def test_a_file_and_a_column_of_such_names_come_out_as_text(example_page):
    def change(own):
        (own.folder / "data" / "<i>x&.csv").write_text('Sort;<b>"Tal"</b>\nEtt;17\n')
        figures = own.folder / "figures.yaml"
        said = figures.read_text().replace("data:\n", "data:\n  elak: {file: 'data/<i>x&.csv'}\n", 1)
        figure = "  elak.tal: {table: elak, row: Ett, column: '<b>\"Tal\"</b>'}\n"
        figures.write_text(said.replace("figures:\n", f"figures:\n{figure}", 1))
        own.write("Det är {{ elak.tal }} stycken.")

    page = example_page(change)
    assert_harmless(page)
    assert "<i>x" not in page
    assert '<b>"Tal' not in page
    assert 'data/<i>x&.csv, rad 2, kolumnen ”<b>"Tal"</b>”: ”17”' in panel_of(page, "17")


def test_a_title_and_facts_of_such_text_come_out_as_text(example_page):
    def change(own):
        settings = own.folder / "document.yaml"
        said = re.sub("title: .*", "title: 'År 2024 <script>alert(1)</script>'", settings.read_text(), count=1)
        settings.write_text(said + "subtitle: '<img src=x onerror=alert(2)> 17'\n")

    page = example_page(change)
    assert_harmless(page)
    assert parsed(page).xpath("//h1")[0].text_content().startswith("År 2024 <script>alert(1)</script>")
