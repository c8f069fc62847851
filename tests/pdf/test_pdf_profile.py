"""A profile of LibreOffice's that has worked is kept for the next call."""

import docx_samples

from pipeline.pdf import libreoffice, profile

WORD = docx_samples.small()


def test_a_profile_that_has_worked_is_kept_and_used_again(pretend, tmp_path):
    program = pretend(
        """
        folder = Path([arg for arg in sys.argv if arg.startswith("-env:")][0].partition("file://")[2])
        (HERE / "kept").write_text(str((folder / "user" / "made").exists()))
        (folder / "user" / "made").write_text("")
        for file in files: write(file)
        """
    )
    cache = tmp_path / "cache"
    for found in ("False", "True"):
        libreoffice.convert({"a": WORD}, executable=program, profile_cache=cache)
        assert (tmp_path / "kept").read_text() == found
    assert len(list(cache.iterdir())) == 1


def test_a_kept_profile_that_makes_libreoffice_fail_is_dropped(pretend, tmp_path):
    program = pretend(
        """
        folder = Path([arg for arg in sys.argv if arg.startswith("-env:")][0].partition("file://")[2])
        if (folder / "user" / "spoilt").exists(): sys.exit(1)
        for file in files: write(file)
        """
    )
    kept = profile.kept_copy(tmp_path / "cache", "LibreOffice 99.9")
    (kept / "user").mkdir(parents=True)
    (kept / "user" / "spoilt").write_text("")
    assert list(libreoffice.convert({"a": WORD}, executable=program, profile_cache=tmp_path / "cache")) == ["a"]
    assert not kept.exists()


def test_a_cache_that_cannot_be_written_is_no_fault(pretend, tmp_path):
    (tmp_path / "cache").write_text("a file, not a folder")
    program = pretend("for file in files: write(file)")
    assert list(libreoffice.convert({"a": WORD}, executable=program, profile_cache=tmp_path / "cache")) == ["a"]
