"""Every page that the project makes, in a real Chromium: axe-core, the Nu checker and the keyboard find nothing."""

import pytest

from conformance import browser_packages, vnu
from conformance.web_pages import NAMES


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
