"""A project folder to write inputs into, and short ways to read them and to see what is wrong."""

import sqlite3

import pytest
from openpyxl import Workbook

from pipeline.faults import FaultError
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings
from pipeline.sources.tables import read_table


class Inputs:
    """Files written as text or bytes, and read as the program reads them."""

    def __init__(self, folder):
        self.folder = folder

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return name

    def table(self, content, name="table.csv", **options):
        self.write(name, content)
        return read_table(Reader(self.folder), name, **options)

    def table_faults(self, content, name="table.csv", **options):
        with pytest.raises(FaultError) as caught:
            self.table(content, name, **options)
        return caught.value.faults

    def settings(self, text, model, name="settings.yaml"):
        self.write(name, text)
        return load_settings(Reader(self.folder), name, model)

    def settings_faults(self, text, model):
        with pytest.raises(FaultError) as caught:
            self.settings(text, model)
        return caught.value.faults


@pytest.fixture
def inputs(tmp_path):
    return Inputs(tmp_path)


@pytest.fixture
def project(tmp_path):
    """A project with a database of cases, and a guard that it stays byte for byte as it is."""
    folder = tmp_path / "inputs" / "report" / "data"
    folder.mkdir(parents=True)
    database = sqlite3.connect(folder / "arenden.db")
    database.execute('create table ärenden (Region text, "År" integer, Antal integer, Andel real, Dag text, Not_ text)')
    database.executemany(
        "insert into ärenden values (?, ?, ?, ?, ?, ?)",
        [
            ("Norr", 2023, 5131, 0.1 + 0.2, "2023-12-31", None),
            ("Syd", 2023, 17, 2.5, "2023-01-01", "se bilaga"),
            ("Norr", 2022, 1, 1e-7, "..", "–"),
        ],
    )
    database.commit()
    database.close()
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    yield tmp_path
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.fixture
def book():
    """A workbook with headings Mål, Vad, Antal on the sheet Plan."""
    book = Workbook()
    book.active.title = "Plan"
    book.active.append(["Mål", "Vad", "Antal"])
    return book
