"""What docs/tables.md shows is what the program reads."""

import re
import sqlite3
from decimal import Decimal

import pytest

from pipeline.figures.named import load_figures
from pipeline.figures.settings import DataSettings
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings
from tests.conftest import ROOT

FOLDER = "inputs/report"
PAGE = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`([\w./]+)`\n\n((?:(?:    .*)?\n)+)", PAGE, re.MULTILINE))


def unindented(block):
    return re.sub(r"^    ", "", block.strip("\n"), flags=re.MULTILINE) + "\n"


@pytest.fixture
def book(tmp_path):
    for name, block in FILES.items():
        path = tmp_path / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(unindented(block), "utf-8")
    database = sqlite3.connect(tmp_path / FOLDER / "data" / "register.db")
    database.execute("create table beslut (enhet text, year integer)")
    database.executemany(
        "insert into beslut values (?, ?)", [("Solna", 2023), ("Kista", 2023), ("Solna", 2023), ("Solna", 2022)]
    )
    database.commit()
    database.close()
    return load_figures(Reader(tmp_path), FOLDER)


def values(book, name):
    return [[cell.value for cell in row.values()] for row in book.sources[name].data.rows]


def test_the_examples_are_read_without_faults_and_warnings(book):
    assert sorted(FILES) == [
        "data/arenden.csv",
        "data/enkat.csv",
        "data/folkmangd.px",
        "data/regler.yaml",
        "figures.yaml",
    ]
    assert book.warnings == ()
    assert values(book, "beslut") == [["Kista", 1], ["Solna", 2]]
    assert values(book, "per-region") == [["Norr", 13, Decimal("1025.00"), 3], ["Syd", 2, None, 2]]
    assert values(book, "asyl") == [["Norr", 5, 7], ["Syd", 2, None]]
    assert values(book, "folkmangd")[3] == ["Norrbotten", "män", 127, None]
    assert book.sources["enkat"].data.rows[0].place.row == 4


def test_the_place_of_a_summed_cell_is_the_one_on_the_page(book):
    place = str(book.sources["per-region"].data.rows[0]["Antal"].place)
    assert re.sub(r":\d+", "", place).removeprefix(f"{FOLDER}/data/") in PAGE


def test_the_sql_example_has_only_keys_that_exist(inputs_yaml):
    block = PAGE[PAGE.index("    sql:\n      url: postgresql") :].partition("\n\n")[0]
    made = inputs_yaml(unindented(block))
    assert (made.sql.timeout, made.sql.parameters) == (60, {"year": "2023", "region": "Norr"})


@pytest.fixture
def inputs_yaml(tmp_path):
    def read(text):
        (tmp_path / "one.yaml").write_text(text, "utf-8")
        return load_settings(Reader(tmp_path), "one.yaml", DataSettings).value

    return read


def test_every_key_of_a_table_is_on_the_page_or_on_the_pages_that_it_names():
    pages = PAGE + "".join((ROOT / "docs" / name).read_text("utf-8") for name in ("charts.md", "small-counts.md"))
    keys = {field.alias for field in DataSettings.model_fields.values()}
    assert sorted(key for key in keys if not re.search(rf"\b{re.escape(key)}\b", pages)) == []
