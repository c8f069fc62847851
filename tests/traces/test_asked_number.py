"""A number that somebody has seen is found wherever it stands, and said to be what it is."""

import pytest

from pipeline.faults import FaultError
from pipeline.traces.asked_number import asked_number, nearest, sightings


def seen(traces, text):
    return [(one.what, one.place.line, one.standing.item) for one in sightings(traces, asked_number(text))]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("63", [("figure", 3, ""), ("figure", 11, "")]),
        ("63 procent", [("figure", 3, ""), ("figure", 11, "")]),
        ("63 kronor", []),
        ("3 264", [("figure", 7, ""), ("cell", 2, "tabell 1"), ("cell", 2, "tabell 2"), ("chart", 2, "figur 1")]),
        ("3264", [("figure", 7, ""), ("cell", 2, "tabell 1"), ("cell", 2, "tabell 2"), ("chart", 2, "figur 1")]),
        ("6,0", [("cell", 2, "tabell 1")]),
        ("6.0", [("cell", 2, "tabell 1")]),
        ("12,5", [("cell", 3, "tabell 1")]),
        ("9131", [("figure", 17, "")]),
        ("31", [("name", 15, "")]),
        ("1562", [("name", 4, "")]),
        ("1.2-2021-1562", [("name", 4, "")]),
        ("8647", [("setting", 4, "")]),
        ("009", [("setting", 8, "")]),
    ],
)
def test_a_number_is_found_where_it_stands(traces, asked, found):
    assert seen(traces, asked) == found


def test_a_number_typed_into_prose_is_said_to_have_no_source(report):
    report.replace("text/10-kapitel.md", "Allt går framåt.", "Allt går framåt för 77 av oss, och tre till.")
    traces = report.traces()
    assert seen(traces, "77") == [("untraced", 3, "")]
    assert seen(traces, "3") == [("untraced", 3, "")], "a number word counts as its digits"


def test_a_quoted_number_names_its_source(report):
    report.replace("text/10-kapitel.md", "Allt går framåt.", "Målet är [77]{source=plan} procent.[^plan]")
    (one,) = sightings(report.traces(), asked_number("77"))
    assert (one.what, one.about) == ("quoted", "from plan, Planen")


def test_a_cell_names_its_row(traces):
    (one,) = sightings(traces, asked_number("12,5"))
    assert one.about == "row “Förlängningar”"


def test_a_figure_comes_with_its_sentence(traces):
    first, _ = sightings(traces, asked_number("63"))
    assert first.sentence.replace("\u00a0", " ") == "Vi avslog drygt 63 procent av ärendena."
    assert first.figure == "tillstand.avslagsandel"


def test_the_nearest_numbers_are_told_of_one_that_stands_nowhere(traces):
    asked = asked_number("64")
    assert sightings(traces, asked) == ()
    assert [str(one.value) for one in nearest(traces, asked)][:2] == ["63", "12.5"]


@pytest.mark.parametrize("text", ["", "många", "--", "%"])
def test_what_is_no_number_is_a_fault_of_usage(text):
    with pytest.raises(FaultError) as error:
        asked_number(text)
    assert [fault.code for fault in error.value.faults] == ["U107"]


def test_a_law_or_diary_number_is_told_whole_and_as_what_it_is(report):
    report.files["inputs/references.yaml"] += "skrivelse:\n  title: Makt\n  series: Skr. 2016/17:10\n"
    report.replace("text/10-kapitel.md", "Allt går framåt.", "Allt går framåt.[^skrivelse]")
    traces = report.traces()
    told = [sightings(traces, asked_number(text)) for text in ("2016/17:10", "1.2-2021-1562")]
    assert [(one.text, one.about) for (one,) in told] == [
        ("2016/17:10", "a law"),
        ("1.2-2021-1562", "a diary number"),
    ]
    assert [one.about for one in sightings(traces, asked_number("31"))] == ["a date"]


def test_the_nearest_number_may_have_the_other_sign(report):
    report.replace("text/10-kapitel.md", "Allt går framåt.", "Allt är 3 procentenheter lägre.")
    traces = report.traces()
    assert sightings(traces, asked_number("−3")) == ()
    assert str(nearest(traces, asked_number("−3"))[0].value) == "3"
