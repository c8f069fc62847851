"""docs/figures.md: its figures.yaml is read, and every expression becomes what the page says."""

import re
from textwrap import dedent

import pytest

from pipeline.content.expressions import evaluate
from pipeline.content.source import Expression
from pipeline.faults import FaultError
from pipeline.figures.filters import FILTERS
from pipeline.figures.functions import FUNCTIONS
from pipeline.figures.named import load_figures
from pipeline.places import Place
from pipeline.sources.reader import Reader
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "figures.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\{\{ (.+?) \}\} → (.+)$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page") / "inputs" / "report"
    (folder / "data").mkdir(parents=True)
    for name, table in re.findall(r"^`(data/\w+\.csv)`\n\n((?:    .+\n)+)", PAGE, re.MULTILINE):
        (folder / name).write_text(dedent(table), "utf-8")
    yaml = re.search(r"^## figures.yaml\n\n((?:    .*\n|\n)+)", PAGE, re.MULTILINE)
    (folder / "figures.yaml").write_text(dedent(yaml[1]), "utf-8")
    return load_figures(Reader(folder.parent.parent), "inputs/report").figures


@pytest.mark.parametrize(("expression", "words"), EXAMPLES)
def test_an_expression_of_the_page_becomes_what_it_says(figures, expression, words):
    made = Expression(expression, Place("text.md", 1, 1))
    if words == "not true":
        with pytest.raises(FaultError) as caught:
            evaluate(made, figures)
        assert {fault.code for fault in caught.value.faults} == {"I276"}
    else:
        assert evaluate(made, figures).text.replace("\u00a0", " ") == words


def test_the_page_names_every_filter_and_function():
    twins = {name for name in FILTERS if name.replace("a", "ä") in FILTERS or name.replace("o", "ö") in FILTERS}
    plain = {name for name in FILTERS if name.isascii()} & {"nara", "nastan", "ungefar", "over", "hogst"}
    words = set(re.findall(r"\w+", PAGE))
    missing = {name for name in FILTERS if name not in words} - plain - {"fler_an", "farre_an", "mer_an", "mindre_an"}
    assert missing - twins == set()
    assert {name for name in FUNCTIONS if name not in words} == set()
