"""Tables that count people, as figures.yaml tells of them: what is shown, and what is wrong with them."""

import pytest

from pipeline.traces.document import Traces
from tests.figures.suppression.publishing import Desk, case

NOTE = "”..” betyder att uppgiften inte visas, så att ingen enskild person ska kunna kännas igen."


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("desk"))


def people(data, settings="", *, more="", text="", **files):
    """A case with one table of people, shown."""
    return case(
        figures=f"tables:\n  tbl-svar: {{file: data/svar.csv, caption: Svar, people: true{settings}}}\n{more}",
        text=f"# Svar\n\nSe @tbl-svar. {text}\n\n![](tbl-svar)\n",
        svar=data,
        **files,
    )


def told(desk, source):
    """Codes and words of what is wrong with a case."""
    return [(fault.code, fault.message) for fault in desk.faults(source) if fault.level != "hint"]


SIMPLE = "Svar;Antal\nJa;3\nDelvis;14\nNej;26\nTotalt;43\n"

# ------------------------------------------------------------------------------------------------ what is shown


def test_withheld_cells_are_two_dots_and_a_note_says_why(desk):
    document = desk.published(people(SIMPLE))
    assert [row[1] for row in document.tables[0][1:]] == ["..", "..", "26", "43"]
    assert NOTE in document.text


def test_a_note_of_its_own_for_values_that_the_source_does_not_have(desk):
    document = desk.published(people("Svar;Antal;Barn\nJa;3;..\nDelvis;14;20\nNej;26;30\nTotalt;43;..\n"))
    assert "”..” betyder att uppgiften saknas eller inte visas" in document.text


def test_a_table_without_small_numbers_stays_as_it_is(desk):
    document = desk.published(people("Svar;Antal\nJa;0\nNej;26\nTotalt;26\n"))
    assert [row[1] for row in document.tables[0][1:]] == ["0", "26", "26"]
    assert NOTE not in document.text


def test_the_threshold_is_a_setting(desk):
    assert "3" in desk.published(people(SIMPLE, ", threshold: 3")).tables[0][1]
    assert ".." in desk.published(people(SIMPLE, ", threshold: 20")).tables[0][2]


def test_a_dash_is_nought_and_is_told(desk):
    document = desk.published(people("Svar;Antal\nJa;–\nDelvis;3\nNej;26\nVet inte;9\nTotalt;38\n"))
    assert [row[1] for row in document.tables[0][1:]] == ["–", "..", "26", "..", "38"]


def test_what_is_worked_out_hides_with_what_it_comes_from(desk):
    data = "Svar;2024;2025;Förändring;Medelålder\nJa;14;3;-11;41,5\nNej;26;20;-6;39,0\nVet inte;30;31;1;44,2\n"
    settings = ', worked-out: {Förändring: ["2024", "2025"], Medelålder: ["2025"]}'
    shown = desk.published(people(data, settings)).tables[0]
    assert shown[1] == ["Ja", "14", "..", "..", ".."]
    assert shown[2] == ["Nej", "26", "20", "−6", "39,0"]


def test_what_counts_no_people_is_left_alone(desk):
    data = "Svar;Antal;Kostnad\nJa;3;2,5\nDelvis;14;3,1\nNej;26;3,3\nTotalt;43;8,9\n"
    shown = desk.published(people(data, ", not-people: [Kostnad]")).tables[0]
    assert [row[2] for row in shown[1:]] == ["2,5", "3,1", "3,3", "8,9"]


def test_those_who_have_no_row_are_protected_when_the_parts_say_rest(desk):
    data = "Enhet;Anställda;varav kvinnor\nNorr;9;6\nSyd;40;21\nVäst;33;15\n"
    assert desk.published(people(data)).tables[0][1] == ["Norr", "9", "6"]
    withheld = desk.published(people(data, ", parts: {Anställda: [varav kvinnor, rest]}")).tables[0][1]
    assert ".." in withheld


def test_a_chart_leaves_the_value_out_and_says_so(desk):
    charts = "charts:\n  fig-svar: {type: bar, table: tbl-svar, category: Svar, series: [Antal], caption: Svaren}\n"
    source = people(SIMPLE, more=charts, text="Se @fig-svar.\n\n![](fig-svar)")
    document = desk.published(source)
    (alternative,) = {text for text in document.alternatives if "diagram" in text}
    assert "uppgiften visas inte för Ja" in alternative
    assert "så att ingen enskild person ska kunna kännas igen" in alternative
    assert document.text.count(NOTE) == 2, "below the chart, and below the table"


def test_cells_of_one_file_hide_alike_in_every_table(desk):
    source = case(
        figures="tables:\n"
        "  tbl-ett: {file: data/svar.csv, caption: Ett, people: true}\n"
        "  tbl-tva: {file: data/svar.csv, caption: Annat, people: true}\n",
        text="# Svar\n\nSe @tbl-ett och @tbl-tva.\n\n![](tbl-ett)\n\n![](tbl-tva)\n",
        svar=SIMPLE,
    )
    document = desk.published(source)
    assert document.tables[0] == document.tables[1]


# ------------------------------------------------------------------------------------------------ sentences


FIGURES = """\
figures:
  ja: {table: tbl-svar, row: Ja, column: Antal}
  delvis: {table: tbl-svar, row: Delvis, column: Antal}
  nej: {table: tbl-svar, row: Nej, column: Antal}
  alla: {table: tbl-svar, row: Totalt, column: Antal}
  ovriga: {difference: [alla, nej]}
  andel: {share: ja, of: alla}
  andel_nej: {share: nej, of: alla}
"""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("{{ nej | versal }} av {{ alla }}.", []),
        ("Av {{ alla }} var det {{ andel_nej | procent }}.", []),
        ("Det var {{ ovriga }}.", []),
        ("Det var {{ ja }}.", ["I275"]),
        ("Det var {{ delvis }}.", ["I275"]),
        ("Det var {{ andel | procent }}.", ["I275"]),
        ('Det var {{ ja | dold("färre än fem") }}.', []),
        ('Det var {{ ja | dold("några") }}, {{ andel | procent | dold("en liten andel") }}.', []),
        ('Det var {{ ja | dold("tre") }}.', ["I295"]),
        ('Det var {{ ja | dold("fler än fem") }}.', ["I276"]),
        ('Det var {{ delvis | dold("fler än 12") }}.', []),
        ('Det var {{ delvis | dold("fler än 13") }}.', ["I295"]),
    ],
)
def test_sentences_may_say_what_gives_nobody_away(desk, text, codes):
    assert sorted({code for code, _ in told(desk, people(SIMPLE, more=FIGURES, text=text))}) == codes


def test_two_harmless_figures_may_be_one_too_many(desk):
    source = case(
        figures="data:\n  svar: {file: data/svar.csv, people: true}\n"
        "figures:\n  alla: {table: svar, row: Totalt, column: Antal}\n  nej: {table: svar, row: Nej, column: Antal}\n",
        text="# Svar\n\nAlla var {{ alla }}.\n\nNej sade {{ nej }}.\n",
        svar="Svar;Antal\nJa;3\nNej;6\nTotalt;9\n",
    )
    (fault,) = (one for one in desk.faults(source) if one.level == "error")
    assert (fault.code, fault.place.line, fault.place.column) == ("I295", 5, 10)
    assert "nej" in fault.message


def test_a_share_of_a_number_that_stands_beside_it_gives_the_number_away(desk):
    source = case(
        figures="data:\n  svar: {file: data/svar.csv, people: true}\n"
        "figures:\n  alla: {table: svar, row: Totalt, column: Antal}\n  ja: {table: svar, row: Ja, column: Antal}\n"
        "  andel: {share: ja, of: alla}\n",
        text="# Svar\n\nAv {{ alla }} var det {{ andel | procent }}.\n",
        svar="Svar;Antal\nJa;3\nNej;6\nTotalt;9\n",
    )
    assert [code for code, _ in told(desk, source)] == ["I295"]


def test_a_sentence_in_a_caption_or_a_summary_counts_as_well(desk):
    for key in ("caption", "summary"):
        data = "data:\n  svar: {file: data/svar.csv, people: true}\n"
        figures = "figures:\n  alla: {table: svar, row: Totalt, column: Antal}\n"
        figures += "  nej: {table: svar, row: Nej, column: Antal}\n"
        other = {"caption": "Annat", key: "Nej sade {{ nej }}"}
        shown = ", ".join(f"{name}: '{text}'" for name, text in other.items())
        source = case(
            figures=f"{data}{figures}tables:\n  tbl-annat: {{file: data/annat.csv, {shown}}}\n",
            text="# Svar\n\nAlla var {{ alla }}. Se @tbl-annat.\n\n![](tbl-annat)\n",
            svar="Svar;Antal\nJa;3\nNej;6\nTotalt;9\n",
            annat="År;Kostnad\n2024;30\n2025;31\n",
        )
        assert "I295" in [code for code, _ in told(desk, source)], key


# ------------------------------------------------------------------------------------------------ what is wrong


@pytest.mark.parametrize(
    ("data", "settings", "code", "words"),
    [
        (SIMPLE, ", parts: {Alla: [Ja, Nej]}", "I290", "no row or column “Alla”"),
        (SIMPLE, ", parts: {Totalt: [Ja, Antal]}", "I290", "not all rows or all columns"),
        (SIMPLE, ", linked: [tbl-annan]", "I290", "no table of people"),
        (SIMPLE, ", not-people: [Kostnad]", "I290", "no row or column “Kostnad”"),
        (SIMPLE, ", worked-out: {Antal: [Ja]}", "I290", "no cell beside it"),
        (SIMPLE, ", worked-out: {Nej: [Ja]}, not-people: [Nej]", "I290", "stands under worked-out and not-people"),
        ("Svar;Antal\nJa;3,5\nNej;6\n", "", "I291", "3,5 has decimals"),
        ("Svar;Antal\nJa;-3\nNej;6\n", "", "I291", "-3 is below nought"),
        ("Svar;Antal\nJa;tre\nNej;6\n", "", "I291", "“tre” is no number"),
        ("Svar;Antal;Andel\nJa;3;33 %\nNej;6;67 %\n", "", "I292", "have no base"),
        ("Svar;Ja;Svarande\nEtt;45;9\n", ", shares: {Ja: Svarande}", "I292", "45 is no percentage of 9 people"),
        ("Svar;Antal\nJa;3\nNej;6\nTotalt;10\n", ", parts: {Totalt: [Ja, Nej]}", "I293", "10 is not the sum"),
        ("Svar;Antal\nJa;7\nNej;6\nTotalt;10\n", ", total: true", "I293", "last row"),
        ("Svar;Antal\nJa;3\nNej;2\n", "", "I296", "nothing of it can be shown"),
    ],
)
def test_what_is_wrong_with_a_table_of_people_is_told(desk, data, settings, code, words):
    found = told(desk, people(data, settings))
    assert [one for one, _ in found] == [code]
    assert words in found[0][1]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (", threshold: 1", "I117"),
        (", threshold: 101", "I117"),
        (", people-too: true", "I115"),
    ],
)
def test_keys_are_checked(desk, settings, code):
    assert [one for one, _ in told(desk, people(SIMPLE, settings))] == [code]


def test_keys_about_people_need_people(desk):
    source = case(
        figures="tables:\n  tbl-svar: {file: data/svar.csv, caption: Svar, threshold: 10}\n",
        text="# Svar\n\nSe @tbl-svar.\n\n![](tbl-svar)\n",
        svar=SIMPLE,
    )
    ((code, message),) = told(desk, source)
    assert code == "I119"
    assert "people: true" in message


def test_linked_tables_must_agree(desk):
    source = people(
        "Enhet;2024;2025\nNorr;12;3\nSyd;20;24\n",
        ", linked: [forra]",
        more="data:\n  forra: {file: data/forra.csv, people: true, published: true}\n",
        forra="Enhet;2024\nNorr;11\nSyd;20\n",
    )
    ((code, message),) = told(desk, source)
    assert code == "I294"
    assert "11 in forra, row “Norr”" in message
    assert "12 in tbl-svar, row “Norr”" in message


def test_a_file_counts_people_wherever_it_is_named(desk):
    source = people(SIMPLE, more="data:\n  svar: {file: data/svar.csv}\n")
    assert [code for code, _ in told(desk, source)] == ["I290"]


def test_what_was_published_before_can_make_it_impossible(desk):
    source = people(
        "Enhet;2024\nNorr;3\nSyd;20\nTotalt;23\n",
        ", linked: [forra]",
        more="data:\n  forra: {file: data/forra.csv, people: true, published: true}\n",
        forra="Enhet;2024\nNorr;..\nSyd;20\nTotalt;23\n",
    )
    assert [code for code, _ in told(desk, source)] == ["I298"]


def test_a_library_that_fails_stops_the_build(desk, monkeypatch):
    import pytauargus

    monkeypatch.setattr(pytauargus.HiTaSCtrl, "full_jj", lambda self, **options: 5008)
    assert [code for code, _ in told(desk, people(SIMPLE))] == ["I297"]


def test_warnings_do_not_tell_what_is_withheld(desk):
    """They stand in the manifest."""
    figures = FIGURES + "  fel: {share: delvis, of: ja}\n"
    source = people(SIMPLE, more=figures, text='{{ fel | procent | dold("mer än alla") }}')
    (fault,) = (one for one in desk.faults(source) if one.code == "I249")
    assert not any(digit in fault.message for digit in "0123456789")


def test_sums_of_percentages_without_counts_are_found(desk):
    data = "Fråga;Bra;Ganska bra;Bra sammanlagt;Svar\nEtt;20;50;70;10\nTvå;40;40;80;50\n"
    settings = ", shares: {Bra: Svar, Ganska bra: Svar, Bra sammanlagt: Svar}"
    shown = desk.published(people(data, settings)).tables[0][1]
    assert shown[1] == ".."
    assert ".." in (shown[2], shown[3])


def test_a_number_written_by_hand_that_is_withheld_is_pointed_out(desk):
    found = desk.faults(people(SIMPLE, ", summary: Bara tre svarade ja."))
    assert [(fault.code, fault.level) for fault in found if fault.code == "I299"] == [("I299", "warning")]


# ------------------------------------------------------------------------------------------------ persons in rows


PERSONS = "Namn;Enhet;Kön;Ålder\n" + "".join(
    f"Person {number};{'Norr' if number < 9 else 'Syd'};{'Kvinna' if number % 3 else 'Man'};{20 + number}\n"
    for number in range(40)
)
COUNTED = """\
data:
  personer: {file: data/personer.csv, people: rows}
figures:
  alla: {formula: count(personer)}
  norr: {formula: 'count(personer, Enhet = "Norr")'}
  norr_kvinnor: {formula: 'count(personer, Enhet = "Norr", Kön = "Kvinna")'}
  norr_man: {formula: 'count(personer, Enhet = "Norr", Kön = "Man")'}
  alder: {formula: 'average(personer["Ålder"], Enhet = "Norr", Kön = "Man")'}
  alder_syd: {formula: 'average(personer["Ålder"], Enhet = "Syd")'}
  en: {table: personer, row: Person 7, column: Ålder}
"""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Av {{ alla }} finns {{ norr }} i norr.", []),
        ("I norr finns {{ norr_kvinnor }} kvinnor.", []),
        ("I norr finns {{ norr_man }} män.", ["I275"]),
        ("I norr finns {{ norr }}, varav {{ norr_kvinnor }} kvinnor.", ["I295"]),
        ("De är {{ alder }} år.", ["I275"]),
        ("De är {{ alder_syd | tal(decimaler=1) }} år.", []),
        ("En är {{ en }} år.", ["I275"]),
    ],
)
def test_groups_of_persons_are_guarded_against_subtraction(desk, text, codes):
    source = case(figures=COUNTED, text=f"# Svar\n\n{text}\n", personer=PERSONS)
    assert sorted({code for code, _ in told(desk, source)}) == codes


def test_rows_that_are_persons_are_never_shown(desk):
    source = case(
        figures="tables:\n  tbl-alla: {file: data/personer.csv, caption: Alla, people: rows}\n",
        text="# Svar\n\nSe @tbl-alla.\n\n![](tbl-alla)\n",
        personer=PERSONS,
    )
    assert [code for code, _ in told(desk, source)] == ["I290"]


def test_tables_made_from_persons_protect_each_other(desk):
    source = case(
        figures="data:\n  personer: {file: data/personer.csv, people: rows}\n"
        "tables:\n"
        "  tbl-enhet: {from: personer, group-by: Enhet, count: Antal, caption: Enheter, people: true}\n"
        "  tbl-kon: {from: personer, group-by: Enhet, across: Kön, count: Antal, caption: Kön, people: true}\n",
        text="# Svar\n\nSe @tbl-enhet och @tbl-kon.\n\n![](tbl-enhet)\n\n![](tbl-kon)\n",
        personer=PERSONS,
    )
    document = desk.published(source)
    norr, syd = (document.table(0)[name]["Antal"] for name in ("Norr", "Syd"))
    rows = document.table(1)
    assert rows["Norr"]["Man"] is None, "3 men"
    assert norr is None or rows["Norr"]["Kvinna"] is None, "9 less 6 would tell them"
    assert syd is not None


def test_a_table_made_from_one_that_counts_people_counts_them_too(desk):
    source = case(
        figures="data:\n  personer: {file: data/personer.csv, people: rows}\n"
        "tables:\n  tbl-enhet: {from: personer, group-by: Enhet, count: Antal, caption: Enheter}\n",
        text="# Svar\n\nSe @tbl-enhet.\n\n![](tbl-enhet)\n",
        personer=PERSONS,
    )
    assert [code for code, _ in told(desk, source)] == ["I172"]


# ------------------------------------------------------------------------------------------------ traces

TRACED = """\
data:
  svar: {file: data/svar.csv, people: true}
figures:
  alla: {table: svar, row: Totalt, column: Antal}
  nej: {table: svar, row: Nej, column: Antal}
  andel: {share: nej, of: alla}
"""


@pytest.mark.parametrize(
    ("text", "traced"),
    [
        ("Alla var {{ alla }}.", {"alla": "43"}),
        ("Nej sade {{ andel | procent }}.", {}),
        ("Av {{ alla }} sade {{ andel | procent }} nej.", {"alla": "43"}),
        ("Av {{ alla }} sade {{ nej }} nej, {{ andel | procent }}.", {"alla": "43", "nej": "26", "andel": "26"}),
        ("Alla var {{ alla | cirka(till=10) }}.", {}),
    ],
)
def test_only_numbers_that_the_document_tells_can_be_traced(desk, text, traced):
    composed, _ = desk.examined(case(figures=TRACED, text=f"# Svar\n\n{text}\n", svar=SIMPLE))
    traces = Traces(composed).figures
    told = {one.name: one.as_json() for one in traces}
    assert {name: about["cells"][0]["text"] for name, about in told.items() if "exact" in about} == traced
    hidden = {"3", "14", *({"26", "43"} - set(traced.values()))}
    assert not {cell.get("text") for about in told.values() for cell in about["cells"]} & hidden
