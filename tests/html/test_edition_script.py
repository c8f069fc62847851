"""What a page runs: its own script alone, which its policy names, and which it is whole without."""

import base64
import hashlib
import re

import pytest

from pipeline.content.model import Heading, Paragraph, Text
from pipeline.faults import FaultError
from pipeline.html.author.marks import AuthorMarks
from tests.html.pages import one, page, parsed, project_templates

BLOCKS = (Heading(1, (Text("A"),)), Paragraph((Text("b"),)))


def policy(root):
    """Directive → what it allows."""
    said = one(root, "//meta[@http-equiv='Content-Security-Policy']/@content")
    return {name: allowed for name, *allowed in (part.split() for part in said.split(";"))}


def hashes(root):
    """Of every script of a page, as a browser reads it."""
    digests = (hashlib.sha256(script.text.encode()).digest() for script in root.iter("script"))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_policy_names_each_script_of_the_page_and_allows_nothing_else(ending):
    root = parsed(page(*BLOCKS, templates=project_templates(edition_js=f"(() => {{{ending}}})();{ending}")))
    assert [script.get("type") for script in root.iter("script")] == ["application/ld+json", None]
    assert policy(root) == {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["data:"],
        "script-src": hashes(root),
    }


def test_scripts_begin_and_end_with_a_sign_as_checkers_hash_them_without_the_blanks_around():
    for script in parsed(page(*BLOCKS)).iter("script"):
        assert script.text == script.text.strip()


def test_the_policy_of_an_author_s_edition_names_the_scripts_that_it_has_besides():
    root = parsed(page(*BLOCKS, marks=AuthorMarks(None, (), script="author()", events="/a/events")))
    assert policy(root)["script-src"] == hashes(root)
    assert len(hashes(root)) == 3
    assert policy(root)["connect-src"] == ["'self'"]


def test_a_project_without_the_script_has_the_same_page_without_it():
    with_it, without = page(*BLOCKS), page(*BLOCKS, templates=project_templates(edition_js=None))
    assert [script.get("type") for script in parsed(without).iter("script")] == ["application/ld+json"]
    bare = re.sub(r"<script>.*?</script>\n", "", with_it, flags=re.DOTALL)
    assert re.sub("'sha256-[^;\"]*", "", bare).split() == re.sub("'sha256-[^;\"]*", "", without).split()


@pytest.mark.parametrize("held", ["</script>", "<!--", "<SCRIPT>"])
def test_a_script_that_would_end_its_element_is_refused_with_its_line(held):
    with pytest.raises(FaultError) as caught:
        page(*BLOCKS, templates=project_templates(edition_js=f"1;\n'{held}'"))
    assert [(fault.code, str(fault.place)) for fault in caught.value.faults] == [
        ("T236", "templates/html/edition.js:2")
    ]


def test_a_template_that_says_nothing_of_what_a_browser_may_do_is_refused():
    base = project_templates().data("edition.html").decode().replace("{{ policy }}", "default-src *")
    with pytest.raises(FaultError) as caught:
        page(*BLOCKS, templates=project_templates(edition_html=base))
    assert [fault.code for fault in caught.value.faults] == ["T234"]
