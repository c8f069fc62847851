"""A small plan to be followed up, and a way to read tables from text."""

from datetime import date

import pytest

from pipeline.faults import FaultError
from pipeline.followup.measures import read_plan
from pipeline.sources.reader import Reader

PLAN = """\
Id;Mål;Vad;Hur;Vem;När
A1.1;Första målet;Göra det ena;Börja;Staben;Maj 2008
A1.2;;;Fortsätta;Enheterna;Juni 2008 och fortlöpande
A2.1;;Göra det andra;Hålla på;Enheterna;Fortlöpande
B1.1;Andra målet;Följa upp;Sammanställa;Staben;31 augusti 2008 och 31 december 2008
B1.2;;;Ordna möten;Staben;Utefter behov
"""

ANSWERS = """\
Id;Status;Klart;Kommentar
A1.1;Klar;2008-05-20;I tid
A1.2;Löpande;;
A2.1;Löpande;;
B1.1;Pågår;2008-08-29;Sommarens del
B1.2;Ej påbörjad;;
"""

AS_OF = date(2008, 8, 31)


class Tables:
    """Files written as text and read as the program reads them."""

    def __init__(self, folder):
        self.folder = folder

    def read(self, reading, text, *arguments, name="table.csv"):
        (self.folder / name).write_text(text, encoding="utf-8")
        return reading(Reader(self.folder), name, *arguments)

    def faults(self, reading, text, *arguments):
        """Code, row and column of each fault."""
        with pytest.raises(FaultError) as caught:
            self.read(reading, text, *arguments)
        return [(fault.code, fault.place.row, fault.place.header) for fault in caught.value.faults]

    def fault(self, reading, text, *arguments):
        """The only fault."""
        with pytest.raises(FaultError) as caught:
            self.read(reading, text, *arguments)
        (fault,) = caught.value.faults
        return fault


@pytest.fixture
def tables(tmp_path):
    return Tables(tmp_path)


@pytest.fixture
def plan(tables):
    return tables.read(read_plan, PLAN, name="measures.csv")
