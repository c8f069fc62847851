"""The review list and the review's items: what a person must have seen and settled before adoption."""

import json
import struct
import zlib

import pytest

from tests.approval.approvals import DECIDED, FOLDER, NAME, fill_in

LIST = f"{FOLDER}/review-list.yaml"
ITEMS = f"{FOLDER}/review-items.csv"
HEADINGS = "Nr;Från;Synpunkt;Svar;Status\n"


def faults(run, *arguments, code=6):
    said = json.loads(run("approve", NAME, *DECIDED, "--format", "json", *arguments, code=code))
    return [
        (fault["code"], fault["place"] and (fault["place"]["file"], fault["place"].get("line")))
        for fault in said["faults"]
    ]


def text_of(project):
    return (project / LIST).read_text(encoding="utf-8")


def replace(project, old, new):
    assert old in text_of(project)
    (project / LIST).write_text(text_of(project).replace(old, new, 1), encoding="utf-8")


def line_of(project, words):
    return next(number for number, line in enumerate(text_of(project).splitlines(), 1) if words in line)


def picture(project):
    """Put a picture into the text."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x20\x40\x60" * 300 for _ in range(300))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 300, 300, 8, 2, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    (project / FOLDER / "images").mkdir(exist_ok=True)
    (project / FOLDER / "images" / "blue.png").write_bytes(data)
    path = sorted((project / FOLDER / "text").iterdir())[0]
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n![En blå fyrkant](images/blue.png)\n", encoding="utf-8")


def test_where_no_series_of_decisions_is_the_list_is_asked_for_all_the_same(project, run):
    agency = project / "inputs" / "agency.yaml"
    agency.write_text(agency.read_text(encoding="utf-8").partition("register:")[0], encoding="utf-8")
    told = json.loads(run("approve", NAME, "--dry-run", "--format", "json", code=6))["faults"]
    assert [fault["code"] for fault in told] == ["R208", "R210"]
    line = told[0]["todo"].partition("keys: ")[2].partition(", written")[0]  # as it is said, it works
    agency.write_text(agency.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    assert [code for code, _ in faults(run, "--dry-run")] == ["R210"]


@pytest.mark.parametrize("arguments", [(), ("--dry-run",)])
def test_a_missing_list_is_written_and_asked_for(project, run, arguments):
    assert faults(run, *arguments) == [("R210", (LIST, 1))]
    assert "reading-order" in text_of(project)
    assert "Hållbarhetsredovisning 2025" in text_of(project)


def test_a_list_that_nobody_has_filled_in_is_told_question_by_question(project, run):
    faults(run)
    told = faults(run)
    assert [code for code, _ in told] == ["R211", "R211", "R211", "R213", "R213"]
    assert told[0][1] == (LIST, line_of(project, "answer:"))


def test_every_picture_is_asked_about_by_its_text_alternative(project, run):
    picture(project)
    faults(run)
    assert '  about: "En blå fyrkant"\n' in text_of(project)


def test_a_no_stops_the_adoption_and_its_note_is_told(reviewed, run):
    line = line_of(reviewed, "answer: ja")
    replace(reviewed, "answer: ja\n  note:", "answer: nej\n  note: Noterna läses före brödtexten")
    assert faults(run) == [("R212", (LIST, line))]
    assert "Noterna läses före brödtexten" in run("approve", NAME, *DECIDED, code=6)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("reviewed-by: Anna Ek, avdelningschef", "reviewed-by:", "R213"),
        ("reviewed-on: 2026-06-18", "reviewed-on:", "R213"),
        ("reviewed-on: 2026-06-18", "reviewed-on: 2026-06-21", "R214"),
        ("reviewed-on: 2026-06-18", "reviewed-on: 18 juni", "I117"),
        ("answer: ja", "answer: kanske", "I117"),
        ("id: colours", "id: colors", "R215"),
        ("ser färger?", "ser?", "R215"),
        ("questions:", "frågor:", "I115"),
    ],
)
def test_a_list_that_does_not_do_is_told_with_its_line(reviewed, run, old, new, code):
    line = line_of(reviewed, old)
    replace(reviewed, old, new)
    codes = dict(reversed(faults(run, code=3 if code.startswith("I") else 6)))
    assert code in codes
    assert codes[code][0] == LIST
    assert codes[code][1] == line or code == "R215"


def test_changed_inputs_are_asked_about_anew_and_the_old_answers_stay_to_be_seen(reviewed, run, approve):
    replace(reviewed, "answer: ja\n  note:", "answer: ja\n  note: Lyssnat med NVDA")
    old = text_of(reviewed)
    path = reviewed / FOLDER / "document.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("unit: Staben", "unit: Myndighetsstaben"), encoding="utf-8"
    )
    assert faults(run) == [("R210", (LIST, 1))]
    assert (reviewed / FOLDER / "review-list-1.yaml").read_text(encoding="utf-8") == old
    assert "# förra gången: ja – Lyssnat med NVDA" in text_of(reviewed)
    assert "reviewed-by:  # förra gången: Anna Ek, avdelningschef" in text_of(reviewed)
    assert {code for code, _ in faults(run)} == {"R211", "R213"}
    fill_in(reviewed)
    assert approve()["new"]


def test_a_list_without_answers_is_not_kept_when_it_is_written_anew(project, run):
    faults(run)
    path = project / FOLDER / "document.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("unit: Staben", "unit: Myndighetsstaben"), encoding="utf-8"
    )
    faults(run)
    assert not (project / FOLDER / "review-list-1.yaml").exists()


def test_neither_list_nor_items_make_a_document_stale(reviewed, run):
    assert list(json.loads(run("build", "--format", "json"))["built"]) == [NAME]
    replace(reviewed, "answer: ja", "answer: nej")
    (reviewed / ITEMS).write_text(HEADINGS, encoding="utf-8")
    assert json.loads(run("build", "--format", "json"))["unchanged"] == [NAME]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("1;Bo Ek;Stavfel på sidan 2;;öppen\n", "R217"),
        ("1;Bo Ek;Stavfel på sidan 2;;stängd\n", "R218"),
        ("1;Bo Ek;Stavfel;Rättat;klar\n", "I134"),
        ("1;Bo Ek;Stavfel;Rättat;stängd\n1;Eva Ek;Fel år;Rättat;stängd\n", "I136"),
        ("1;Bo Ek;Stavfel;Rättat\n", "I124"),
    ],
)
def test_items_that_are_not_settled_stop_the_adoption(reviewed, run, rows, code):
    (reviewed / ITEMS).write_text(HEADINGS + rows, encoding="utf-8")
    told = faults(run, code=6 if code.startswith("R") else 3)
    assert [(found, place[0]) for found, place in told] == [(code, ITEMS)]


@pytest.mark.parametrize(
    "rows", ["", "1;Bo Ek;Stavfel på sidan 2;Rättat;stängd\n2;Eva Ek;Fel år;Nej, det stämmer;Stängd\n"]
)
def test_settled_items_are_kept_with_the_adopted_document(reviewed, approve, rows):
    (reviewed / ITEMS).write_text(HEADINGS + rows, encoding="utf-8")
    approve()
    kept = reviewed / "adopted" / "1.3.1-2026-1-1"
    assert (kept / "review-items.csv").read_bytes() == (reviewed / ITEMS).read_bytes()
    assert (kept / "review-list.yaml").read_bytes() == (reviewed / LIST).read_bytes()


def test_a_rehearsal_tells_of_the_list_and_of_the_numbers_at_once(project, run):
    assert [code for code, _ in faults(run, "--decision", "nothing", "--dry-run")] == ["R208", "R210"]


def test_a_rehearsal_needs_no_decision(reviewed, run):
    said = run("approve", NAME, "--dry-run")
    assert "my-report would be adopted" in said
    assert "as far as it can look without --date and --by" in said


def test_everything_that_is_wrong_is_told_at_once(project, run):
    faults(run)
    (project / ITEMS).write_text(f"{HEADINGS}1;Bo Ek;Stavfel;;öppen\n", encoding="utf-8")
    assert {code for code, _ in faults(run)} == {"R211", "R213", "R217"}
