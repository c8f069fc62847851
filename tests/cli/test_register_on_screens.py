"""The register on terminals of every width, without colours, in files, and completed by a real bash."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from pipeline.cli import commands
from pipeline.cli.register_printing import print_table
from tests.cli.test_register_command import AGENCY

SUBJECT = "Hållbar upphandling, återvändande och myndighetsgemensamma arbetsmiljöfrågor i Örebro 検査のための長い文字列"


@pytest.fixture
def project(tmp_path):
    (tmp_path / "inputs").mkdir()
    series = '    im: {pattern: "IM {year}-{serial:03}"}\n    units: {pattern: "{unit} {year}-{serial}"}\n'
    (tmp_path / "inputs" / "agency.yaml").write_text(AGENCY + series, encoding="utf-8")
    for arguments in (
        ["--external", "1.3.1-2024-8647", "--subject", SUBJECT],
        ["--external", "IM 2024-001", "--series", "im", "--subject", "x" * 150],
        ["--external", "Östra staben 2024-7", "--series", "units", "--subject", "Ärende"],
    ):
        said = CliRunner().invoke(commands, ["register", "reserve", *arguments, "--project", str(tmp_path)])
        assert said.exit_code == 0, said.output
    return tmp_path


def on_terminal(project, *arguments, columns=80, **environment):
    """What a person sees in a window that is so wide."""
    own, theirs = pty.openpty()
    surroundings = {**os.environ, "TERM": "xterm", "COLUMNS": str(columns), "LINES": "50", **environment}
    command = [sys.executable, "-m", "pipeline", "register", *arguments, "--project", str(project)]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, env=surroundings)
    os.close(theirs)
    said = read_all(own)
    assert process.wait(60) == 0, said
    return said


def read_all(terminal):
    said = b""
    try:
        while data := os.read(terminal, 65536):
            said += data
    except OSError:  # Linux says so when the other side has closed
        pass
    os.close(terminal)
    return said.decode().replace("\r\n", "\n")


def plain(text):
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("columns", [200, 80, 60, 40, 20])
def test_no_window_is_too_narrow_for_the_list_and_nothing_is_cut_off(project, columns):
    said = plain(on_terminal(project, "list", columns=columns))
    assert all(cell_len(line) <= columns for line in said.splitlines())
    assert "…" not in said
    for number in ("1.3.1-2024-8647", "IM 2024-001", "Östra staben 2024-7"):
        assert number in said, "numbers stay whole"
    letters = "".join(said.split())
    assert all(word in letters for word in ("1.3.1-2024-8647", "open"))
    assert letters.count("x") >= 150
    assert sum(letters.count(sign) for sign in "検査") >= 2


@pytest.mark.parametrize("columns", [80, 40])
def test_an_entry_fits_its_window_too(project, columns):
    said = plain(on_terminal(project, "show", "1.3.1-2024-8647", columns=columns))
    assert "Log" in said
    assert "…" not in said


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("command", [["list"], ["show", "IM 2024-001"]])
def test_who_wants_no_colours_gets_plain_text(project, environment, command):
    assert "\x1b" in on_terminal(project, *command)
    assert "\x1b" not in on_terminal(project, *command, **environment)


def test_in_a_file_columns_stand_below_each_other_also_behind_wide_signs(capsys):
    print_table(
        ("A", "B", "C"), [("検査", "x", "1"), ("ab", "y", "2"), ("O\N{COMBINING DIAERESIS}", "z", "3")], whole=1
    )
    lines = capsys.readouterr().out.splitlines()
    assert {cell_len(line[: line.index(sign)]) for line, sign in zip(lines, ["B", "x", "y", "z"], strict=True)} == {6}


def test_what_would_command_the_terminal_is_not_written_to_it(capsys):
    print_table(("A",), [("\x1b[31mred\x07",)], whole=1)
    assert "\x1b" not in capsys.readouterr().out


def typed(project, *lines):
    """What a real, interactive bash says to lines in which the tabulator key is pressed."""
    child, terminal = pty.fork()
    if child == 0:
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        os.chdir(project)
        os.execvpe(
            "bash",
            ["bash", "--norc", "--noprofile", "-i"],
            {**os.environ, "PATH": path, "PS1": "> ", "TERM": "dumb", "HISTFILE": "", "INPUTRC": "/dev/null"},
        )
    for line in ('eval "$(_DIARIE_COMPLETE=bash_source diarie)"', *lines, "exit"):
        os.write(terminal, f"{line}\n".encode())
    said = read_all(terminal)
    os.waitpid(child, 0)
    return said


@pytest.mark.parametrize(
    ("begun", "number"),
    [
        ("1.3\t", "1.3.1-2024-8647"),
        ("IM\t", "IM 2024-001"),
        ("IM\\ 20\t", "IM 2024-001"),
        ('"IM 20\t', "IM 2024-001"),
        ("Öst\t", "Östra staben 2024-7"),
    ],
)
def test_bash_completes_a_number_so_that_the_command_finds_it(project, begun, number):
    said = typed(project, f"diarie register show {begun}")
    assert f"{number} (case)" in said
    assert "status" in said


def test_a_series_that_was_taken_out_of_the_settings_can_still_be_listed_and_closed(project):
    (project / "inputs" / "agency.yaml").write_text(AGENCY, encoding="utf-8")

    def said(*arguments):
        return CliRunner().invoke(commands, ["register", *arguments, "--project", str(project)])

    assert "IM 2024-001" in said("list", "--series", "im").stdout
    assert "IM 2024-001" in said("export", "--what", "closing", "--year", "2024", "--series", "im").stdout
    assert said("change", "IM 2024-001", "status=closed").exit_code == 0
    assert said("reserve", "--case", "1.3.1-2024-8647", "title=Plan").exit_code == 0
    assert said("list", "--series", "stabb").exit_code == 6
    assert said("reserve", "--series", "im").exit_code == 6
    assert said("verify").exit_code == 0


def test_a_pattern_that_is_changed_in_the_middle_of_a_year_goes_on_counting(project):
    path = project / "inputs" / "agency.yaml"

    def reserved():
        said = CliRunner().invoke(commands, ["register", "reserve", "--series", "im", "--project", str(project)])
        assert said.exit_code == 0, said.output
        return said.stdout.split(" given")[0]

    first = reserved()
    path.write_text(path.read_text(encoding="utf-8").replace("IM {year}-{serial:03}", "Meddelande {serial}/{year}"))
    second = reserved()
    year = first.split()[1][:4]
    counts = (int(first.split("-")[1]), int(second.split()[1].split("/")[0]))
    assert second == f"Meddelande {counts[1]}/{year}"
    assert counts[1] == counts[0] + 1
    assert CliRunner().invoke(commands, ["register", "verify", "--project", str(project)]).exit_code == 0
