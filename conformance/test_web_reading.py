"""The web edition's script in a real Chromium: the contents list follows the reading, a note closes with Escape."""

import pytest

from pipeline.content.model import Footnote, FootnoteMark, Heading, Paragraph, Text
from tests.html.pages import page

WORDS = Paragraph((Text("Ord om mål och medel. " * 60),))


@pytest.fixture(scope="module")
def reading(browser, tmp_path_factory):
    """Runs an expression in a page of forty long sections with two notes, and says what the console has said."""
    blocks = []
    for number in range(40):
        blocks += [Heading(1, (Text(f"Avsnitt {number}"),)), WORDS, WORDS]
        blocks += [Paragraph((Text("Med not."), FootnoteMark("a")))] if number in (3, 4) else []
    file = tmp_path_factory.mktemp("reading") / "page.html"
    file.write_text(page(*blocks, footnotes={"a": Footnote("a", (Paragraph((Text("Noten."),)),))}))
    opened = browser.ask("open", address=file.as_uri())

    def run(expression, *, until=False):
        return browser.ask("act", page=opened, expression=expression, until=until)

    yield run
    assert browser.ask("state", page=opened)["said"] == []
    browser.ask("close", page=opened)


def test_the_contents_list_marks_what_is_read_and_keeps_the_mark_in_sight(reading):
    seen = """(() => {
      const list = document.querySelector("nav.contents"), mark = list.querySelectorAll("[aria-current]");
      const [all, one] = [list, mark[0] || list].map((of) => of.getBoundingClientRect());
      return mark.length === 1 && one.top >= all.top && one.bottom <= all.bottom && mark[0].textContent;
    })()"""
    for number in (0, 12, 39, 20):
        reading(f"document.querySelectorAll('.heading')[{number}].scrollIntoView()")
        assert reading(f"({seen}) === '{number + 1} Avsnitt {number}'", until=True)
    reading("document.querySelectorAll('nav.contents a')[39].click()")
    assert reading(f"({seen}) === '40 Avsnitt 39'", until=True), "the last one, though it cannot come to the top"


def test_a_note_is_shown_without_moving_the_text_and_closes_at_its_mark_in_one_step_of_history(reading):
    reading("document.getElementById('ref-1').scrollIntoView({ block: 'center' })")
    before = reading("({ y: scrollY, steps: history.length })")
    shown = "document.querySelector('.notes li:target')"
    escape = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))"
    for close in (escape, f"{shown}.querySelector('.back').click()"):
        reading("document.getElementById('ref-1').click()")
        assert reading(f"{shown}.id") == "note-1"
        assert reading("scrollY") == before["y"]
        reading(close)
        assert reading(f"{shown} === null")
        assert reading("document.activeElement.id") == "ref-1"
        assert reading("scrollY") == before["y"]
    reading("document.getElementById('ref-2').click()")
    assert reading(f"{shown}.id") == "note-2"
    assert reading("history.length") == before["steps"] + 1


def test_escape_where_no_note_is_shown_does_nothing(reading):
    reading("location.hash = 'avsnitt-1'")
    reading("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))")
    assert reading("location.hash") == "#avsnitt-1"


@pytest.mark.parametrize("width", [320, 1440])
def test_the_link_of_a_heading_stands_right_behind_its_last_word_and_the_draft_mark_at_the_right(
    browser, tmp_path, width
):
    file = tmp_path / "page.html"
    file.write_text(page(Heading(1, (Text("En rubrik som är så lång att den inte får rum på en rad på en telefon"),))))
    opened = browser.ask("open", address=file.as_uri(), width=width)
    found = """(() => {
      const last = (of) => [...of.getClientRects()].at(-1);
      const [words, link] = [last(document.querySelector("h2")), last(document.querySelector(".anchor"))];
      const mark = document.querySelector(".draft-mark").getBoundingClientRect();
      const side = parseFloat(getComputedStyle(document.querySelector(".banner")).paddingRight);
      return [link.left - words.right, link.bottom - words.bottom, innerWidth - side - mark.right].map(Math.abs);
    })()"""
    assert max(browser.ask("act", page=opened, expression=found)) <= 4
    browser.ask("close", page=opened)
