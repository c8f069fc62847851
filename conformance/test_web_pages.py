"""Every page that the project makes, in a real Chromium: axe-core, the Nu checker and the keyboard find nothing."""

import lxml.html
import pytest

from conformance import browser_packages, vnu
from conformance.web_pages import NAMES, stress_pages
from tests.conftest import DOCUMENTS
from tests.html.said import differences


@pytest.fixture(scope="module")
def looked(browser, pages):
    return browser.look(pages)


@pytest.fixture(scope="module")
def judged(pages):
    return vnu.judged(pages)


def line(name, version, looked, verdict):
    counts, axe = looked["counts"], browser_packages.versions()["axe-core"]
    others = len(looked["findings"]) - counts["axe"]
    nu = f"vnu {vnu.version()} {verdict.errors} errors {verdict.warnings} warnings"
    reached = f"{counts['focusable']} reached, {counts['opened']} opened, {others} other findings"
    return f"page {name}: axe {axe} {counts['axe']} violations, {nu}, Chromium {version} {reached}"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_in_any_page(looked, judged, browser, name, tell):
    tell(line(name, browser.version, looked[name], judged[name]))
    assert looked[name]["findings"] == []
    assert judged[name].told == ()
    assert looked[name]["counts"]["rules"] > 90
    assert looked[name]["counts"]["focusable"] > 0


def kinds(paths):
    """Every element with its classes that stands in the text of some pages."""
    return {
        (element.tag, element.get("class"), element.get("role"), element.get("dir"))
        for path in paths
        for element in lxml.html.document_fromstring(path.read_bytes()).xpath(
            "//main//*[not(ancestor::*[name()='svg'])]"
        )
    }


def test_the_pages_that_are_looked_at_hold_all_that_the_page_of_any_stress_document_holds(stress, pages):
    assert kinds(stress_pages(stress[0])) <= kinds(pages.values())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_adopted_document_says_the_same_in_all_its_editions(adopted, name):
    read = [(adopted[name] / f"{name}.{ending}").read_bytes() for ending in ("html", "docx", "pdf")]
    assert differences(*read) == []
