"""A project folder to write inputs into, and short ways to read them and to see what is wrong."""

import pytest

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
