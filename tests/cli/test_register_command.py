"""`diarie register`: what a registrar types, and what comes back."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from pipeline.cli import commands

AGENCY = """name: Myndigheten
organisation-number: 202100-2163
web: www.example.se
email: a@example.se
phone: 08-1
register:
  series:
    stab: {pattern: "Stab/{serial:03}/{year}", numbers: decisions}
    old: {pattern: "{yy}/{case}-{document}"}
"""


@pytest.fixture
def register(tmp_path):
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "agency.yaml").write_text(AGENCY, encoding="utf-8")

    def run(*arguments, code=0):
        said = CliRunner().invoke(commands, ["register", *arguments, "--project", str(tmp_path)])
        assert said.exit_code == code, (said.output, said.exception)
        return said.stdout + (said.stderr if code else "")

    return run


def told(text):
    return json.loads(text)


def opened(register):
    register("reserve", "--external", "1.3.1-2024-8647", "--subject", "Återvändande", "--by", "anna")
    fields = ["title=Remissvar", "date=2024-05-02", "direction=in", "sender=Region Skåne"]
    register("reserve", "--case", "1.3.1-2024-8647", *fields)
    register("reserve", "--series", "stab", "--key", "beslut")


def test_an_empty_register_says_so_and_makes_no_file(register, tmp_path):
    assert "holds nothing" in register("list")
    assert told(register("list", "--format", "json")) == []
    assert told(register("verify", "--format", "json"))["events"] == 0
    assert told(register("export"))["events"] == []
    assert told(register("export", "--what", "closing", "--year", "2024"))["numbers"] == []
    assert not (tmp_path / ".diarie").exists()


def test_the_list_is_plain_when_no_person_watches(register):
    opened(register)
    lines = register("list").splitlines()
    assert lines[0].split() == ["NUMBER", "DATE", "STATUS", "FROM/TO", "ABOUT"]
    assert lines[1].split()[0] == "1.3.1-2024-8647"
    assert lines[2].split()[:3] == ["1.3.1-2024-8647-1", "2024-05-02", "received"]
    assert "from Region Skåne" in lines[2]
    assert lines[3].startswith("Stab/001/")


def test_the_list_is_chosen_from_by_series_year_and_number(register):
    opened(register)
    names = [row["number"] for row in told(register("list", "--format", "json"))]
    assert [row["number"] for row in told(register("list", "--series", "stab", "--format", "json"))] == names[2:]
    assert [row["number"] for row in told(register("list", "--year", "2024", "--format", "json"))] == names[:2]
    assert [row["number"] for row in told(register("list", "1.3.1-2024-8647", "--format", "json"))] == names[:2]
    rows = list(csv.DictReader(io.StringIO(register("list", "--format", "csv"))))
    assert [row["number"] for row in rows] == names


def test_what_is_withheld_is_not_in_the_public_list(register):
    opened(register)
    mark = ["secrecy-provision=OSL 21:7", "secrecy-date=2024-05-02", "secrecy-authority=anna", "secrecy-fields=sender"]
    register("change", "1.3.1-2024-8647-1", *mark)
    for arguments in (["list", "--public"], ["list", "--public", "--format", "csv"], ["export", "--public"],
                      ["show", "1.3.1-2024-8647", "--public"], ["show", "1.3.1-2024-8647-1", "--public"],
                      ["export", "--what", "documents", "--format", "csv", "--public"]):  # fmt: skip
        said = register(*arguments)
        assert "Skåne" not in said, arguments
        assert "8647" in said, arguments
    assert "(visas inte)" in register("list", "--public")
    assert "Skåne" in register("list")


def test_a_dry_run_enters_nothing(register):
    opened(register)
    before = told(register("verify", "--format", "json"))["events"]
    assert "would be given" in register("reserve", "--series", "stab", "--dry-run")
    assert "would be changed" in register("change", "1.3.1-2024-8647", "status=closed", "--dry-run")
    assert "would be void" in register("void", "Stab/001/" + year(register), "--why", "fel", "--dry-run")
    assert told(register("verify", "--format", "json"))["events"] == before


def year(register):
    return told(register("list", "--series", "stab", "--format", "json"))[0]["number"][-4:]


def test_a_key_gives_the_same_number_again(register):
    opened(register)
    again = told(register("reserve", "--series", "stab", "--key", "beslut", "--format", "json"))
    assert (again["new"], again["number"]) == (False, f"Stab/001/{year(register)}")


def test_an_entry_is_shown_with_its_log(register):
    opened(register)
    register("change", "1.3.1-2024-8647", "subject=Återvändande 2024", "--why", "tydligare", "--by", "bo")
    said = register("show", "1.3.1-2024-8647")
    assert "subject: “Återvändande” → “Återvändande 2024”" in said
    assert "tydligare" in said
    shown = told(register("show", "1.3.1-2024-8647", "--format", "json"))
    assert [entry["by"] for entry in shown["log"]] == ["anna", "bo"]
    assert shown["documents"][0]["sender"] == "Region Skåne"


def test_faults_of_the_register_end_with_its_exit_code(register):
    assert "R105" in register("show", "1.3.1-2024-8647", code=6)
    opened(register)
    said = register("show", "1.3.1-2024-8648", code=6)
    assert "Did you mean “1.3.1-2024-8647”?" in said
    assert "R107" in register("list", "--series", "stabb", code=6)
    assert "R106" in register("reserve", "--series", "stab", "--external", "Stab/1/2024", code=6)
    faults = told(register("change", "1.3.1-2024-8647", "titel=x", "--format", "json", code=6))["faults"]
    assert [fault["code"] for fault in faults] == ["R111"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["change", "1.3.1-2024-8647"],
        ["change", "1.3.1-2024-8647", "title"],
        ["change", "1.3.1-2024-8647", "title=a", "title=b"],
        ["reserve", "title=x"],
        ["reserve", "--case", "11/1", "--series", "stab"],
        ["void", "1.3.1-2024-8647"],
        ["verify", "--head", "abc"],
        ["show", "\udcff"],
        ["void", "1.3.1-2024-8647", "--why", "\udcff"],
        ["export", "--what", "closing"],
        ["export", "--year", "2024"],
        ["export", "--format", "csv"],
        ["export", "--what", "files", "--public"],
    ],
)
def test_wrong_usage_is_told_as_such(register, arguments):
    register(*arguments, code=2)


def test_verify_tells_the_head_and_notices_a_change(register, tmp_path):
    import sqlite3

    opened(register)
    said = register("verify")
    assert "Everything is as it was written." in said
    head = told(register("verify", "--format", "json"))["head"]
    register("verify", "--head", head)
    database = sqlite3.connect(tmp_path / ".diarie" / "register.sqlite")
    database.execute("DROP TRIGGER event_stays")
    database.execute("UPDATE event SET body = replace(body, 'Skåne', 'Halland') WHERE position = 2")
    database.commit()
    database.close()
    said = register("verify", code=6)
    assert "Event 2 (document:1.3.1-2024-8647-1) is not what was written" in said
    assert "event_stays" in said
    assert "R123" in register("verify", "--head", "0" * 63 + "1", code=6)


def test_a_backup_is_verified_and_restored(register, tmp_path):
    opened(register)
    backup = str(tmp_path / "backup.sqlite")
    kept = told(register("backup", backup, "--format", "json"))
    assert told(register("verify", "--file", backup, "--format", "json"))["head"] == kept["head"]
    assert "can be restored" in register("restore", backup, "--dry-run")
    (tmp_path / ".diarie" / "register.sqlite").unlink()
    assert "is restored" in register("restore", backup)
    assert told(register("verify", "--format", "json"))["head"] == kept["head"]
    register("reserve", "--series", "stab")
    assert "R133" in register("restore", backup, code=6)


def test_the_closing_of_a_year_lists_every_number(register, tmp_path):
    opened(register)
    register("reserve", "--classification", "1.3.1", "--key", "a")
    rows = list(
        csv.DictReader(io.StringIO(register("export", "--what", "closing", "--year", "2024", "--format", "csv")))
    )
    assert [(row["number"], row["state"]) for row in rows] == [("1.3.1-2024-8647", "issued")]
    path = tmp_path / "closing.json"
    register("export", "--what", "closing", "--year", year(register), "--output", str(path))
    assert told(path.read_text(encoding="utf-8"))["counts"] == {"reserved": 2}


def test_numbers_are_completed_in_the_shell(register, tmp_path, monkeypatch):
    from pipeline.cli.register_desk import _complete_numbers

    opened(register)
    monkeypatch.chdir(tmp_path)

    class Context:
        params = {}  # noqa: RUF012 - as click has it

    completed = [item.value for item in _complete_numbers(Context, None, "1.3")]
    assert sorted(completed) == ["1.3.1-2024-8647", "1.3.1-2024-8647-1"]
