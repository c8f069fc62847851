"""Marks on numbers: where they are quoted from and what they count; figures in text alternatives and summaries."""

import pytest

from pipeline.content.model import Figure, Paragraph, Table, Text, Value
from pipeline.content.prose import inline, read_prose
from pipeline.content.references import load_references
from pipeline.content.walk import walk_blocks
from pipeline.faults import FaultError
from pipeline.figures.named import load_figures
from pipeline.places import Place
from pipeline.sources.reader import Reader

REFERENCES = """\
plan: {title: Planen, dnr: 1.2-2023-4, date: 2023-05-03}
sida: {type: page, title: Sidan, url: "https://www.example.se"}
"""


@pytest.fixture
def read(tmp_path):
    def read(text, figures="", data=""):
        files = {"inputs/references.yaml": REFERENCES, "inputs/x/text/a.md": text}
        files |= {"inputs/x/figures.yaml": figures} if figures else {}
        files |= {"inputs/x/data/a.csv": data} if data else {}
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        reader = Reader(tmp_path)
        references = load_references(reader, "inputs/x")
        return read_prose(reader, ["inputs/x/text/a.md"], load_figures(reader, "inputs/x"), references)

    return read


def texts(prose):
    return [node for block in walk_blocks(prose.blocks) if isinstance(block, Paragraph) for node in block.children]


def test_a_marked_number_keeps_its_place_and_says_where_it_comes_from(read):
    first, number, rest = texts(read("Det finns [sex]{source=plan} mål."))
    assert (number.text, number.quoted, number.counts) == ("sex", "plan", None)
    assert (number.origin.line, number.origin.column) == (1, 12)
    assert first.quoted is rest.quoted is None
    assert texts(read("[tre]{counts=list} mål"))[0].counts == "list"
    assert texts(read("[tre]{counts=tbl-a:columns} år"))[0].counts == "tbl-a:columns"


def test_a_mark_and_a_language_go_together(read):
    assert texts(read('[seven goals]{lang=en source="plan"}'))[0] == Text(
        "seven goals", Place("inputs/x/text/a.md", 1, 2), language="en", quoted="plan"
    )


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("[sex]{source=plam} mål", "I260", "Did you mean “plan”?"),
        ("[sex]{counts=lista} mål", "I212", "counts=list"),
        ("[sex]{counts=tbl-a:boxar} mål", "I212", "counts=list"),
        ("[sex]{sauce=plan} mål", "I212", "Did you mean “source”?"),
    ],
)
def test_a_mark_that_leads_nowhere_is_a_fault(read, text, code, hint):
    with pytest.raises(FaultError) as caught:
        read(text)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.line, fault.place.column) == (code, 1, 1)
    assert hint in fault.todo


@pytest.mark.parametrize(
    "text", ["> Det finns 17 mål.\n>\n> Alla gäller.[^plan]\n", "::: quote\nSjutton *mål*.[^plan]\n:::\n"]
)
def test_a_quotation_with_a_footnote_is_quoted_as_a_whole(read, text):
    words = [node for node in texts(read(text)) if isinstance(node, Text)]
    assert words
    assert {node.quoted for node in words} == {"plan"}


def test_a_quotation_without_a_footnote_and_a_block_that_is_none_are_the_authors_own(read):
    prose = read("> Det finns 17 mål.\n\n::: note\nDet finns 17 mål.[^plan]\n:::\n")
    assert {node.quoted for node in texts(prose) if isinstance(node, Text)} == {None}


FIGURES = """\
tables:
  tbl-a: {file: data/a.csv, caption: Svar, summary: "Kvinnorna var {{ a.b }} i [två]{counts=tbl-a} *små* <grupper>."}
charts:
  fig-b:
    type: bar
    table: tbl-a
    category: Grupp
    series: ["2023"]
    caption: Svar
    alt: "Stapeln når {{ a.b }}."
figures:
  a.b: {table: tbl-a, row: Kvinnor, column: "2023"}
"""
DATA = "Grupp;2023\nKvinnor;57\nMän;40\n"


def test_figures_in_alternatives_and_summaries_follow_the_data(read):
    blocks = read("![](tbl-a)\n\n![](fig-b)\n", FIGURES, DATA).blocks
    table = next(block for block in blocks if isinstance(block, Table))
    figure = next(block for block in blocks if isinstance(block, Figure))
    assert table.summary == "Kvinnorna var 57 i två *små* <grupper>."
    assert figure.alt == "Stapeln når 57."
    for words in (table.summary_words, figure.alt_words):
        (value,) = (node for node in words if isinstance(node, Value))
        assert value.name == "a.b"
        assert value.cells[0].row == 2


def test_a_wrong_figure_in_an_alternative_is_told_at_its_key(read):
    with pytest.raises(FaultError) as caught:
        read("![](fig-b)\n", FIGURES.replace("{{ a.b }}.", "{{ a.c }}."), DATA)
    (fault,) = caught.value.faults
    assert (fault.code, fault.place.file, fault.place.line) == ("I230", "inputs/x/figures.yaml", 10)


def test_a_reference_gives_its_fields_with_their_places_and_says_its_day(tmp_path):
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs/references.yaml").write_text(REFERENCES, encoding="utf-8")
    references = load_references(Reader(tmp_path), "inputs/x")
    entry = references.entries["plan"]
    assert entry.settings.dnr == "1.2-2023-4"
    assert set(entry.places) == {"title", "dnr", "date"}
    assert "".join(getattr(node, "text", "") for node in references.notes["plan"].children[0].children) == (
        "Planen, dnr 1.2-2023-4, 3 maj 2023."
    )
    assert references.entries["sida"].settings.read is None  # C262 tells it where it is cited


def test_a_caption_can_quote_what_it_may_cite_only():
    with pytest.raises(FaultError) as caught:
        inline("De [sex]{source=plan} målen", Place("figures.yaml", 3, 5))
    assert [fault.code for fault in caught.value.faults] == ["I260"]
