"""Text alternatives written from the data: few numbers all told, of many the course, nothing that is not known."""

from dataclasses import replace
from datetime import date

from chart_checks import HERE, YEARS, chart, numbers
from hypothesis import given
from hypothesis import strategies as st

from pipeline.content.alternatives import chart_alternative, diagram_alternative, overview_alternative
from pipeline.content.drawn import chart_figure, diagram_figure, overview_figures
from pipeline.content.model import Figure
from pipeline.content.overviews import overview_sheets
from pipeline.figures.book import Activity, DiagramDefinition, OverviewDefinition, Step

TWO = {"Kvinnor": numbers("6.6", "6.9", "6.0"), "Män": numbers("4.5", None, "4.1")}
STEPS = (Step("Insats", "Det som görs."), Step("Utfall", "Det som blir."), Step("Effekt"))


def test_few_numbers_are_all_told_and_the_highest_and_lowest_too():
    assert chart_alternative(chart("line", YEARS, TWO, unit="procent", caption="Sjukfrånvaron.")) == (
        "Linjediagram: Sjukfrånvaron. Siffrorna anger procent. Kvinnor: 6,6 år 2021, 6,9 år 2022 och 6,0 år 2023. "
        "Män: 4,5 år 2021, uppgift saknas år 2022 och 4,1 år 2023. "
        "Högst är Kvinnor med 6,9 år 2022, lägst är Män med 4,1 år 2023."
    )


def test_categories_that_are_no_years_are_named_as_they_are():
    made = chart("bar", ("Norr", "Syd", "Väst"), {"Antal": numbers(1240, -3, 7)}, unit="")
    assert chart_alternative(made) == (
        "Stapeldiagram: Ärenden. Antal: 1\u00a0240 för Norr, −3 för Syd och 7 för Väst. "
        "Högst är 1\u00a0240 för Norr, lägst är −3 för Syd."
    )


def test_a_value_that_there_cannot_be_is_told_from_one_that_is_missing():
    made = chart("bar", ("Norr", "Syd"), {"Antal": numbers(None, None)})
    series = replace(made.series[0], values=numbers(None, 0), signs=(".", "–"))
    told = chart_alternative(replace(made, series=(series,)))
    assert "Antal: ingen uppgift kan finnas för Norr och 0 för Syd." in told


def test_nobody_is_highest_where_two_are():
    assert "Högst" not in chart_alternative(chart("bar", YEARS, {"A": numbers(5, 5, 1)}))


def test_of_many_numbers_a_line_has_its_ends_its_peak_and_its_foot():
    made = chart("line", map(str, range(2004, 2024)), {"A": numbers(5, 9, *[6] * 16, 1, 7)}, numbers="table")
    assert chart_alternative(made) == (
        "Linjediagram: Ärenden. Siffrorna anger antal ärenden. "
        "A: från 5 år 2004 till 7 år 2023, som högst 9 år 2005, som lägst 1 år 2022. Alla siffror finns i en tabell."
    )


def test_of_many_bars_the_highest_and_the_lowest_are_told_and_how_many_are_unknown():
    made = chart("bar", [f"Län {at}" for at in range(20)], {"A": numbers(None, *range(19))})
    told = chart_alternative(made)
    assert "A: som högst 18 för Län 19, som lägst 0 för Län 1, uppgift saknas för ett av 20." in told


def test_stacks_have_their_sums_and_shares():
    made = chart("stacked-bar", ("2022", "2023"), {"Bifall": numbers(1398, 1000), "Avslag": numbers(3264, 3)})
    assert chart_alternative(made) == (
        "Staplat stapeldiagram: Ärenden. Siffrorna anger antal ärenden. "
        "2022: sammanlagt 4\u00a0662, varav Bifall 1\u00a0398 (30 procent) och Avslag 3\u00a0264 (70 procent). "
        "2023: sammanlagt 1\u00a0003, varav Bifall 1\u00a0000 (100 procent) och Avslag 3 (under 1 procent)."
    )


def test_a_stack_that_lacks_a_part_has_neither_sum_nor_shares():
    made = chart("stacked-bar", ("2022",), {"A": numbers(10), "B": numbers(None), "C": numbers(30)})
    told = chart_alternative(made)
    assert told.endswith("2022: A 10, C 30 och uppgift saknas för B.")
    assert "40" not in told


def test_stacks_of_shares_are_told_as_they_are():
    made = chart("stacked-bar", ("2022",), {"Kvinnor": numbers(51), "Män": numbers(49)}, unit="procent")
    assert chart_alternative(made).endswith("2022: Kvinnor 51 och Män 49.")


@given(st.lists(st.one_of(st.none(), st.integers(0, 99)), min_size=3, max_size=6))
def test_an_alternative_never_says_a_number_that_the_chart_has_not(values):
    made = chart("bar", [f"Enhet {chr(97 + at)}" for at in range(len(values))], {"Antal": numbers(7, *values[1:])})
    told = chart_alternative(made)
    said = {int(word) for word in told.replace(",", " ").replace(".", " ").split() if word.isdigit()}
    assert said == {7, *(value for value in values[1:] if value is not None)}


def test_the_text_alternative_of_a_diagram_names_every_box():
    diagram = DiagramDefinition("fig-b", "chain", STEPS, "Kedjan", "", (), 140, HERE, HERE, ())
    assert diagram_alternative(diagram) == (
        "Kedjan: tre rutor i följd med pilar emellan. 1. Insats. Det som görs. 2. Utfall. Det som blir. 3. Effekt."
    )


def test_a_soft_hyphen_of_a_box_is_not_read_aloud():
    steps = (Step("Samhälls\u00adeffekter"), Step("Mål"))
    diagram = DiagramDefinition("fig-b", "chain", steps, "Kedjan", "", (), 140, HERE, HERE, ())
    assert diagram_alternative(diagram).endswith(" 1. Samhällseffekter. 2. Mål.")


def overview(activities, **changes):
    given = {
        "name": "fig-plan",
        "activities": tuple(activities),
        "axis": None,
        "status_date": None,
        "label_title": "Vad",
        "start_title": "Start",
        "end_title": "Slut",
        "group_title": "",
        "caption": "Planen",
        "alt": "",
        "notes": (),
        "width": 120.0,
        "height": None,
        "place": HERE,
        "caption_place": HERE,
        "note_places": (),
    }
    return OverviewDefinition(**{**given, **changes})


def test_an_overview_tells_its_days_by_group_and_the_status_day():
    plan = overview(
        [
            Activity("Kurs", date(2024, 3, 4), date(2024, 3, 15), "Utbildning"),
            Activity("Prov", date(2024, 3, 20), date(2024, 3, 20), "Utbildning"),
            Activity("Start", date(2024, 12, 1), date(2025, 1, 15), "Drift"),
        ],
        status_date=date(2024, 6, 30),
    )
    assert overview_alternative(plan, plan.activities) == (
        "Aktivitetsöversikt: Planen. Tre aktiviteter under tiden 4 mars 2024–15 januari 2025. "
        "Utbildning: Kurs 4–15 mars 2024; Prov 20 mars 2024. Drift: Start 1 december 2024–15 januari 2025. "
        "Strecket visar läget den 30 juni 2024."
    )


def test_a_caption_that_is_read_beside_it_is_left_out():
    bars = chart("bar", YEARS, {"Antal": numbers(5, 5, 1)})
    assert chart_alternative(bars, "").startswith("Stapeldiagram. Siffrorna anger antal ärenden. Antal: 5 år 2021")
    assert chart_alternative(bars, "År 2023.").startswith("Stapeldiagram: År 2023. Siffrorna anger antal ärenden.")
    diagram = DiagramDefinition("fig-b", "chain", STEPS, "Kedjan", "", (), 140, HERE, HERE, ())
    assert diagram_alternative(diagram, "").startswith("Tre rutor i följd med pilar emellan. 1. Insats.")
    plan = overview([Activity("Prov", date(2024, 3, 20), date(2024, 3, 20))])
    assert overview_alternative(plan, plan.activities, "").startswith("Aktivitetsöversikt. En aktivitet den 20 mars")


def test_a_figure_has_both_and_an_author_s_own_alternative_is_read_as_it_is_written():
    bars = chart("bar", YEARS, {"Antal": numbers(5, 5, 1)}, caption="Stapeldiagram: Antal")
    figure = chart_figure(bars)
    assert figure.alt.startswith("Stapeldiagram: Stapeldiagram: Antal. Siffrorna")
    assert figure.alt_beside.startswith("Stapeldiagram. Siffrorna anger antal ärenden. Antal: 5")
    own = chart_figure(replace(bars, alt="Kedja: Antal. Mer står i texten."))
    assert (own.alt, own.alt_beside) == ("Kedja: Antal. Mer står i texten.", "")
    diagram = DiagramDefinition("fig-b", "chain", STEPS, "Kedjan", "", (), 140, HERE, HERE, ())
    assert diagram_figure(diagram).alt_beside.startswith("Tre rutor i följd")
    assert diagram_figure(replace(diagram, alt="Min.")).alt_beside == ""


def test_an_author_s_own_alternative_of_an_overview_stands_before_what_its_first_picture_shows():
    many = [Activity(f"Steg {at}", date(2024, 1, 1), date(2024, 2, 1)) for at in range(90)]
    plan = overview(many, alt="Planen i sin helhet.")
    pictures = [block for block in overview_figures(plan) if isinstance(block, Figure)]
    assert len(pictures) > 1
    first, *others = pictures
    assert first.alt.startswith(f"Planen i sin helhet. Aktivitetsöversikt: Planen (del 1 av {len(pictures)}). ")
    assert first.alt_beside == ""
    assert all(one.alt.startswith("Aktivitetsöversikt: Planen (del ") for one in others)
    assert all(one.alt_beside.startswith("Aktivitetsöversikt. ") for one in others)
    (alone,) = overview_figures(overview(many[:2], alt="Planen i sin helhet."))
    assert (alone.alt, alone.alt_beside) == ("Planen i sin helhet.", "")


def test_a_long_overview_tells_of_its_groups():
    many = [Activity(f"Steg {at}", date(2024, 1, 1 + at), date(2024, 2, 1 + at), f"Mål {at // 10}") for at in range(20)]
    told = overview_alternative(overview(many), many, part=(1, 2))
    assert told == (
        "Aktivitetsöversikt: Planen (del 1 av 2). 20 aktiviteter under tiden 1 januari–20 februari 2024. "
        "Mål 0: tio aktiviteter 1 januari–10 februari 2024; Steg 0 börjar först och Steg 9 slutar sist. "
        "Mål 1: tio aktiviteter 11 januari–20 februari 2024; Steg 10 börjar först och Steg 19 slutar sist."
    )
    assert len(overview_sheets(overview(many))) == 1
