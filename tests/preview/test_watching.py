"""Which files count as changed."""

import asyncio
import os
from contextlib import aclosing

import pytest

from pipeline.preview import watching
from pipeline.preview.watching import changes, differing, files_in

LIMIT = 180


@pytest.fixture
def project(tmp_path):
    for name in ("inputs/report/text", "templates/html", "outputs"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "inputs" / "report" / "text" / "10.md").write_text("Ett.")
    return tmp_path


async def told_after(project, *deeds):
    """What is told after each deed; each waits for the one before."""
    stop = asyncio.Event()
    told = []
    async with aclosing(changes(project, files_in(project), stop)) as changed:
        waiting = asyncio.ensure_future(anext(changed))
        for deed in deeds:
            await asyncio.to_thread(deed)
            told.append(await asyncio.wait_for(waiting, LIMIT))
            waiting = asyncio.ensure_future(anext(changed))
        stop.set()
        with pytest.raises(StopAsyncIteration):
            await asyncio.wait_for(waiting, LIMIT)
    return told


def put(file, words):
    """Has the words in a file all at once: between the two steps of a plain write somebody may look."""
    beside = file.parents[3] / "beside"
    beside.write_text(words)
    beside.replace(file)


def let_clock_go_on(folder):
    """The system's clock for files goes in steps: what is done within one of them bears the same time."""
    clock = folder / "clock"
    clock.touch()
    then = clock.stat().st_mtime_ns
    while clock.stat().st_mtime_ns == then:
        clock.touch()


def test_new_changed_and_removed_files_are_told(project):
    text = project / "inputs" / "report" / "text"
    told = asyncio.run(
        told_after(
            project,
            lambda: put(text / "20.md", "Två."),
            lambda: put(text / "10.md", "Ett, ändrat."),
            (text / "20.md").unlink,
        )
    )
    assert told == [
        frozenset({"inputs/report/text/20.md"}),
        frozenset({"inputs/report/text/10.md"}),
        frozenset({"inputs/report/text/20.md"}),
    ]


def test_a_link_to_nowhere_is_told_as_the_next_build_misses_its_file(project):
    text = project / "inputs" / "report" / "text"
    told = asyncio.run(
        told_after(project, lambda: (text / "20.md").symlink_to("no such file"), (text / "20.md").unlink)
    )
    assert told == [frozenset({"inputs/report/text/20.md"})] * 2


def test_where_the_system_cannot_watch_files_are_looked_at_all_the_same(project, monkeypatch):
    import watchfiles

    def refused(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(watchfiles, "awatch", refused)
    monkeypatch.setattr(watching, "_LOOK", 10)
    text = project / "inputs" / "report" / "text" / "10.md"
    assert asyncio.run(told_after(project, lambda: put(text, "Ett, ändrat."))) == [
        frozenset({"inputs/report/text/10.md"})
    ]


def test_what_editors_keep_for_themselves_and_other_folders_are_not_looked_at(project):
    before = files_in(project)
    for name in (".10.md.swp", "10.md~", "#10.md#", "~$plan.docx"):
        (project / "inputs" / "report" / "text" / name).write_text("x")
    (project / "inputs" / ".git").mkdir()
    (project / "inputs" / ".git" / "index").write_text("x")
    (project / "outputs" / "report.pdf").write_text("x")
    assert files_in(project) == before


def test_another_file_of_the_same_size_and_time_is_a_change(project):
    text = project / "inputs" / "report" / "text" / "10.md"
    before = files_in(project)
    about = text.stat()
    beside = text.with_suffix(".new")
    beside.write_text("Tva.")
    os.utime(beside, ns=(about.st_atime_ns, about.st_mtime_ns))
    beside.replace(text)
    assert differing(before, files_in(project)) == {"inputs/report/text/10.md"}


def test_missing_folders_are_no_trouble(tmp_path):
    assert files_in(tmp_path) == {}


def test_a_file_whose_rights_have_changed_is_a_change(project):
    text = project / "inputs" / "report" / "text" / "10.md"
    before = files_in(project)
    let_clock_go_on(project)
    text.chmod(0o600)
    assert differing(before, files_in(project)) == {"inputs/report/text/10.md"}


@pytest.mark.parametrize("saving", ["gone", "empty"])
def test_a_file_that_is_gone_or_empty_for_a_moment_is_only_changed(project, monkeypatch, saving):
    text = project / "inputs" / "report" / "text" / "10.md"
    before = files_in(project)

    async def a_moment(_):
        text.write_text("Ett, sparat.")

    monkeypatch.setattr(asyncio, "sleep", a_moment)
    if saving == "gone":
        text.unlink()
    else:
        text.write_text("")
    now = asyncio.run(watching._looked(project, before))
    assert differing(before, now) == {"inputs/report/text/10.md"}
    assert now["inputs/report/text/10.md"][0] == len("Ett, sparat.")


def test_links_to_folders_of_the_project_are_followed_and_no_others(project, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "10.md").write_text("Någon annans.")
    shared = project / "shared" / "data"
    shared.mkdir(parents=True)
    (shared / "a.csv").write_text("1")
    report = project / "inputs" / "report"
    before = files_in(project)
    (report / "data").symlink_to("../../shared/data")
    (report / "elsewhere").symlink_to(elsewhere)
    (report / "nowhere").symlink_to("nothing")
    (report / "itself").symlink_to("itself")
    (shared / "around").symlink_to("../../inputs")
    (report / "around").symlink_to("..")
    linked = {"inputs/report/data/a.csv", "inputs/report/around/report/text/10.md"}
    linked |= {f"inputs/report/{at}{name}" for at in ("", "around/report/") for name in ("nowhere", "itself")}
    seen = files_in(project)
    assert differing(before, seen) == linked
    (shared / "a.csv").write_text("1,2")
    assert differing(seen, files_in(project)) == {"inputs/report/data/a.csv"}


@pytest.mark.parametrize("name", ["inputs", "inputs/report", "inputs/report/text"])
def test_a_folder_that_was_away_and_is_back_is_a_change_as_a_page_may_have_been_made_meanwhile(project, name):
    before = files_in(project)
    let_clock_go_on(project)
    (project / name).rename(project / "away")
    (project / "away").rename(project / name)
    assert differing(before, files_in(project)) == {"inputs/report/text/10.md"}
