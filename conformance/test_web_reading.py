"""The web edition in a real Chromium, as it is read: its script, and where what is read stands."""

import pytest

from pipeline.content.model import Cell, Column, Footnote, FootnoteMark, Heading, Paragraph, Row, Table, Text
from tests.html.pages import page

WORDS = Paragraph((Text("Ord om mål och medel. " * 60),))
#: When a page's script has done what it does as the window changes.
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(%s))))"


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


@pytest.fixture
def opened(browser, tmp_path):
    """Opens a page of these blocks in a window of this width, and runs an expression there."""
    numbers = []

    def open_page(*blocks, width, **changed):
        file = tmp_path / f"page-{len(numbers)}.html"
        file.write_text(page(*blocks, **changed))
        numbers.append(browser.ask("open", address=file.as_uri(), width=width))
        return lambda expression: browser.ask("act", page=numbers[-1], expression=expression)

    yield open_page
    for number in numbers:
        browser.ask("close", page=number)


def test_what_has_the_focus_while_a_note_is_shown_does_not_stand_behind_it(opened):
    blocks = [Paragraph((Text("Med not."), FootnoteMark("a")))]
    blocks += [Heading(1, (Text(f"Avsnitt {number}"),)) for number in range(60)]
    run = opened(*blocks, width=390, footnotes={"a": Footnote("a", (Paragraph((Text("Noten. " * 200),)),))})
    behind = """(() => {
      document.getElementById("ref-1").click();
      const note = document.querySelector(".notes li:target");
      return [...document.querySelectorAll(".anchor")].filter((link) => {
        link.focus();
        return link.getBoundingClientRect().bottom > note.getBoundingClientRect().top;
      }).length;
    })()"""
    assert run(behind) <= 2, "only those whose place is the end of the page"


@pytest.mark.parametrize(("width", "stops"), [(320, 1), (1440, 0)])
def test_a_table_is_a_stop_for_the_keyboard_and_a_region_only_where_it_scrolls(opened, width, stops):
    row = Row(tuple(Cell((Paragraph((Text(f"Kolumnen{number}"),)),)) for number in range(6)))
    run = opened(Heading(1, (Text("Tabeller"),)), Table((Column(),) * 6, (row,), (row,)), width=width)
    found = "document.querySelectorAll('.scroll[tabindex][role][aria-labelledby]').length"
    assert run(FRAMES % found) == stops
    assert run("document.querySelector('.scroll').tabIndex") == stops - 1
    assert run("document.querySelector('.scroll table').hasAttribute('aria-labelledby')"), "its name stays"


def test_a_table_of_many_columns_takes_the_room_beside_the_text_before_it_scrolls(opened):
    row = Row(tuple(Cell((Paragraph((Text("12345"),)),)) for _ in range(14)))
    run = opened(WORDS, Table((Column(align="right"),) * 14, (row,), (row,)), width=1440)
    width = "document.querySelector({!r}).getBoundingClientRect().width".format
    assert run(width(".table.plain")) > run(width(".text > p"))
    assert run("document.querySelector('.scroll').scrollWidth - document.querySelector('.scroll').clientWidth") == 0


def test_the_text_of_a_page_without_headings_stands_where_it_stands_beside_a_contents_list(opened):
    place = "(({ left, width }) => [left, width])(document.querySelector('.text > p').getBoundingClientRect())"
    assert opened(WORDS, width=1440)(place) == opened(Heading(1, (Text("Rubrik"),)), WORDS, width=1440)(place)


@pytest.mark.parametrize("width", [320, 768, 1024, 1440, 2560])
def test_letterhead_title_text_and_imprint_begin_at_one_edge(opened, width):
    run = opened(Heading(1, (Text("Rubrik"),)), WORDS, width=width)
    edges = """[".wordmark", "h1", ".text > p", ".imprint p"].map((one) => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector(one));
      return Math.round(range.getBoundingClientRect().left);
    })"""
    assert len(set(run(edges))) == 1


@pytest.mark.parametrize("width", [768, 1440, 2560])
def test_lines_have_sixty_to_seventy_five_letters(opened, width):
    run = opened(Heading(1, (Text("Rubrik"),)), WORDS, width=width)
    lines = """(() => {
      const text = document.querySelector(".text > p");
      const line = parseFloat(getComputedStyle(text).lineHeight);
      return text.textContent.length / Math.round(text.getBoundingClientRect().height / line);
    })()"""
    assert 60 <= run(lines) <= 75
