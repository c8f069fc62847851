"""Searching the overview in a real Chromium: typing and choosing leave what fits, and it is said how many that are."""

import hashlib
import json
from contextlib import contextmanager

import pytest

SHOWN = "[...document.querySelectorAll('.documents > li:not([hidden]) h2')].map((title) => title.textContent.trim())"


class Opened:
    """The overview, open; it is used as people use it."""

    def __init__(self, browser, number):
        self._browser, self._number = browser, number

    def act(self, expression, **options):
        return self._browser.ask("act", page=self._number, expression=expression, **options)

    def enter(self, field, value):
        self.act(
            f"((field) => {{ field.focus(); field.value = {json.dumps(value)};"
            f" field.dispatchEvent(new Event('input', {{ bubbles: true }})); }})(document.getElementById('{field}'))"
        )

    @property
    def shown(self):
        return self.act(SHOWN)

    def says(self, words):
        """Wait until the live region says so."""
        self.act(f"document.querySelector('[role=status]').textContent === {json.dumps(words)}", until=True)


@contextmanager
def opened(browser, path):
    number = browser.ask("open", address=path.as_uri())
    try:
        yield Opened(browser, number)
    finally:
        browser.ask("close", page=number)


@pytest.fixture
def overview(browser, draft_project):
    with opened(browser, draft_project / "outputs" / "index.html") as page:
        yield page


def test_typing_leaves_the_documents_that_have_all_the_words(overview):
    assert len(overview.shown) == 6
    overview.enter("words", "ÅTERVÄNDANDE handlingsplan")
    assert overview.shown
    assert all("återvändande" in title.lower() for title in overview.shown)
    overview.enter("words", "1.3.1-2024-8647")
    assert overview.shown == ["Hållbarhetsredovisning 2023"]
    overview.says("Visar 1 av 6 dokument")
    overview.enter("words", "")
    assert len(overview.shown) == 6
    overview.says("6 dokument")


def test_letters_are_found_without_what_stands_above_them(overview):
    overview.enter("words", "hallbarhetsredovisning")
    assert overview.shown == ["Hållbarhetsredovisning 2023"]


def test_a_file_is_found_by_the_beginning_of_its_checksum_and_by_no_other_part(overview, draft_project):
    data = (draft_project / "outputs" / "sustainability-report-2023.pdf").read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    for beginning in (digest[:12], digest.upper()):
        overview.enter("words", beginning)
        assert overview.shown == ["Hållbarhetsredovisning 2023"]
    overview.enter("words", digest[1:13])
    assert overview.shown == []


def test_escape_empties_the_search(overview):
    overview.enter("words", "finns inte")
    overview.says("Visar 0 av 6 dokument")
    pressed = "new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })"
    overview.act(f"document.activeElement.dispatchEvent({pressed})")
    assert overview.act("document.getElementById('words').value") == ""
    assert len(overview.shown) == 6
    overview.says("6 dokument")


def test_what_fits_nothing_is_said_and_undone_with_a_button(overview):
    overview.enter("words", "finns inte")
    assert overview.shown == []
    overview.says("Visar 0 av 6 dokument")
    assert not overview.act("document.querySelector('.nothing').hidden")
    overview.act("document.querySelector('.nothing button').click()")
    assert len(overview.shown) == 6
    assert overview.act("document.activeElement.id") == "words"


def test_status_and_kind_narrow_the_search(overview):
    overview.enter("kind", "handlingsplan")
    assert overview.shown == ["Handlingsplan för återvändande"]
    overview.enter("status", "draft")
    assert overview.shown == ["Handlingsplan för återvändande"]
    overview.enter("words", "hållbarhet")
    assert overview.shown == []
