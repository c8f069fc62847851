"""Ways to a withheld number that careless tables and careful readers open, each of them shut."""

import pytest

from pipeline.figures.suppression import audit, choosing
from tests.figures.suppression.publishing import Desk, case

SIMPLE = "Svar;Antal\nJa;3\nDelvis;14\nNej;26\nVet inte;31\nTotalt;74\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("desk"))


def one_table(data, settings="", text="", more=""):
    return case(
        figures=f"tables:\n  tbl-svar: {{file: data/svar.csv, caption: Svar, people: true{settings}}}\n{more}",
        text=f"# Svar\n\nSe @tbl-svar. {text}\n\n![](tbl-svar)\n",
        svar=data,
    )


def errors(desk, source):
    return [fault.code for fault in desk.faults(source) if fault.level == "error"]


def hidden(table, column):
    return [row for row, cells in table.items() if cells[column] is None]


# ------------------------------------------------------------------------------------------------ totals


def test_a_total_counts_although_another_column_does_not_add_up(desk):
    data = "Svar;Antal;Snittålder\nJa;3;41\nDelvis;14;39\nNej;26;44\nTotalt;43;42\n"
    assert len(hidden(desk.published(one_table(data)).table(), "Antal")) > 1


def test_a_total_counts_although_another_row_does_not_add_up(desk):
    data = "Svar;Kvinnor;Män;Totalt\nJa;3;41;44\nDelvis;14;39;53\nAnnat;26;44;70\nMedelålder;51;42;46\n"
    ja = desk.published(one_table(data)).table()["Ja"]
    assert ja["Kvinnor"] is None
    assert None in (ja["Män"], ja["Totalt"])


@pytest.mark.parametrize("settings", ["", ", total: true", ", totals: [{row: Totalt}]"])
def test_what_the_source_withholds_is_not_what_is_left_of_the_total(desk, settings):
    shown = desk.published(one_table("Svar;Antal\nJa;..\nNej;14\nTotalt;17\n", settings)).table()
    assert None in (shown["Nej"]["Antal"], shown["Totalt"]["Antal"])


def test_a_point_is_nobody_and_needs_no_protection(desk):
    data = "Svar;Kvinnor;Män;Totalt\nJa;.;14;14\nDelvis;12;7;19\nNej;9;31;40\nTotalt;21;52;73\n"
    document = desk.published(one_table(data))
    assert [row[1:] for row in document.tables[0][1:]] == [line.split(";")[1:] for line in data.splitlines()[1:]]


# ------------------------------------------------------------------------------------------------ cells


def test_counts_written_with_words_are_refused(desk):
    assert set(errors(desk, one_table("Svar;Antal\nJa;3 (33 %)\nNej;6 (67 %)\nTotalt;9 (100 %)\n"))) == {"I291"}


@pytest.mark.parametrize("heading", ["Andel", "Andel av alla", "Svar, procent", "Svar (%)", "2024 %"])
def test_percentages_without_a_sign_are_no_counts(desk, heading):
    data = f"Svar;Antal;{heading}\nJa;3;6\nDelvis;14;26\nNej;26;48\nVet inte;11;20\nTotalt;54;100\n"
    assert errors(desk, one_table(data)) == ["I292"]


def test_people_who_work_75_percent_are_counted(desk):
    data = "Arbetstid;Antal\n50 procent;14\n75 %;26\nTotalt;40\n"
    assert hidden(desk.published(one_table(data)).table(), "Antal") == []


@pytest.mark.parametrize(
    "settings", ["worked-out: {Ja: [Ja]}", "worked-out: {Ja: [Nej], Nej: [Ja]}", "shares: {Ja: Ja}"]
)
def test_a_number_that_comes_from_itself_is_not_left_unprotected(desk, settings):
    assert set(errors(desk, one_table(SIMPLE, f", {settings}"))) == {"I290"}


def test_a_published_number_does_not_open_another_that_happens_to_be_equal(desk):
    tables = "tables:\n  tbl-ett: {file: data/ett.csv, caption: Ett, people: true, published: true}\n"
    tables += "  tbl-tva: {file: data/tva.csv, caption: Annat, people: true%s}\n"
    text = "# Svar\n\nSe @tbl-ett och @tbl-tva.\n\n![](tbl-ett)\n\n![](tbl-tva)\n"
    data = {"ett": "Svar;Antal\nJa;3\nNej;26\n", "tva": "Svar;Antal\nJa;3\nNej;36\nDelvis;9\n"}
    assert errors(desk, case(figures=tables % "", text=text, **data)) == ["I294"]


# ------------------------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    "words", ["bara tre", "färre än fem, nämligen tre", "fler än två men färre än fyra", "en av fyra", "2 till 4"]
)
def test_words_in_place_of_a_figure_do_not_tell_it_in_a_roundabout_way(desk, words):
    figures = "figures:\n  ja: {table: tbl-svar, row: Ja, column: Antal}\n"
    text = f'Det var {{{{ ja | dold("{words}") }}}}.'
    assert errors(desk, one_table(SIMPLE, text=text, more=figures)) == ["I295"]


@pytest.mark.parametrize("words", ["färre än fem", "högst 4", "en handfull", "några enstaka"])
def test_words_that_leave_it_open_are_allowed(desk, words):
    figures = "figures:\n  ja: {table: tbl-svar, row: Ja, column: Antal}\n"
    text = f'Det var {{{{ ja | dold("{words}") }}}}.'
    assert errors(desk, one_table(SIMPLE, text=text, more=figures)) == []


# ------------------------------------------------------------------------------------------------ persons

#: Nine in Norr, one of them a man; only that man has a bonus.
PERSONS = "Namn;Enhet;Kön;Lön;Bonus\n" + "".join(
    f"P{n};{'Norr' if n < 9 else 'Syd'};{'Man' if n == 0 or (n > 8 and n % 2) else 'Kvinna'};"
    f"{30000 + 137 * n};{500 + n if n == 0 or n > 8 else ''}\n"
    for n in range(40)
)
ROWS = "data:\n  personer: {file: data/personer.csv, people: rows}\n"


@pytest.mark.parametrize(
    "formula",
    [
        'average(personer.Bonus, Enhet = "Norr")',
        'sum(personer.Bonus, Enhet = "Norr")',
        "max(personer.Lön)",
        'min(personer.Lön, Enhet = "Syd")',
    ],
)
def test_what_one_person_has_is_told_of_no_group(desk, formula):
    figures = f"{ROWS}figures:\n  ett: {{formula: '{formula}'}}\n"
    source = case(figures=figures, text="# Lön\n\nDet var {{ ett }} kronor.\n", personer=PERSONS)
    assert errors(desk, source) == ["I275"]


@pytest.mark.parametrize("settings", ["", ", not-people: [Lön]"])
def test_sums_of_what_few_persons_have_are_withheld(desk, settings):
    figures = f"{ROWS}tables:\n"
    figures += "  tbl-enhet: {from: personer, group-by: Enhet, sum: [Lön], caption: Enheter, people: true%s}\n"
    figures += (
        "  tbl-kon: {from: personer, group-by: Kön, where: {Enhet: Norr}, sum: [Lön], caption: Kön, people: true%s}\n"
    )
    text = "# Lön\n\nSe @tbl-enhet och @tbl-kon.\n\n![](tbl-enhet)\n\n![](tbl-kon)\n"
    document = desk.published(case(figures=figures % (settings, settings), text=text, personer=PERSONS))
    women_and_all = (document.table(1)["Kvinna"]["Lön"], document.table(0)["Norr"]["Lön"])
    assert document.table(1)["Man"]["Lön"] is None
    assert None in women_and_all, "their difference is what one man earns"
    assert document.table(0)["Syd"]["Lön"] is not None


def test_a_figure_cannot_name_such_a_sum_either(desk):
    figures = (
        f"{ROWS}  per-kon: {{from: personer, group-by: [Enhet, Kön], sum: [Lön], people: true, not-people: [Lön]}}\n"
    )
    figures += 'figures:\n  man: {formula: \'per-kon["Norr / Man", "Lön"]\'}\n'
    source = case(figures=figures, text="# Lön\n\nLönen är {{ man }} kronor.\n", personer=PERSONS)
    assert errors(desk, source) == ["I275"]


# ------------------------------------------------------------------------------------------------ too much


LARGER = "Svar;A;B;C\nJa;3;20;9\nDelvis;12;7;9\nNej;8;15;2\nVet inte;30;8;8\nTotalt;53;50;28\n"


@pytest.mark.parametrize("most", [1, 5])
def test_tables_that_are_too_large_to_be_proved_are_refused(desk, monkeypatch, most):
    monkeypatch.setattr(audit, "MOST_WORK", most)
    (fault,) = (one for one in desk.faults(one_table(LARGER)) if one.level == "error")
    assert fault.code == "I297"
    assert "too many" in fault.message


def test_thousands_of_small_numbers_are_refused_before_any_solver_is_asked(desk, monkeypatch):
    monkeypatch.setattr(choosing, "secondary", None)
    rows = "".join(f"Enhet {row};{';'.join(['3'] * 20)};60\n" for row in range(80))
    columns = ";".join(f"K{column}" for column in range(20))
    data = f"Enhet;{columns};Totalt\n{rows}Totalt;{';'.join(['240'] * 20)};4800\n"
    assert errors(desk, one_table(data)) == ["I297"]
