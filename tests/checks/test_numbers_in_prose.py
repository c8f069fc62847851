"""Which numbers of a sentence need a source, and which are dates, laws and other names."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.numbers import names
from pipeline.checks.numbers.found import numbers_in
from pipeline.checks.numbers.names import names_in
from pipeline.checks.numbers.years import years_in
from pipeline.checks.passages import of_text
from pipeline.figures.wording import swedish_number
from pipeline.places import Place
from pipeline.sources.dates import format_date, format_month
from tests.conftest import ROOT

PLACE = Place("inputs/x/text/10-a.md", 1, 1)


def numbers(text):
    return [(text[one.start : one.end], one.kind) for one in numbers_in(of_text("body", text, PLACE, "body"))]


def untraced(text):
    return [words for words, kind in numbers(text) if not kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi hade 4 711 ärenden 2023 och 12 år 2022.", "4 711|12"),
        ("Andelen var 63,6 procent, av 100 svarade 40 %.", "63,6|100|40 %"),
        ("Mellan 20 och 30 personer, 3 av 5 mål, 40/60.", "20|30|3|5|40/60"),
        ("Den 5 maj svarade 12. Klockan 12 kom 12.", "12|12"),
        ("Under 2023 102 upphandlingar, 2023 ärenden och drygt 2000 till.", "102|2023|2000"),
        ("Sida 3 har 20 rader, tabell 3 visar 4 rader.", "20|4"),
        ("Vi nådde mål 5 gånger; andelen steg 5 procent.", "5|5"),
        ("Vi såg 5–7 fall, två till tre fall och två–tre fall.", "5–7|två|tre|två–tre"),
        ("Läs § 4 p. 3 och 12 fall. Enligt 5 § är 2 ärenden fel.", "12|2"),
        ("I 21 län och 290 kommuner; rum 12 rymmer 40.", "21|290|40"),
        ("Det kostade 1 000 000 kr, 1,2 mnkr och 2 miljoner.", "1 000 000|1,2 mnkr|2 miljoner"),
        ("Tolv av tjugo. En av fem. Ett till tre år. Femtontusen.", "Tolv|tjugo|En av fem|Ett till tre|Femtontusen"),
        ("Vi har 24/7-support för 18-åringar.", "24/7-support|18-åringar"),
        ("Temperaturen var −5 grader, priset 10-20 kr.", "5|10-20"),
        ("Av Sveriges 290 kommuner har HR 3 personer.", "290|3"),
        ("Hundra procent, tusen frågor, två tredjedelar.", "Hundra|tusen|två tredjedelar"),
    ],
)
def test_numbers_that_state_something_are_found(text, expected):
    assert untraced(text) == expected.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "Kl. 9–12, kl 13 och 08.00–09.30, den 15 i varje månad, tisdag 15, vecka 14.",
        "Mål 5 och 10 i Agenda 2030, delmål 16.3, punkt 3.2.1, steg ett och två, nummer ett.",
        "2 kap. 5 § och 5 a §, 12 kap. 3 § 1 st., lag 2005:716 5 kap. 3 § 2 p., art. 3 och artikel 8.1.",
        "Prop. 2023/24:1 utg.omr. 8, anslaget 1:2, Ju2023/00123, mål UM 123-23, RÅ 2006 ref. 71.",
        "Dnr 1.3.1-2024-8647, A2021/01029, Stab/009/2024, 11/1066-9, dnr: 2023/123.",
        "Förordning (EU) 2016/679, direktiv 2013/32/EU, C-199/12 och FN:s resolution 1325.",
        "Tfn 010-485 00 00, ring 112, Box 123, 601 70 Norrköping, Storgatan 5, ISBN 978-91-38-24905-1.",
        "SS-EN ISO 9001:2015, WCAG 2.1, PDF/A-2, A4, E4, väg 55, covid-19, PM2,5, CO2, H1N1, 5G.",
        "Åren 2021, 2022 och 2023, läsåret 2022/23, 1998–99, 2021 – 2023, år 1766, 1951 års konvention, 90-talet.",
        "B7.3 är det tredje steget, den 3:e gången, en tvåa, båda två, en och samma, ett par, flera tusen.",
        "Vi ska (1) pröva, (2) stödja och (3) samverka, på en skala från 1 till 5.",
        "Se migrationsverket.se/2023/5, a2@b3.se och https://www.example.se/12.",
    ],
)
def test_numbers_that_are_names_need_no_source(text):
    assert untraced(text) == []


@given(st.decimals(0, 10**9, places=2), st.integers(0, 2))
def test_a_number_is_found_whole_however_it_is_written(value, decimals):
    written = swedish_number(Decimal(value), decimals)
    assert untraced(f"Vi såg {written} fall i länet.") == [written]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_is_a_date(day):
    text = f"Det skedde den {format_date(day)}, i {format_month(day)} och {day.isoformat()}, under {day.year}."
    assert {kind for _, kind in numbers(text)} <= {"dates", "years"}


@given(st.text(alphabet="0123456789 .,:;–-/§()%kap året målsteg\u00a0", max_size=40))
def test_odd_texts_give_numbers_inside_the_text_and_in_order(text):
    found = numbers_in(of_text("body", text, PLACE, "body"))
    assert all(0 <= one.start < one.end <= len(text.strip()) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def texts_of_cases():
    for path in sorted((ROOT / "tests" / "checks" / "cases").glob("*.md")):
        yield from path.read_text("utf-8").split("\n\n")


def test_a_quick_look_before_a_long_search_hides_no_name(monkeypatch):
    quick = [tuple(names_in(text, apart=apart)) for text in texts_of_cases() for apart in (True, False)]
    hasty = names._compiled
    patient = {
        one: tuple((named._replace(needs=()), found) for named, found in hasty(apart=one)) for one in (True, False)
    }
    monkeypatch.setattr(names, "_compiled", lambda *, apart: patient[apart])
    assert quick == [tuple(names_in(text, apart=apart)) for text in texts_of_cases() for apart in (True, False)]
    assert sum(map(len, quick)) > 500


@pytest.mark.parametrize(
    ("text", "years"),
    [("2023", {2023}), ("2021–2023", {2021, 2022, 2023}), ("2016/17", {2016, 2017}), ("1999–01", {1999, 2000, 2001})],
)
def test_the_years_of_a_range_are_those_between_its_ends_too(text, years):
    assert years_in(text, 0, len(text)) == years
