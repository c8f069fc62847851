"""Every character of a passage leads to where the author typed it."""

import pytest
from case_project import FOLDER, CaseProject
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.content.model import Text

FIGURES = """\
=== inputs/x/data/beslut.csv
Beslut;2023
Avgjorda;12 345
=== inputs/x/figures.yaml
data:
  beslut: {file: data/beslut.csv}
figures:
  beslut.avgjorda: {table: beslut, row: Avgjorda, column: "2023"}
=== inputs/x/text/10-a.md
"""

#: Pieces of Markdown that put the words out of step with the file.
PIECES = (
    "ord", "åäö …", "*kursivt*", "**fetstil här**", "&nbsp;", "&amp;", "\\*", "\\[inte en länk]", "1\\.", "\n", "\\\n",
    "[en länk](https://www.example.se/a_b)", "<https://www.example.se>", "{{ beslut.avgjorda }}", "[^not]",
    "[words]{lang=en}", "@sec-x", "”citat”", "-", "–", "(5 %)",
)  # fmt: skip
BEGINNINGS = ("", "- ", "1. ", "> ", "## ", "::: note\n")
PARAGRAPHS = st.tuples(st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return CaseProject(tmp_path_factory.mktemp("passages"))


def markdown(paragraphs):
    written = ["# Rubrik {#sec-x}"]
    for beginning, pieces in paragraphs:
        text = " ".join(("Början", *pieces, "slut")).replace(" \n ", "\n").replace(" \\\n ", "\\\n")
        if beginning.startswith(("#", "- ", "1.", ">")):
            text = text.replace("\\\n", " ").replace("\n", " ")
        written.append(f"{beginning}{text}{chr(10) + ':::' if beginning.startswith(':::') else ''}")
    return "\n\n".join([*written, "Se[^not] här.", "[^not]: En *liten* not & mer.\n"])


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPHS, min_size=1, max_size=4))
def test_the_place_of_a_character_is_where_it_is_typed(project, paragraphs):
    source = markdown(paragraphs)
    composed = project.examined(FIGURES + source)
    lines = source.split("\n")
    seen = 0
    for passage in composed.subject.passages:
        for span in passage.spans:
            if not isinstance(span.node, Text) or span.node.origin.file != f"{FOLDER}/text/10-a.md":
                continue
            for offset in range(span.start, span.end):
                place = passage.place(offset)
                line = lines[place.line - 1] + "\n"  # the end of a line is a blank
                typed = line[place.column - 1]
                assert typed in (passage.text[offset], "\n", "&", "\\"), (place, passage.text[offset:], line)
                seen += 1
    assert seen > 30


def test_texts_beside_the_running_text_are_among_what_is_checked(project):
    source = f"""\
=== inputs/x/data/andelar.csv
Andel;2022;2023
Kvinnor;51;54
=== inputs/x/figures.yaml
data:
  andelar: {{file: data/andelar.csv}}
tables:
  tbl-andelar:
    file: data/andelar.csv
    caption: En rubrik
    summary: En sammanfattning av tabellen.
    notes: [En not till tabellen.]
charts:
  fig-andelar:
    type: bar
    table: andelar
    categories: ["2022", "2023"]
    series: [Kvinnor]
    unit: procent
    caption: En figurtext
    alt: Ett alternativ till figuren.
  fig-utan:
    type: bar
    table: andelar
    categories: ["2022", "2023"]
    series: [Kvinnor]
    unit: procent
    caption: En figurtext till
=== {FOLDER}/text/10-a.md
![](tbl-andelar)

![](fig-andelar)

![](fig-utan)
"""
    subject = project.examined(source).subject
    written = {(passage.role, passage.text) for passage in subject.texts}
    assert {
        ("caption", "En rubrik"),
        ("alt", "En sammanfattning av tabellen."),
        ("body", "En not till tabellen."),
        ("cell", "Kvinnor"),
        ("caption", "En figurtext"),
        ("alt", "Ett alternativ till figuren."),
        ("setting", "Hållbarhetsredovisning 2023"),
    } <= {(role, text) if role != "note" else ("body", text) for role, text in written}
    made_by_the_program = [text for role, text in written if role == "alt" and "stapel" in text]
    assert made_by_the_program == []
