"""Nothing that small counts of people hide stands in the author's edition: it is a file that may be passed on."""

import re

import pytest

from pipeline.building.project import Project
from tests.figures.suppression.publishing import case, write_case
from tests.figures.suppression.test_leaks import DERIVED, FIGURES, FLER, LARGER, SMALL, SVAR, TEXT, tells
from tests.html.authors import page_of, panel_of, parsed


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A document whose figures and tables hide numbers, and some that come from what is hidden."""
    project = tmp_path_factory.mktemp("secrecy")
    write_case(project, case(figures=FIGURES, text=TEXT, svar=SVAR, fler=FLER))
    return page_of(Project(project), "x")


@pytest.mark.parametrize("hidden", [*SMALL, *LARGER, *DERIVED])
def test_no_withheld_number_stands_in_the_page(page, hidden):
    said = re.sub(r"<style>.*?</style>|<script.*?</script>|<svg.*?</svg>", " ", page, flags=re.DOTALL)
    assert tells(re.sub(r"<[^>]+>", " ", said), "48354"), "the page was read"
    assert not tells(re.sub(r"<[^>]+>", " ", said), hidden)
    assert not any(tells(value, hidden) for value in parsed(page).xpath("//@aria-label | //@title | //@alt"))
    assert not any(tells(text, hidden) for text in parsed(page).xpath("//svg//text()"))


def test_the_trace_of_a_hidden_figure_says_that_it_is_and_where_it_comes_from(page):
    told = panel_of(page, "färre än hundra")
    assert "diarie explain" in told
    assert "svar.ja_man" in told
    assert "figures.yaml" in told
    assert "exakt värde" not in told
    assert "kolumnen ”Män”" in told
    assert "kolumnen ”Män”:" not in told


def test_a_figure_that_hides_nothing_has_its_cell_beside_one_that_does(page):
    assert "48354" in re.sub(r"\s", "", panel_of(page, "48.354"))


def test_the_values_that_a_chart_withholds_have_no_cell_to_read(page):
    root = parsed(page)
    (panel,) = (one for one in root.find_class("author-trace") if one[0].text == "diagrammet fig-man")
    (withheld,) = (step for step in panel.xpath("./ol/li") if "Ja" in step[0].text)
    assert "”" not in withheld.text_content().replace("kolumnen ”Män”", "")
