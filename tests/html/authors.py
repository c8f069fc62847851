"""The author's edition of documents, and what stands in its buttons, panels and notes."""

import re
from collections import Counter
from pathlib import Path

import lxml.html

from pipeline.building.authoring import author_page
from pipeline.building.compose import examine
from pipeline.building.numbering import Numbering
from pipeline.building.project import Project

ROOT = Path(__file__).parents[2]
#: What the name of a button says beside its words.
OPENS = ": visa spår"


def composed_in(project, name):
    (found,) = project.choose((name,))
    composed, said = examine(project, found, draft=True, numbering=Numbering(project.register))
    assert composed is not None, list(said)
    return composed, tuple(said)


def page_of(project, name, **options):
    composed, said = composed_in(project, name)
    return author_page(composed, said, **options).decode()


def parsed(page):
    return lxml.html.document_fromstring(page.encode())


def words(element):
    return " ".join(element.text_content().replace("\u202f", "\u00a0").split(" "))


def title_of(root, button):
    (panel,) = root.xpath(f"//*[@id='{button.get('popovertarget')}']")
    return panel.xpath("./p")[0].text_content()


def buttons(root):
    """How often a button of those words opens a panel of that title."""
    found = root.xpath("//button[contains(@class, 'author-number')]")
    return Counter((title_of(root, one), one.get("aria-label").removesuffix(OPENS)) for one in found)


def panel_of(page, number):
    """The text of the panel that the first button for these words opens."""
    root = parsed(page)
    button = next(
        one
        for one in root.xpath("//button[contains(@class, 'author-number')]")
        if re.fullmatch(number, one.get("aria-label").removesuffix(OPENS))
    )
    return words(root.get_element_by_id(button.get("popovertarget")))


def notes(root, code):
    """The findings of a code that stand in the page."""
    found = root.xpath("//*[contains(concat(' ', @class, ' '), ' author-note ')]")
    return [one for one in found if code in one.text_content()]


class Written:
    """The README's example, with words behind its first text."""

    def __init__(self, root):
        self.project = Project(root)
        self.folder = root / "inputs" / "my-report"
        self.text = min((self.folder / "text").glob("*.md"))

    def write(self, markdown):
        self.text.write_text(f"{self.text.read_text()}\n\n{markdown}\n")

    def page(self, markdown=""):
        self.write(markdown)
        return page_of(self.project, "my-report")
