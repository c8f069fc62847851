"""Short ways to ask a database of a project, and to see what is wrong with the query."""

import pytest

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.query import Query, read_query
from pipeline.sources.reader import Reader
from pipeline.sources.tables import table_of

AT = Place("figures.yaml", 3, 9)


def ask(project, text, *, url="sqlite:///data/arenden.db", reader=None, **options):
    query = Query("arenden", url, text, AT, **options)
    return table_of(read_query(reader or Reader(project), "inputs/report", query), 1, {}, allow_duplicates=True)


def fault(project, text, **options):
    with pytest.raises(FaultError) as caught:
        ask(project, text, **options)
    (found,) = caught.value.faults
    return found


def values(table):
    return [[cell.value for cell in row.values()] for row in table.rows]
