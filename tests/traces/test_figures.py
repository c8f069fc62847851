"""Every figure is traced from where it stands to its cells."""

from dataclasses import replace

from pipeline.traces.figures import trace_figure


def figure(traces, name):
    return next(trace for trace in traces.figures if trace.name == name)


def test_a_figure_tells_every_place_where_it_stands(traces):
    places = figure(traces, "tillstand.avslagsandel").places
    assert [(place.standing.heading, place.place.line) for place in places] == [
        ("Sammanfattning", 3),
        ("1.1 Tillstånd", 11),
    ]
    assert {place.wording.replace("\u00a0", " ") for place in places} == {"drygt 63 procent"}


def test_figures_come_in_the_order_of_reading_and_their_parts_are_among_them(traces):
    assert [trace.name for trace in traces.figures] == [
        "tillstand.avslagsandel",
        "tillstand.avgjorda",
        "tillstand.avslagna",
        "tillstand.alla",
    ]


def test_the_cells_tell_what_stands_in_them(traces):
    about = figure(traces, "tillstand.avslagsandel").as_json()
    cells = [(cell["row"], cell["header"], cell["text"]) for cell in about["cells"]]
    assert cells == [(2, "Avslagna", "3264"), (2, "Avgjorda", "5131")]
    assert (about["value"], about["unit"], about["parts"]) == (
        "64 procent",
        "percent",
        ["tillstand.avslagna", "tillstand.avgjorda"],
    )
    assert about["exact"].startswith("63.6133307")


def test_cells_that_are_summed_up_are_named_as_a_run_of_rows(traces):
    (cell,) = figure(traces, "tillstand.alla").as_json()["cells"]
    assert (cell["row"], cell["last_row"], cell["header"]) == (2, 3, "Avgjorda")


def test_a_footnote_says_that_it_is_one(traces):
    assert figure(traces, "tillstand.alla").as_json()["places"][0]["footnote"] is True


def test_a_figure_in_a_text_alternative_is_traced_and_compared_too(report):
    report.replace("figures.yaml", "alt: Stapeldiagram.", "alt: Stapeldiagram. Vi avslog {{ tillstand.avslagna }}.")
    traces = report.traces()
    place = figure(traces, "tillstand.avslagna").as_json()["places"][-1]
    assert (place["item"], place["alternative"], place["file"]) == ("figur 1", True, "inputs/x/figures.yaml")
    said = [saying for saying in traces.said if saying.text.startswith("Vi avslog 3")]
    assert [saying.item for saying in said] == ["figur 1, text alternative"]


def test_a_hidden_figure_tells_neither_value_nor_cells_to_anybody_but_its_author(traces):
    hidden = replace(traces.named["tillstand.avgjorda"], hidden="it tells of few people")
    trace = trace_figure(hidden.name, hidden, (), traces.texts)
    assert "5131" not in str(trace.as_json())
    assert trace.as_json()["hidden"] == "it tells of few people"
    assert trace.as_json(private=True)["exact"] == "5131"


def test_what_stands_in_the_cells_of_shown_tables_is_traced_too(traces):
    table = next(trace for trace in traces.tables if trace.label == "tbl-arenden").as_json()
    assert (table["item"], table["caption"], table["heading"]) == ("tabell 1", "Ärenden efter utfall", "1.1 Tillstånd")
    (source,) = table["sources"]
    assert source["file"] == "inputs/x/data/tillstand.csv"
    assert (source["rows"], source["columns"]) == ([[2, 3]], ["Ärenden", "Avgjorda", "Beviljade", "Avslagna", "2023"])


def test_every_value_of_a_chart_has_its_cell(traces):
    (chart,) = [trace.as_json() for trace in traces.charts]
    values = {
        (one["series"], one["category"]): (one["value"], one["cell"]["row"], one["cell"]["header"])
        for one in chart["values"]
    }
    assert values["Beviljade", "Förlängningar"] == ("2\u00a0865", 3, "Beviljade")
    assert len(values) == 4


def test_traces_are_the_same_each_time(report):
    first, second = report.traces(), report.traces()
    assert [trace.as_json() for trace in first.figures] == [trace.as_json() for trace in second.figures]
    assert [saying.as_json() for saying in first.said] == [saying.as_json() for saying in second.said]
