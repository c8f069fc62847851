"""Attacks on whole documents: nobody can work a withheld number out of what the document tells."""

from dataclasses import dataclass
from typing import Any

import pytest

from pipeline.figures.suppression import protecting
from pipeline.figures.suppression.choosing import Choice
from tests.figures.suppression.attack import Attack, given_away
from tests.figures.suppression.publishing import Desk, case


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("desk"))


@dataclass(frozen=True)
class Case:
    """A document, what a reader of it knows, and the numbers behind it."""

    source: str
    knows: Any
    truth: dict


def shown(name, prefix=""):
    """A CSV file's numbers by their names in an attack."""
    heads, *rows = [line.split(";") for line in name.strip().splitlines()]
    return {
        (prefix, row[0], head): int(cell)
        for row in rows
        for head, cell in zip(heads[1:], row[1:], strict=True)
        if "%" not in head and cell.lstrip("-").isdigit()
    }


def one_table(data, settings="", text=""):
    return case(
        figures=f"tables:\n  tbl-svar: {{file: data/svar.csv, caption: Svar, people: true{settings}}}\n",
        text=f"# Svar\n\nSe @tbl-svar.\n\n![](tbl-svar)\n\n{text}",
        svar=data,
    )


def reads_all(attack, document):
    attack.reads(document.table(0))


WITH_TOTALS = "Svar;Kvinnor;Män;Totalt\nJa;20;3;23\nDelvis;12;7;19\nNej;9;31;40\nTotalt;41;41;82\n"
ONE_SMALL = "Svar;Antal\nJa;3\nNej;6\nTotalt;9\n"
LONGER = "Svar;Antal\nJa;3\nDelvis;14\nNej;26\nVet inte;11\nTotalt;54\n"


def yearly(attack, document):
    """The change is this year's number less last year's."""
    table = document.table(0)
    attack.reads({row: {year: cells[year] for year in ("2024", "2025")} for row, cells in table.items()})
    for row, cells in table.items():
        if cells["Förändring"] is not None:
            attack.sums({("", row, "2025"): 1, ("", row, "2024"): -1}, cells["Förändring"])


YEARS = "Enhet;2024;2025;Förändring\nNorr;12;3;-9\nSyd;20;24;4\nVäst;15;18;3\nTotalt;47;45;-2\n"


def two_tables(attack, document):
    """Both tables divide the same people."""
    attack.reads(document.table(0), "kön")
    attack.reads(document.table(1), "ålder")
    attack.sums({("kön", "Totalt", "2025"): 1, ("ålder", "Totalt", "2025"): -1}, 0)


SEXES = "Kön;2025\nKvinnor;27\nMän;13\nTotalt;40\n"
AGES = "Ålder;2025\n–29 år;2\n30–49 år;20\n50– år;18\nTotalt;40\n"


def with_percent(attack, document):
    """Each percentage is of the total above or below it."""
    table = document.table(0)
    for row, cells in table.items():
        attack.knows(("", row, "Antal"), cells["Antal"])
        if cells["Andel"] is not None and row != "Totalt":
            attack.percent(("", row, "Antal"), ("", "Totalt", "Antal"), cells["Andel"], 0.5)
    attack.sums({("", row, "Antal"): 1 if row != "Totalt" else -1 for row in table}, 0)


PERCENT = "Svar;Antal;Andel\nJa;3;6\nDelvis;14;26\nNej;26;48\nVet inte;11;20\nTotalt;54;100\n"


def percent_only(attack, document):
    """Percentages of a number of answers that stands beside them; the answers make up all of them."""
    for row, cells in document.table(0).items():
        base = ("", row, "Antal svar")
        attack.knows(base, cells["Antal svar"])
        parts = {}
        for column in ("Ja", "Nej"):
            parts[("", row, column)] = 1
            if cells[column] is not None:
                attack.percent(("", row, column), base, cells[column], 0.5)
        attack.sums({**parts, base: -1}, 0)


def levels(attack, document):
    """Units add up to regions, regions to the whole."""
    for column in ("Kvinnor", "Män"):
        for row, cells in document.table(0).items():
            attack.knows(("", row, column), cells[column])
        for whole, parts in (("Norr", "AB"), ("Syd", "CD"), ("Alla", ("Norr", "Syd"))):
            attack.sums({("", whole, column): -1, **{("", part, column): 1 for part in parts}}, 0)


LEVELS = "Enhet;Kvinnor;Män\nA;3;22\nB;18;15\nNorr;21;37\nC;12;9\nD;8;30\nSyd;20;39\nAlla;41;76\n"


def with_chart(attack, document):
    """The chart's numbers stand in a table of their own, and both are of the same people."""
    attack.reads(document.table(0))
    for row, cells in document.table(1).items():
        for column, value in cells.items():
            attack.knows(("", row, column), value)


def with_sentence(attack, document):
    """A sentence tells how many answered Ja and Delvis together."""
    attack.reads(document.table(0))
    value, _ = document.said(r"(\d+) kvinnor svarade ja eller delvis")
    attack.sums({("", "Ja", "Kvinnor"): 1, ("", "Delvis", "Kvinnor"): 1}, value)


def published_before(attack, document):
    """Last year's report told last year's numbers, but for one."""
    attack.reads(document.table(0))
    for row, value in (("Norr", 12), ("Syd", 20), ("Väst", None), ("Totalt", 47)):
        attack.knows(("", row, "2024"), value)


LAST_YEAR = "Enhet;2024\nNorr;12\nSyd;20\nVäst;..\nTotalt;47\n"
BOTH_YEARS = "Enhet;2024;2025\nNorr;12;3\nSyd;20;24\nVäst;15;18\nTotalt;47;45\n"

CASES = {
    "totals in rows and columns": Case(one_table(WITH_TOTALS), reads_all, shown(WITH_TOTALS)),
    "a small cell and its total": Case(one_table(LONGER), reads_all, shown(LONGER)),
    "years and their differences": Case(
        one_table(YEARS, ', worked-out: {Förändring: ["2024", "2025"]}'),
        yearly,
        {name: value for name, value in shown(YEARS).items() if name[2] != "Förändring"},
    ),
    "two tables of one total": Case(
        case(
            figures="tables:\n  tbl-kon: {file: data/kon.csv, caption: Kön, people: true}\n"
            "  tbl-alder: {file: data/alder.csv, caption: Ålder, people: true}\n",
            text="# Svar\n\nSe @tbl-kon och @tbl-alder.\n\n![](tbl-kon)\n\n![](tbl-alder)\n",
            kon=SEXES,
            alder=AGES,
        ),
        two_tables,
        {**shown(SEXES, "kön"), **shown(AGES, "ålder")},
    ),
    "percentages beside their counts": Case(
        one_table(PERCENT, ", columns: {Andel: {type: percent}}, worked-out: {Andel: [Antal, Totalt]}"),
        with_percent,
        {name: value for name, value in shown(PERCENT).items() if name[2] == "Antal"},
    ),
    "33 percent of a known 9, and a question beside it": Case(
        one_table(
            "Fråga;Ja;Nej;Antal svar\nEtt;33;67;9\nTvå;44;56;32\n",
            ", columns: {Ja: {type: percent}, Nej: {type: percent}}, shares: {Ja: Antal svar, Nej: Antal svar}",
        ),
        percent_only,
        {("", "Ett", "Ja"): 3, ("", "Ett", "Nej"): 6},
    ),
    "totals of totals": Case(one_table(LEVELS), levels, shown(LEVELS)),
    "a chart of the same people": Case(
        case(
            figures="tables:\n  tbl-svar: {file: data/svar.csv, caption: Svar, people: true}\n"
            "data:\n  svar: {file: data/svar.csv, people: true}\n"
            "charts:\n  fig-svar: {type: bar, table: svar, category: Svar, series: [Män], caption: Männens svar}\n",
            text="# Svar\n\nSe @tbl-svar och @fig-svar.\n\n![](tbl-svar)\n\n![](fig-svar)\n",
            svar=WITH_TOTALS,
        ),
        with_chart,
        shown(WITH_TOTALS),
    ),
    "a sentence that is safe beside the table": Case(
        case(
            figures="tables:\n  tbl-svar: {file: data/svar.csv, caption: Svar, people: true}\n"
            "figures:\n  ja: {table: tbl-svar, row: Ja, column: Kvinnor}\n"
            "  delvis: {table: tbl-svar, row: Delvis, column: Kvinnor}\n  bada: {sum: [ja, delvis]}\n",
            text="# Svar\n\nSe @tbl-svar. Sammanlagt {{ bada }} kvinnor svarade ja eller delvis.\n\n![](tbl-svar)\n",
            svar=WITH_TOTALS,
        ),
        with_sentence,
        shown(WITH_TOTALS),
    ),
    "numbers that were published before": Case(
        case(
            figures="tables:\n  tbl-ar: {file: data/ar.csv, caption: År, people: true}\n"
            "data:\n  forra: {file: data/forra.csv, people: true, published: true, linked: [tbl-ar]}\n",
            text="# Svar\n\nSe @tbl-ar.\n\n![](tbl-ar)\n",
            ar=BOTH_YEARS,
            forra=LAST_YEAR,
        ),
        published_before,
        shown(BOTH_YEARS),
    ),
}


def hidden(attack, truth):
    """The numbers that the document does not tell by themselves."""
    told = {next(iter(places)) for places, _ in attack.equal if len(places) == 1}
    return {name: value for name, value in truth.items() if attack.number(name) not in told}


@pytest.mark.parametrize("name", CASES)
def test_no_withheld_number_can_be_worked_out(name, desk):
    made = CASES[name]
    attack = Attack()
    made.knows(attack, desk.published(made.source))
    withheld = hidden(attack, made.truth)
    assert withheld, "nothing is withheld: the case tests nothing"
    assert given_away(attack, withheld) == {}


@pytest.mark.parametrize("name", CASES)
def test_hiding_only_the_small_numbers_would_give_them_away(name, desk, monkeypatch):
    def only_small(system, told=()):
        return Choice(frozenset(index for index in system.small if system.counts[index].shown))

    monkeypatch.setattr(protecting, "choose", only_small)
    made = CASES[name]
    attack = Attack()
    made.knows(attack, desk.published(made.source))
    assert given_away(attack, hidden(attack, made.truth)) != {}
