"""docs/charts.md: its figures.yaml makes the tables and charts that the page shows, and what it says of them is so."""

import re
from textwrap import dedent

import pytest
from chart_checks import off_sheet, overlapping
from content_outline import outline

from pipeline.content.alternatives import chart_alternative
from pipeline.content.charts import chart_sheet
from pipeline.content.drawn import chart_blocks, overview_figures
from pipeline.content.overviews import overview_sheets
from pipeline.content.tables import table_block
from pipeline.figures.named import load_figures
from pipeline.figures.settings import ChartSettings, OverviewSettings, TableSettings
from pipeline.sources.reader import Reader
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "charts.md").read_text("utf-8")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("page") / "inputs" / "report"
    (folder / "data").mkdir(parents=True)
    for name, table in re.findall(r"^`(data/\w+\.csv)`\n\n((?:    .+\n)+)", PAGE, re.MULTILINE):
        (folder / name).write_text(dedent(table), "utf-8")
    yaml = re.search(r"^## figures.yaml\n\n((?:    .*\n|\n)+)", PAGE, re.MULTILINE)
    (folder / "figures.yaml").write_text(dedent(yaml[1]), "utf-8")
    return load_figures(Reader(folder.parent.parent), "inputs/report")


def test_every_example_makes_a_table_or_a_chart_in_which_all_can_be_read(book):
    sheets = [chart_sheet(chart) for chart in book.charts.values()]
    sheets += [page.sheet for overview in book.overviews.values() for page in overview_sheets(overview)]
    assert len(sheets) == len(re.findall(r"^!\[.+\]\(images/chart-", PAGE, re.MULTILINE)) == 4
    assert [(overlapping(sheet), off_sheet(sheet)) for sheet in sheets] == [([], [])] * 4
    assert all(outline([table_block(table, book=book)]) for table in book.tables.values())


def test_the_text_alternative_is_the_one_on_the_page(book):
    told = chart_alternative(book.charts["fig-franvaro"]).replace("\u00a0", " ")
    assert told.startswith(re.search(r"^    (Linjediagram: .+)$", PAGE, re.MULTILINE)[1])


def test_the_numbers_stand_where_the_page_says(book):
    assert len(chart_blocks(book.charts["fig-arenden"], book=book)) == 2
    assert len(chart_blocks(book.charts["fig-franvaro"], book=book)) == 1
    assert len(overview_figures(book.overviews["fig-plan"], book=book)) == 2


@pytest.mark.parametrize("model", [TableSettings, ChartSettings, OverviewSettings])
def test_the_page_names_every_key(model):
    keys = {field.alias or name for name, field in model.model_fields.items()}
    shared = {"people", "threshold", "from", "group-by", "count"}  # docs/small-counts.md
    listed = set(re.findall(r"`([a-z-]+)(?:: \d|`)", PAGE))
    if model is TableSettings:
        keys &= {"caption", "unit", "columns", "total", "total-column", "marks", "notes", "summary", "row-headers"}
    assert keys - shared - listed == set()
