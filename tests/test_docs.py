"""The documentation lists what the program has, no more and no less."""

import re

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import COMMANDS, commands
from pipeline.content.references import ReferenceSettings
from pipeline.faults import FAMILIES, ExitCode
from pipeline.kinds.base import Agency
from pipeline.kinds.registry import KINDS, kind_named
from tests.conftest import ROOT

CODE = re.compile(rf'"([{"".join(FAMILIES)}]\d{{3}})"')
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "outputs" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
FENCED = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)


def doc(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_fault_code_is_documented_and_every_documented_one_exists():
    used = {
        code for path in (ROOT / "pipeline").rglob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    listed = re.findall(r"^\| `([A-Z]\d{3})`", doc("faults.md"), re.MULTILINE)
    assert sorted(listed) == sorted(set(listed)), "a code is listed twice"
    assert sorted(used - set(listed)) == []
    assert sorted(set(listed) - used) == []


def test_every_exit_code_is_documented():
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", doc("commands.md"), re.MULTILINE)}
    assert listed == {int(code) for code in ExitCode}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_documented_and_helps_with_an_example(name):
    assert f"`diarie {name}" in doc("commands.md")
    command = commands.get_command(None, name)
    subcommands = getattr(command, "commands", {"": command})
    for sub in subcommands:
        said = CliRunner().invoke(commands, [name, *([sub] if sub else []), "--help"])
        assert said.exit_code == 0
        assert f"Example: diarie {name}" in " ".join(said.output.split())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_a_command_is_documented(name):
    command = commands.get_command(None, name)
    for sub in getattr(command, "commands", {"": command}).values():
        for option in (one for one in sub.params if isinstance(one, click.Option)):
            names = [one for one in (*option.opts, *option.secondary_opts) if one.startswith("--")]
            assert [one for one in names if f"`{one}" not in doc("commands.md")] == []


def keys(settings):
    return {field.alias or name for name, field in settings.model_fields.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_document_is_documented_with_its_keys(kind):
    page = doc("authors.md")
    assert f"| `{kind}` |" in page
    assert [key for key in keys(kind_named(kind).settings) if f"`{key}`" not in page] == []


@pytest.mark.parametrize("settings", [Agency, ReferenceSettings])
def test_every_key_of_agency_and_references_is_documented(settings):
    assert [key for key in keys(settings) if f"`{key}`" not in doc("authors.md")] == []


def test_every_folder_of_the_program_is_documented():
    folders = {path.parent.name for path in (ROOT / "pipeline").glob("*/__init__.py")}
    assert set(re.findall(r"^\| `(\w+)/` \|", doc("developers.md"), re.MULTILINE)) == folders


def links(page):
    """Where a page's links lead: file and heading, empty for the page itself and for its beginning."""
    text = re.sub(r"`[^`]*`", "", FENCED.sub("", page.read_text(encoding="utf-8")))
    return re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", text)


def headings(page):
    """The names that links to a page's headings go by: small letters, hyphens for blanks, no other signs."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    named = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.strip().lower()).replace(" ", "-") for one in named}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(page):
    for file, heading in links(page):
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), file
        assert not heading or heading in headings(target), f"{file}#{heading}"


def test_every_page_is_one_step_from_the_readme():
    linked = {file for file, _ in links(ROOT / "README.md")}
    assert {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} <= linked


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_every_page_begins_by_saying_what_it_is_for(page):
    title, _, said, *_ = page.read_text(encoding="utf-8").split("\n")
    assert title.startswith("# ")
    assert re.match(r"[A-Z`].* .*", said), "a sentence, before any heading, table or example"
