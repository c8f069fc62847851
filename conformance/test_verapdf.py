"""Every PDF that the project makes passes veraPDF, and veraPDF and page-validation agree on good and on broken ones."""

import page
import pytest
from docx_samples import ALL
from pdf_defects import spoilt

from conformance.broken_pdfs import CHANGES
from conformance.pdf_sets import SETS
from conformance.verapdf import PROFILES, judge, line
from conformance.verapdf_jars import VERSION
from pipeline.pdf.finish import finish
from pipeline.pdf.libreoffice import convert

#: A sample that shows what fails: it is the Word file that is wrong, and a build would refuse it.
FAULTY_SAMPLES = {"without_language", "skipping"}


@pytest.mark.usefixtures(*SETS.values())
@pytest.mark.parametrize("kind", SETS)
def test_every_pdf_passes_pdf_a_2a_and_pdf_ua_1(kind, request, tell):
    pdfs = {f"{kind} {name}": pdf for name, pdf in request.getfixturevalue(SETS[kind]).items()}
    found = []
    for name, verdicts in judge(pdfs).items():
        tell(line(name, verdicts))
        assert set(verdicts) == set(PROFILES)
        for profile, verdict in verdicts.items():
            found += [f"{name}, {PROFILES[profile]}: {finding}" for finding in verdict.findings]
    assert not found, "\n".join(found)


@pytest.fixture(scope="session")
def samples():
    """Name → the PDF as LibreOffice exports it, and the finished one, for each sample of the tests."""
    files = {name: make() for name, make in ALL.items()}
    exported = convert(files, timeout=300)
    return {name: (exported[name], finish(exported[name], files[name], f"{name}.pdf")) for name in files}


@pytest.fixture(scope="session")
def compared(samples):
    """Name → PDF: finished samples, the same ones before they are finished, and one with each defect in turn."""
    finished = {f"sample {name}": pdf for name, (_, pdf) in samples.items()}
    exported = {f"export {name}": pdf for name, (pdf, _) in samples.items()}
    report = samples["report"][1]
    broken = {f"report {change.__name__}": spoilt(report, change) for change in CHANGES}
    return finished | exported | broken


@pytest.fixture(scope="session")
def verdicts(compared):
    return judge(compared)


def test_page_validation_gives_the_same_verdicts(compared, verdicts):
    ours = {
        (name, profile): page.validate_pdf_bytes(pdf, profile=profile).is_compliant
        for name, pdf in compared.items()
        for profile in PROFILES
    }
    theirs = {(name, profile): told.passed for name, of in verdicts.items() for profile, told in of.items()}
    assert len(theirs) == 2 * len(compared)
    assert {key: passed for key, passed in ours.items() if passed != theirs[key]} == {}


@pytest.mark.parametrize("name", [name for name in ALL if name not in FAULTY_SAMPLES])
def test_finished_samples_pass_and_exports_do_not(verdicts, name):
    assert all(verdict.passed for verdict in verdicts[f"sample {name}"].values())
    assert not all(verdict.passed for verdict in verdicts[f"export {name}"].values())


#: A script by name runs only when something calls it, so neither standard forbids it; diarie itself does (P218).
@pytest.mark.parametrize("name", [change.__name__ for change in CHANGES if change.__name__ != "scripted"])
def test_each_defect_is_rejected_with_clause_and_test_number(verdicts, name):
    findings = [finding for verdict in verdicts[f"report {name}"].values() for finding in verdict.findings]
    assert findings
    assert all(", clause " in finding and ", test " in finding for finding in findings)


@pytest.mark.parametrize(
    ("name", "clauses"),
    [
        ("without_metadata", {"2a": {"6.6.2.1"}, "ua1": {"7.1"}}),
        ("untagged", {"2a": {"6.7.2.2", "6.7.3.3"}, "ua1": {"6.2", "7.1", "7.18.5"}}),
        ("unembedded", {"2a": {"6.2.11.4.1"}, "ua1": {"7.21.4.1"}}),
        ("picture_without_words", {"2a": set(), "ua1": {"7.3"}}),
    ],
)
def test_what_is_broken_is_named_by_its_clause(verdicts, name, clauses):
    assert {profile: verdict.clauses for profile, verdict in verdicts[f"report {name}"].items()} == clauses


def test_a_broken_file_fails_and_says_so_on_its_line(samples):
    sound = samples["small"][1]
    said = judge({"a å ä.pdf": sound, "cut": sound[: len(sound) // 2], "none": b"", "words": b"words"})
    assert [line(name, told) for name, told in said.items()] == [
        f"pdf a å ä.pdf: veraPDF {VERSION} PDF/A-2a PASS, PDF/UA-1 PASS",
        f"pdf cut: veraPDF {VERSION} PDF/A-2a FAIL, PDF/UA-1 FAIL",
        f"pdf none: veraPDF {VERSION} PDF/A-2a FAIL, PDF/UA-1 FAIL",
        f"pdf words: veraPDF {VERSION} PDF/A-2a FAIL, PDF/UA-1 FAIL",
    ]
    for name in ("cut", "none", "words"):
        assert all(finding.startswith("no verdict: ") for told in said[name].values() for finding in told.findings)
