"""`diarie explain` answers where figures and numbers come from, for people and for machines, from the inputs alone."""

import json
import shutil

import pytest
from click.shell_completion import ShellComplete

from pipeline.cli import commands
from pipeline.cli.ending import ended

REPORT = "inputs/my-report"


@pytest.fixture
def project(example):
    path = example / REPORT / "figures.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "figures:\n",
        'figures:\n  resor.flyg: {table: resor, row: Flyg, column: "2025"}\n'
        "  resor.alla: {sum: [resor.tag, resor.flyg]}\n"
        "  resor.andel: {share: resor.tag, of: resor.alla}\n",
    )
    path.write_text(text, encoding="utf-8")
    with (example / REPORT / "text" / "10-resor.md").open("a", encoding="utf-8") as file:
        file.write("\nAndelen tåg var {{ resor.andel | drygt | procent }}.\n")
    return example


def run(project, *arguments, capsys):
    code = ended(commands, [*arguments, "--project", str(project)])
    said = capsys.readouterr()
    return code, said.out.replace("\u00a0", " "), said.err


def answer(project, *arguments, capsys):
    code, out, _ = run(project, *arguments, "--format", "json", capsys=capsys)
    return code, json.loads(out)


def test_a_figure_is_explained_down_to_its_cells(project, capsys):
    code, out, _ = run(project, "explain", "resor.andel", capsys=capsys)
    assert code == 0
    for words in (
        "resor.andel: 81,50 ≈ 1 850 / 2 270 × 100",
        "resor.alla: 2 270 = 1 850 + 420",
        f"resor.tag: 1 850 is {REPORT}/data/resor.csv, row 2, column “2025”: “1850”",
        f"resor.flyg: 420 is {REPORT}/data/resor.csv, row 3, column “2025”: “420”",
        f"{REPORT}/text/10-resor.md:7:17  1 Resor: “drygt 81 procent”",
    ):
        assert words in out


def test_a_figure_is_explained_to_machines(project, capsys):
    _, said = answer(project, "explain", "resor.andel", capsys=capsys)
    (figure,) = said["figures"]
    assert (figure["document"], figure["value"], figure["unit"]) == (
        "my-report",
        "81 procent",
        "percent",
    )
    assert [step["name"] for step in figure["steps"]] == ["resor.andel", "resor.tag", "resor.alla", "resor.flyg"]
    assert figure["places"][0]["line"] == 7


def test_a_figure_that_stands_nowhere_is_explained_too(project, capsys):
    _, out, _ = run(project, "explain", "resor.flyg", capsys=capsys)
    assert "stands nowhere in the document" in out


def test_a_figure_is_explained_when_the_text_has_faults(project, capsys):
    path = project / REPORT / "text" / "10-resor.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n{{ resor.tig }}\n", encoding="utf-8")
    code, out, _ = run(project, "explain", "resor.tag", capsys=capsys)
    assert code == 0
    assert "1 850 is" in out
    assert "my-report has faults" in out


def test_a_misspelt_name_is_a_fault_that_knows_documents_and_figures(project, capsys):
    for name, meant in (("resor.andl", "resor.andel"), ("my-reprot", "my-report")):
        code, said = answer(project, "explain", name, capsys=capsys)
        assert code == 2
        assert [fault["code"] for fault in said["faults"]] == ["U104"]
        assert said["faults"][0]["todo"] == f"Did you mean “{meant}”?"


def test_a_number_is_found_in_a_document(project, capsys):
    code, said = answer(project, "explain", "my-report", "--number", "1 850", capsys=capsys)
    assert code == 0
    (document,) = said["documents"]
    found = [(place["what"], place.get("figure"), place.get("item")) for place in document["places"]]
    assert found == [("figure", "resor.tag", None), ("cell", None, "tabell 1")]
    assert document["figures"]["resor.tag"]["steps"][0]["cells"][0]["text"] == "1850"


def test_a_number_is_found_for_people(project, capsys):
    _, out, _ = run(project, "explain", "my-report", "--number", "81 procent", capsys=capsys)
    assert "my-report: 81 procent stands in 1 place" in out
    assert "81: figure, resor.andel" in out
    assert "1 850 / 2 270 × 100" in out


def test_a_number_that_stands_nowhere_is_told_with_the_nearest(project, capsys):
    code, out, _ = run(project, "explain", "my-report", "--number", "82", capsys=capsys)
    assert code == 0
    assert "82 stands nowhere" in out
    assert "81: figure, resor.andel" in out


def test_of_several_documents_those_without_the_number_are_only_named(project, capsys):
    shutil.copytree(project / REPORT, project / "inputs/other")
    replaced = project / "inputs/other/data/resor.csv"
    replaced.write_text(replaced.read_text(encoding="utf-8").replace("1850", "1977"), encoding="utf-8")
    _, out, _ = run(project, "explain", "--number", "1 850", capsys=capsys)
    assert "my-report: 1 850 stands in 2 places" in out
    assert out.endswith("\n\nIt stands nowhere in other.\n")
    assert "nearest" not in out


def test_what_is_no_number_is_a_fault_of_usage(project, capsys):
    code, said = answer(project, "explain", "my-report", "--number", "mycket", capsys=capsys)
    assert (code, said["faults"][0]["code"]) == (2, "U107")


def test_a_number_in_a_document_with_faults_is_answered_with_them(project, capsys):
    path = project / REPORT / "text" / "10-resor.md"
    path.write_text("# Resor\n\n{{ resor.tig }}\n", encoding="utf-8")
    code, said = answer(project, "explain", "--number", "1850", capsys=capsys)
    assert (code, [fault["code"] for fault in said["faults"]]) == (3, ["I230"])


def test_documents_alone_tell_what_a_build_would_make_anew(project, capsys):
    code, said = answer(project, "explain", "my-report", capsys=capsys)
    assert code == 0
    assert said == {"my-report": {"stale": True, "reasons": ["it has not been built yet"]}}


@pytest.mark.parametrize(
    ("begun", "found"), [("resor.a", ["resor.alla", "resor.andel"]), ("my", ["my-report"]), ("x", [])]
)
def test_names_of_documents_and_figures_are_completed(project, monkeypatch, begun, found):
    monkeypatch.chdir(project)
    completing = ShellComplete(commands, {}, "diarie", "_DIARIE_COMPLETE")
    assert [item.value for item in completing.get_completions(["explain"], begun)] == found


def test_explaining_writes_nothing(project, capsys):
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    run(project, "explain", "resor.andel", capsys=capsys)
    run(project, "explain", "my-report", "--number", "5", capsys=capsys)
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
