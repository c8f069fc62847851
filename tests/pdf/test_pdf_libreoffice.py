"""LibreOffice is called once, alone, and nothing that it leaves behind is taken on trust."""

from pathlib import Path

import docx_samples
import pytest
from docx_file import Docx, changed, package

from pipeline.faults import FaultError
from pipeline.pdf import libreoffice
from pipeline.pdf.pages import page_count

WORD = docx_samples.small()


def codes(error):
    return [fault.code for fault in error.value.faults]


def test_every_document_is_converted_in_one_call(pretend):
    program = pretend("for file in files: write(file)")
    made = libreoffice.convert({"b": WORD, "a": WORD}, executable=program)
    assert list(made) == ["b", "a"]
    assert pretend.calls() == 1
    assert pretend.left_behind() == []


def test_no_documents_start_nothing():
    assert libreoffice.convert({}, executable="/nowhere/soffice") == {}


def test_the_profile_is_its_own_and_names_cannot_be_options(pretend):
    program = pretend(
        """
        (HERE / "seen").write_text("\\n".join(sys.argv))
        settings = [arg for arg in sys.argv if arg.startswith("-env:UserInstallation=file://")][0]
        folder = Path(settings.partition("file://")[2])
        (HERE / "settings").write_text((folder / "user" / "registrymodifications.xcu").read_text())
        for file in files: write(file)
        """
    )
    libreoffice.convert({"--view": WORD}, executable=program)
    here = Path(program).parent
    assert "--view" not in (here / "seen").read_text()
    assert "DisableMacrosExecution" in (here / "settings").read_text()
    assert f"file://{here}/temp" in (here / "seen").read_text()


def test_the_environment_leads_to_no_network(pretend):
    program = pretend(
        """
        (HERE / "proxy").write_text(os.environ["https_proxy"] + " " + os.environ.get("no_proxy", "none"))
        for file in files: write(file)
        """
    )
    libreoffice.convert({"a": WORD}, executable=program)
    assert (Path(program).parent / "proxy").read_text() == "http://127.0.0.1:9 none"


def test_success_without_a_pdf_is_a_fault_that_tells_what_was_said(pretend):
    program = pretend("print('source file could not be loaded', file=sys.stderr)")
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": WORD}, executable=program)
    assert codes(error) == ["P105"]
    assert "source file could not be loaded" in str(error.value)
    assert pretend.calls() == 2


def test_a_document_that_is_left_out_is_tried_again_by_itself(pretend):
    program = pretend("[write(file) for file in files if not first or file is files[0]]")
    made = libreoffice.convert({"a": WORD, "b": WORD}, executable=program)
    assert sorted(made) == ["a", "b"]
    assert pretend.calls() == 2


def test_each_document_is_told_of_once_and_while_the_next_is_being_made(pretend, tmp_path):
    program = pretend(
        """
        for n, file in enumerate(files):
            if n == 1:
                (outdir / f"{file.stem}.pdf").touch()
                while not (HERE / "heard").exists():
                    pass
            shutil.copy(PDF, outdir / f"{file.stem}.pdf")
        """
    )
    told = []

    def done(name, pdf):
        told.append((name, pdf))
        (tmp_path / "heard").touch()

    made = libreoffice.convert({"a": WORD, "b": WORD}, executable=program, timeout=30, done=done)
    assert told == list(made.items())
    assert [name for name, _ in told] == ["a", "b"]


def test_only_the_document_that_fails_is_named(pretend):
    program = pretend("[write(file) for file in files if first and file is files[0]]")
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"good": WORD, "bad": WORD}, executable=program)
    assert [(fault.code, fault.place.file) for fault in error.value.faults] == [("P105", "bad")]


def test_a_crash_at_the_start_is_tried_once_more(pretend):
    program = pretend(
        """
        if first: os.kill(os.getpid(), signal.SIGSEGV)
        for file in files: write(file)
        """
    )
    assert list(libreoffice.convert({"a": WORD}, executable=program)) == ["a"]
    assert pretend.calls() == 2


def test_a_crash_every_time_is_a_fault(pretend):
    program = pretend("os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": WORD}, executable=program)
    assert codes(error) == ["P104"]
    assert pretend.calls() == 2
    assert pretend.left_behind() == []


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("(outdir / '0001.pdf').write_text('garbage')", "P106"),
        ("(outdir / '0001.pdf').write_bytes(Path(PDF).read_bytes()[:2000])", "P106"),
        ("(outdir / '0001.pdf').write_text('')", "P106"),
    ],
)
def test_a_damaged_pdf_is_a_fault(pretend, code, fault):
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": WORD}, executable=pretend(code))
    assert codes(error) == [fault]


def test_a_pdf_of_something_else_is_a_fault(pretend):
    program = pretend("for file in files: write(file)")
    other = Docx(title="En annan rapport").heading(1, "Rubrik").build()
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": other}, executable=program)
    assert codes(error) == ["P109"]
    assert "En annan rapport" in str(error.value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"garbage",
        package({"word/document.xml": "<a/>"}),
        package({"[Content_Types].xml": "<a/>"}),
        changed(WORD, "word/document.xml", "</w:body>", ""),
        changed(WORD, "word/styles.xml", "<w:docDefaults>", "<w:docDefaults>&"),
        changed(WORD, "word/document.xml", "<w:document", "<!DOCTYPE a []><w:document"),
        WORD[: len(WORD) // 2],
    ],
)
def test_what_is_not_a_whole_word_file_is_refused_before_libreoffice_starts(data):
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": data}, executable="/nowhere/soffice")
    assert set(codes(error)) == {"P107"}


def test_linked_content_is_refused_before_libreoffice_starts():
    picture = Docx().picture("Karta").build()
    linked = changed(
        picture,
        "word/_rels/document.xml.rels",
        'Target="media/bild1.png"',
        'Target="http://x/a.png" TargetMode="External"',
    )
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": linked, "b": b"garbage"}, executable="/nowhere/soffice")
    assert codes(error) == ["P108", "P107"]
    assert "http://x/a.png" in str(error.value)


def test_a_missing_libreoffice_is_a_fault_that_says_how_to_install_it(monkeypatch, tmp_path):
    monkeypatch.delenv("DIARIE_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": WORD})
    assert codes(error) == ["P101"]
    assert "apt install" in str(error.value)


def test_the_environment_names_another_libreoffice(monkeypatch, pretend):
    program = pretend("", name="another")
    monkeypatch.setenv("DIARIE_SOFFICE", program)
    assert libreoffice.find() == program
    monkeypatch.setenv("DIARIE_SOFFICE", "/nowhere/soffice")
    with pytest.raises(FaultError) as error:
        libreoffice.find()
    assert codes(error) == ["P101"]


@pytest.mark.parametrize("text", [None, "#!/bin/sh\nexit 3\n", "#!/nowhere/python\n"])
def test_what_cannot_be_started_is_a_fault(tmp_path, text):
    program = tmp_path / "soffice"
    if text is not None:
        program.write_text(text)
        program.chmod(0o755)
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": WORD}, executable=str(program))
    assert codes(error) == ["P102"]


def test_a_temporary_folder_that_cannot_be_written_is_a_fault(monkeypatch, pretend, tmp_path):
    program = pretend("")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": WORD}, executable=program)
    assert codes(error) == ["P110"]
    assert str(tmp_path / "gone") in str(error.value)


@pytest.mark.parametrize(
    "code",
    [
        "os.symlink('/dev/full', 'room'); os.kill(os.getpid(), signal.SIGABRT)",
        "os.symlink('/dev/full', 'room'); (outdir / '0001.pdf').write_bytes(Path(PDF).read_bytes()[:2000])",
        "print('impl_store failed: 0x909(Error Area:Io Class:Space Code:9) at ./sfx2/doc/sfxbasemodel.cxx:3207')",
    ],
)
def test_a_full_disk_is_told_as_such_whatever_libreoffice_makes_of_it(pretend, code):
    """What is written to /dev/full finds no room."""
    with pytest.raises(FaultError) as error:
        libreoffice.convert({"a": WORD}, executable=pretend(code))
    assert codes(error) == ["P110"]
    assert "No space left on device" in str(error.value)
    assert "sfxbasemodel" not in str(error.value)
    assert pretend.calls() == 1
    assert pretend.left_behind() == []


def test_the_version_is_told_without_a_start_where_the_files_beside_the_program_tell_it(tmp_path):
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    (tmp_path / "bootstraprc").write_text("[Bootstrap]\nProductKey=LibreOffice 7.4\n")
    (tmp_path / "versionrc").write_text("[Version]\nbuildid=40(Build:2)\n")
    assert libreoffice.version(str(program)) == "LibreOffice 7.4 40(Build:2)"


@pytest.mark.xdist_group("samples")
def test_the_real_libreoffice_converts_and_leaves_nothing_behind(tmp_path, monkeypatch):
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    cache = tmp_path / "cache"
    for _ in range(2):
        made = libreoffice.convert({"plan": WORD}, profile_cache=cache)
        assert page_count(made["plan"]) == 1
    assert list((tmp_path / "temp").iterdir()) == []
    assert len(list(cache.iterdir())) == 1
