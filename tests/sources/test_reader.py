"""Files are read inside the project only, and what a build depends on is remembered."""

import errno
import hashlib
import os
from pathlib import Path

import pytest

from pipeline.faults import FaultError
from pipeline.places import Place
from pipeline.sources.reader import Reader


@pytest.fixture
def reader(inputs):
    inputs.write("inputs/plan/measures.csv", "Mål")
    inputs.write("inputs/plan/text/20-två.md", "")
    inputs.write("inputs/plan/text/10-ett.md", "")
    inputs.write("inputs/plan/text/~$10-ett.md", "")
    inputs.write("inputs/plan/text/.hidden.md", "")
    inputs.write("inputs/plan/text/note.txt", "")
    return Reader(inputs.folder)


def fault_of(action, *arguments):
    with pytest.raises(FaultError) as caught:
        action(*arguments)
    (fault,) = caught.value.faults
    return fault


def test_what_was_read_is_remembered_with_its_hash(reader):
    data = reader.data("inputs/plan/measures.csv")
    assert reader.files == {"inputs/plan/measures.csv": hashlib.sha256(data).hexdigest()}


def test_a_file_is_read_once(reader, inputs):
    first = reader.data("inputs/plan/measures.csv")
    inputs.write("inputs/plan/measures.csv", "changed")
    assert reader.data("inputs/plan/measures.csv") == first


def test_a_missing_file_is_a_fault_where_it_is_named_with_the_near_name(reader):
    named_at = Place("inputs/plan/document.yaml", 4, 7)
    fault = fault_of(reader.data, "inputs/plan/measure.csv", named_at)
    assert (fault.code, fault.place, fault.todo) == ("I101", named_at, "Did you mean “measures.csv”?")
    assert reader.files == {"inputs/plan/measure.csv": None}


def test_a_missing_file_in_a_missing_folder_is_a_fault_too(reader):
    fault = fault_of(reader.data, "inputs/nowhere/measures.csv")
    assert (fault.code, fault.place) == ("I101", Place("inputs/nowhere/measures.csv"))


def test_a_name_stored_in_decomposed_letters_is_explained(reader, inputs):
    inputs.write("inputs/plan/mål.csv".replace("å", "a\u030a"), "")
    fault = fault_of(reader.data, "inputs/plan/mål.csv")
    assert fault.code == "I101"
    assert "rename" in fault.todo


@pytest.mark.parametrize("path", ["../outside.csv", "inputs/../../outside.csv", "/etc/hostname", "inputs/link.csv"])
def test_a_path_out_of_the_project_is_refused(reader, inputs, path):
    inputs.folder.with_name("outside.csv").write_text("secret")
    (inputs.folder / "inputs/link.csv").symlink_to(inputs.folder.with_name("outside.csv"))
    for action in (reader.data, reader.exists):
        assert fault_of(action, path).code == "I103"
    assert reader.files == {}


@pytest.mark.parametrize(
    "path", ["inputs/plan", "inputs/pipe", "inputs/circle/a.csv", "inputs/a\0b", "inputs/" + "a" * 5000]
)
def test_what_is_no_ordinary_file_is_a_fault_and_never_waited_for(reader, inputs, path):
    os.mkfifo(inputs.folder / "inputs/pipe")
    (inputs.folder / "inputs/circle").symlink_to(inputs.folder / "inputs/circle")
    assert fault_of(reader.data, path).code == "I102"


def test_a_file_that_may_not_be_read_is_a_fault(reader, inputs, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    fault = fault_of(reader.data, "inputs/plan/measures.csv")
    assert fault.code == "I102"
    assert "Permission denied" in fault.message


def test_a_huge_file_is_refused_before_it_is_read(reader, inputs):
    with (inputs.folder / "inputs/huge.csv").open("wb") as file:
        file.truncate(300_000_000)
    assert fault_of(reader.data, "inputs/huge.csv").code == "I102"


def test_a_listing_is_sorted_and_leaves_out_hidden_and_lock_files(reader):
    assert reader.listing("inputs/plan/text", "*.md") == ("inputs/plan/text/10-ett.md", "inputs/plan/text/20-två.md")
    assert reader.listings == {("inputs/plan/text", "*.md"): ("10-ett.md", "20-två.md")}


@pytest.mark.parametrize(("target", "code"), [("no such file.md", "I101"), ("/no such drive/30-tre.md", "I103")])
def test_a_link_to_nowhere_is_listed_so_that_it_is_missed_when_it_is_read(reader, target, code):
    (reader.root / "inputs/plan/text/30-tre.md").symlink_to(target)
    (reader.root / "inputs/plan/text/.#10-ett.md").symlink_to("me@here.1:2")  # as Emacs marks what it edits
    *_, last = listed = reader.listing("inputs/plan/text", "*.md")
    assert (len(listed), last) == (3, "inputs/plan/text/30-tre.md")
    with pytest.raises(FaultError) as error:
        reader.data(last)
    assert [fault.code for fault in error.value.faults] == [code]


def test_a_file_in_a_folder_that_nobody_may_look_into_is_a_fault_and_not_missing(reader, monkeypatch):
    def closed(path):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", closed)
    fault = fault_of(reader.exists, "inputs/plan/words.txt")
    assert (fault.code, fault.place) == ("I102", Place("inputs/plan/words.txt"))
    assert reader.files == {}


def test_a_listing_of_a_missing_folder_is_empty_and_remembered(reader):
    assert reader.listing("inputs/nowhere", "*.md") == ()
    assert reader.listings == {("inputs/nowhere", "*.md"): ()}


def test_whether_a_file_exists_is_remembered_when_it_does_not(reader):
    assert reader.exists("inputs/plan/measures.csv")
    assert not reader.exists("inputs/plan/figures.yaml")
    assert reader.files == {"inputs/plan/figures.yaml": None}


def test_a_missing_file_is_not_taken_for_one_of_another_kind(tmp_path):
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "document.yaml").write_text("kind: plan")
    with pytest.raises(FaultError) as error:
        Reader(tmp_path).data("inputs/comment.md")
    assert error.value.faults[0].todo == "Add the file, or mend its name."


def test_a_missing_folder_on_the_way_is_named(tmp_path):
    (tmp_path / "inputs" / "plan-2008" / "followups").mkdir(parents=True)
    with pytest.raises(FaultError) as error:
        Reader(tmp_path).data("inputs/plan-2009/followups/document.yaml")
    assert error.value.faults[0].todo == "Did you mean “plan-2008”?"
