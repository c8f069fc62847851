"""Only a whole report of exactly the files asked for counts; anything else is a failure, never a pass."""

import re

import pytest

from conformance.verapdf import ReportError, judge, read
from conformance.verapdf_jars import VERSION

REPORT = f"""\
<?xml version="1.0" encoding="utf-8"?>
<report>
  <buildInformation>
    <releaseDetails id="core" version="{VERSION}" buildDate="2025-07-15T16:07:00Z"></releaseDetails>
    <releaseDetails id="validation-model" version="{VERSION}" buildDate="2025-07-15T16:12:00Z"></releaseDetails>
  </buildInformation>
  <jobs>
    <job>
      <item size="1"><name>/folder/00000.pdf</name></item>
      <validationReport jobEndStatus="normal" profileName="PDF/A-2A validation profile" statement="" isCompliant="true">
        <details passedRules="153" failedRules="0" passedChecks="9" failedChecks="0"></details>
      </validationReport>
    </job>
    <job>
      <item size="1"><name>/folder/00001.pdf</name></item>
      <validationReport jobEndStatus="normal" profileName="PDF/A-2A validation profile" statement="" isCompliant="true">
        <details passedRules="153" failedRules="0" passedChecks="8" failedChecks="0"></details>
      </validationReport>
    </job>
  </jobs>
  <batchSummary totalJobs="2" failedToParse="0" encrypted="0" outOfMemory="0" veraExceptions="0"></batchSummary>
</report>
"""
FILES = ("00000.pdf", "00001.pdf")
FAILED_RULE = (
    '<rule specification="ISO 19005-2:2011" clause="6.2.11.4.1" testNumber="2" status="failed" failedChecks="3">'
    "<description>Fonts\n  are embedded</description><check><context>root/x</context></check></rule>"
)


def judged(report=REPORT, files=FILES, status=0):
    return read(report.encode(), "2a", files, status)


def changed(old, new, count=1):
    assert old in REPORT
    return REPORT.replace(old, new, count)


def test_a_clean_report_of_all_files_passes():
    assert [verdict.passed for verdict in judged().values()] == [True, True]
    assert tuple(judged()) == FILES


@pytest.mark.parametrize("length", range(0, len(REPORT) - 2, 97))
def test_a_report_that_is_cut_off_is_no_report(length):
    with pytest.raises(ReportError):
        judged(REPORT[:length])


@pytest.mark.parametrize(
    "report",
    [
        re.sub(r"<job>.*?</job>", "", REPORT, count=1, flags=re.DOTALL),
        changed("00001.pdf", "00000.pdf"),
        changed("00001.pdf", "00002.pdf"),
        changed('totalJobs="2"', 'totalJobs="1"'),
        re.sub(r"<batchSummary.*</batchSummary>", "", REPORT),
        changed(f'version="{VERSION}"', 'version="1.0.0"'),
        re.sub(r"<buildInformation>.*</buildInformation>", "", REPORT, flags=re.DOTALL),
        changed("PDF/A-2A validation", "PDF/A-2B validation"),
    ],
    ids=["job missing", "job twice", "other file", "count", "no summary", "version", "no version", "profile"],
)
def test_a_report_of_other_files_versions_or_profiles_is_no_report(report):
    with pytest.raises(ReportError):
        judged(report)


def test_a_report_of_fewer_files_than_asked_is_no_report():
    with pytest.raises(ReportError, match="3 files"):
        judged(files=(*FILES, "00002.pdf"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('isCompliant="true"', 'isCompliant="false"'),
        ('isCompliant="true"', ""),
        ('jobEndStatus="normal"', 'jobEndStatus="cancelled"'),
        ('failedChecks="0"', 'failedChecks="1"'),
        ('failedRules="0"', 'failedRules="1"'),
        ('passedChecks="9"', 'passedChecks="0"'),
        ('<details passedRules="153" failedRules="0" passedChecks="9" failedChecks="0"></details>', ""),
    ],
)
def test_anything_but_a_clean_validation_to_the_end_is_a_finding(old, new):
    said = judged(changed(old, new), status=1)
    assert [verdict.passed for verdict in said.values()] == [False, True]


def test_a_file_that_was_not_read_has_no_verdict():
    trouble = "<taskException><exceptionMessage>Exception: broken</exceptionMessage></taskException>"
    report = re.sub(r"<validationReport.*?</validationReport>", trouble, REPORT, count=1, flags=re.DOTALL)
    assert judged(report, status=7)["00000.pdf"].findings == ("no verdict: Exception: broken",)


def test_a_finding_names_standard_clause_test_count_and_place():
    report = changed('failedChecks="0"></details>', f'failedChecks="3">{FAILED_RULE}</details>')
    assert judged(report, status=1)["00000.pdf"].findings == (
        "ISO 19005-2:2011, clause 6.2.11.4.1, test 2, 3 times: Fonts are embedded [first: root/x]",
    )


@pytest.mark.parametrize("status", [1, 7, -9])
def test_an_exit_status_that_contradicts_the_report_is_no_report(status):
    with pytest.raises(ReportError, match="status"):
        judged(status=status)


def test_no_file_at_all_is_no_pass():
    with pytest.raises(ReportError):
        judge({})


def test_a_java_that_is_missing_or_fails_is_no_pass(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReportError, match=r"Java is not installed.*\.ci/system conformance"):
        judge({"a": b"%PDF-1.7"})
    (tmp_path / "java").write_text("#!/bin/sh\necho 'no memory' >&2\nexit 1\n")
    (tmp_path / "java").chmod(0o755)
    with pytest.raises(ReportError, match="no memory"):
        judge({"a": b"%PDF-1.7"})
