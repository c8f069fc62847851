"""The preview in a real Chromium: a saved change is seen in the open page, a fault stands there until it is mended."""

import pytest

from tests.conftest import copy_project
from tests.preview.server_process import preview

NAME = "sustainability-report-2023"

#: What the reader reads: the first words within the window, and how far from its top they stand.
PLACE = """(() => {
  const shown = [...document.querySelectorAll("main :is(h2, h3, p, li, td)")];
  const seen = shown.find((one) => one.checkVisibility() && one.getBoundingClientRect().top > 0);
  return { words: seen.textContent, top: seen.getBoundingClientRect().top };
})()"""
#: What a screen reader is given to say; and whether the place that it is listening to was taken out of the page.
HEARD = """(() => {
  const status = document.querySelector(".author-status");
  Object.assign(window, { heard: [], moved: false });
  new MutationObserver(() => heard.push(status.textContent)).observe(status, { childList: true });
  new MutationObserver((changes) => {
    moved ||= changes.some((one) => [...one.removedNodes].includes(status));
  }).observe(document.body, { childList: true });
})()"""
MIDDLE = "scrollTo({ top: document.body.scrollHeight / 2, behavior: 'instant' })"


def save(file, words):
    """Has the words in a file all at once: a fault of a file that is half written would be heard, too."""
    beside = file.parents[3] / "beside"
    beside.write_text(words, encoding="utf-8")
    beside.replace(file)


class Page:
    """The preview of a document, open in the browser.

    Attributes:
        said: what the console has said, and requests to elsewhere.
    """

    def __init__(self, browser, url):
        self._browser = browser
        self._number = browser.ask("open", address=url)

    def __getattr__(self, name):
        return self._browser.ask("state", page=self._number)[name]

    def run(self, expression):
        return self._browser.ask("act", page=self._number, expression=expression)

    def wait(self, expression):
        """Milliseconds until an expression is true in the page."""
        return self._browser.ask("act", page=self._number, expression=expression, until=True, within=180_000)

    def close(self):
        self._browser.ask("close", page=self._number)


@pytest.fixture
def project(tmp_path):
    return copy_project(tmp_path / "project")


@pytest.fixture
def shown(browser, project):
    with preview(project, NAME) as running:
        page = Page(browser, running.url)
        yield page
        page.close()


@pytest.fixture
def text(project):
    """A file of prose whose words stand before the middle of the page."""
    return sorted((project / "inputs" / NAME / "text").glob("*.md"))[0]


def test_a_saved_change_is_seen_and_the_reader_stays_where_they_were(shown, text, tell):
    shown.run(MIDDLE)
    before = shown.run(PLACE)
    assert shown.scrolled > 1000
    save(text, text.read_text(encoding="utf-8") + "\nEn alldeles ny mening.\n")
    took = shown.wait("document.body.innerText.includes('En alldeles ny mening.')")
    after = shown.run(PLACE)
    assert after["words"] == before["words"]
    assert after["top"] == pytest.approx(before["top"], abs=2)
    assert shown.said == []
    tell(f"preview {NAME}: a saved change was seen after {took:.0f} ms, at the same place on the page")


def test_a_fault_stands_above_the_last_good_page_and_goes_when_it_is_mended(shown, text, project, tell):
    good = text.read_text(encoding="utf-8")
    words = shown.run("document.querySelector('main').innerText")
    save(text, good + "\nSe {{ finns.inte }}.\n")
    broke = shown.wait("document.querySelector('.author-fault')?.checkVisibility()")
    place = f"{text.relative_to(project)}:{len(good.splitlines()) + 2}"
    assert place in shown.run("document.querySelector('.author-fault').innerText")
    assert shown.run("document.querySelector('main').innerText") == words
    save(text, good)
    mended = shown.wait("!document.querySelector('.author-fault')")
    assert shown.run("document.querySelector('main').innerText") == words
    assert shown.said == []
    tell(f"preview {NAME}: a fault was seen after {broke:.0f} ms and gone {mended:.0f} ms after it was mended")


def test_a_fault_is_heard_once_and_moves_neither_focus_nor_what_is_folded(shown, text):
    good = text.read_text(encoding="utf-8")
    folded = "[...document.querySelectorAll('details:not(.author-fault details)')].map((one) => one.open)"
    shown.run("document.querySelectorAll('details').forEach((one) => { one.open = !one.open; })")
    before = shown.run(folded)
    assert before
    shown.run("document.querySelector('main a[href]').focus()")
    focused = shown.run("document.activeElement.outerHTML")
    shown.run(HEARD)
    save(text, good + "\nSe {{ finns.inte }}.\n")
    shown.wait("document.querySelector('.author-fault')?.checkVisibility()")
    save(text, good + "\nSe {{ finns.heller.inte }}.\n")
    shown.wait("document.querySelector('.author-fault')?.innerText.includes('heller')")
    (said,) = shown.run("heard")
    assert f"{text.name}:{len(good.splitlines()) + 2}" in said
    assert shown.run("document.activeElement.outerHTML") == focused
    assert shown.run(folded) == before
    save(text, good)
    shown.wait("!document.querySelector('.author-fault')")
    assert shown.run("heard.filter(Boolean).length") == 2  # after a while, the place is emptied
    assert not shown.run("moved")
    assert shown.run("document.activeElement.outerHTML") == focused
    assert shown.run(folded) == before
    assert shown.said == []


def test_an_open_trace_stays_open_when_a_change_is_saved(shown, text):
    shown.run("document.querySelector('button[popovertarget]').focus()")
    shown.run("document.activeElement.click()")
    title = shown.run("document.querySelector(':popover-open').innerText")
    text.write_text(text.read_text(encoding="utf-8") + "\nEn alldeles ny mening.\n", encoding="utf-8")
    shown.wait("document.body.innerText.includes('En alldeles ny mening.')")
    assert shown.run("document.querySelector(':popover-open')?.innerText") == title


def test_a_page_opened_at_a_section_says_nothing_and_the_focus_goes_within_a_trace_that_opens(browser, project, text):
    within = "document.activeElement.matches(':popover-open .author-title')"
    with preview(project, NAME) as running:
        page = Page(browser, running.url + "#sec-forord")
        page.run("document.querySelector('button[popovertarget]').click()")
        assert page.run(within)
        page.run("document.querySelector(':popover-open').hidePopover()")
        text.write_text(text.read_text(encoding="utf-8") + "\nEn alldeles ny mening.\n", encoding="utf-8")
        page.wait("document.body.innerText.includes('En alldeles ny mening.')")
        page.run("document.querySelector('button[popovertarget]').click()")
        assert page.run(within)
        assert page.said == []
        page.close()


def test_a_note_that_is_read_stays_when_a_change_is_saved(shown, text):
    shown.run("document.querySelector('[role=doc-noteref]').click()")
    note = shown.run("document.querySelector(':target').id")
    before = shown.run(PLACE)
    text.write_text(text.read_text(encoding="utf-8") + "\nEn alldeles ny mening.\n", encoding="utf-8")
    shown.wait("document.body.innerText.includes('En alldeles ny mening.')")
    assert shown.run("document.querySelector(':target')?.id") == note
    after = shown.run(PLACE)
    assert after["words"] == before["words"]
    assert after["top"] == pytest.approx(before["top"], abs=2)
    assert shown.said == []
