"""The example report's manifest tells of every number in its prose, counted here without the traces' own eyes."""

import shutil
from collections import Counter
from dataclasses import fields, is_dataclass

import pytest

from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.building.project import Project
from pipeline.checks.traced import traced_share
from pipeline.content.model import Text, Value
from pipeline.traces.document import Traces
from tests.conftest import copy_project

NAME = "sustainability-report-2023"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    root = copy_project(tmp_path_factory.mktemp("project"))
    for other in (root / "inputs").iterdir():
        if other.is_dir() and other.name != NAME:
            shutil.rmtree(other)
    project = Project(root)
    (found,) = project.documents()
    composed, _ = examine(project, found, draft=True, numbering=Numbering(project.register), rules=False)
    return Traces(composed)


def nodes(value):
    """Everything that a tree holds, whatever it is made of."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from nodes(getattr(value, field.name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from nodes(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from nodes(one)


def shown(report):
    """The inline nodes of a document: each number is one of them, or a part of one."""
    document = report.composed.document
    return list(nodes((document.parts, document.footnotes)))


def spot(about):
    return about["file"], about.get("line"), about.get("column")


def test_every_figure_of_the_tree_is_in_the_manifest_with_its_place_and_wording(report):
    found = Counter()
    for node in shown(report):
        if isinstance(node, Value):
            for name in dict.fromkeys((node.name, *node.names)):
                found[name, node.text, node.origin.file, node.origin.line, node.origin.column] += 1
    told = Counter(
        (about["name"], place["wording"], *spot(place))
        for about in (trace.as_json() for trace in report.figures)
        for place in about["places"]
    )
    assert told == found
    assert sum(found.values()) > 60


def test_every_figure_tells_its_value_and_where_its_cells_are(report):
    for about in (trace.as_json() for trace in report.figures):
        assert about["value"], about["name"]
        assert about["exact"], about["name"]
        assert about["expression"] or about["source"], about["name"]
        assert about["defined"]["line"], about["name"]
        for cell in about["cells"]:
            if "source" not in about:
                assert {"row", "header"} <= cell.keys(), about["name"]
                assert cell.get("text") or cell["last_row"], about["name"]


def test_every_quoted_or_counted_number_of_the_tree_is_in_the_manifest(report):
    found = Counter()
    for node in shown(report):
        if isinstance(node, Text) and (node.quoted or node.counts):
            found[node.text, node.quoted or node.counts, node.origin.file, node.origin.line] += 1
    told = [trace.as_json() for trace in report.numbers]
    assert Counter((one["text"], one["of"], one["place"]["file"], one["place"]["line"]) for one in told) == found
    assert {one["origin"] for one in told} == {"quoted", "counted"}


def test_the_manifest_tells_of_as_many_numbers_as_check_says_are_traced(report):
    traced = traced_share(report.composed.subject)
    places = {
        (*spot(place), place["wording"])
        for about in (trace.as_json() for trace in report.figures)
        for place in about["places"]
    }
    assert traced.untraced == 0
    assert (traced.figures, traced.quoted + traced.counted) == (len(places), len(report.numbers))
    assert traced.numbers == len(places) + len(report.numbers) > 90
