"""Text that looks like markup, in any field of the inputs, is text to a real browser too: it makes and runs nothing."""

import re

import pytest

from tests.html.test_markup_from_inputs import HOSTILE, pages_of

#: Every element with its attributes' names; charts, which break their lines, are one.
_SHAPE = """[...document.querySelectorAll("*")].filter((one) => !one.closest("svg"))
  .map((one) => [one.localName, ...one.getAttributeNames().sort()].join(" "))"""
_COMMENTS = "document.createTreeWalker(document, NodeFilter.SHOW_COMMENT).nextNode()?.data ?? null"


def _shape(browser, path):
    number = browser.ask("open", address=path.as_uri())
    try:
        assert browser.ask("act", page=number, expression=_COMMENTS) is None
        found = browser.ask("act", page=number, expression=_SHAPE)
        said = browser.ask("state", page=number)["said"]
    finally:
        browser.ask("close", page=number)
    # a text with several escaped signs is several texts, each bold by itself: one of them counts
    return [one for one, before in zip(found, [None, *found], strict=False) if one != before], said


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_no_element_and_runs_nothing(browser, tmp_path, text):
    hostile = pages_of(tmp_path / "hostile", text)
    tame = pages_of(tmp_path / "tame", re.sub("[^A-Za-z0-9 ]", "*", text))
    for name, written, other in zip(("page", "author"), hostile, tame, strict=False):
        paths = tmp_path / f"{name}.html", tmp_path / f"{name}-tame.html"
        paths[0].write_bytes(written)
        paths[1].write_bytes(other)
        found, expected = (_shape(browser, path) for path in paths)
        assert found == expected
        assert found[1] == []


def test_an_element_and_a_script_that_should_not_be_there_are_seen(browser, tmp_path):
    page, *_ = pages_of(tmp_path / "project", "ord")
    sound, spoilt = tmp_path / "sound.html", tmp_path / "spoilt.html"
    sound.write_bytes(page)
    spoilt.write_bytes(page.replace(b"</main>", b"<img src=x onerror=f()></main>"))
    shape, said = _shape(browser, spoilt)
    assert shape != _shape(browser, sound)[0]
    assert any("Content Security Policy" in words for words in said)
