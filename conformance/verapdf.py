"""veraPDF, the reference validator of PDF/A and PDF/UA: a call of Java for many files, and what it says of each."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from conformance.verapdf_jars import VERSION, jars

#: What veraPDF calls a profile on its command line → what people call it.
PROFILES = {"2a": "PDF/A-2a", "ua1": "PDF/UA-1"}
#: How veraPDF's report calls it.
_IN_REPORT = {"2a": "PDF/A-2A validation profile", "ua1": "PDF/UA-1 validation profile"}


class ReportError(Exception):
    """veraPDF gave no report that can be relied on, so that nothing is known of any file."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What veraPDF says of a file and a profile.

    Attributes:
        profile: `2a` or `ua1`.
        findings: what is wrong, in words, with clause and test number; empty for a file that passes.
        clauses: the clauses of the standard that are broken.
    """

    profile: str
    findings: tuple[str, ...]
    clauses: frozenset[str]

    @property
    def passed(self):
        return not self.findings


def judge(pdfs: Mapping[str, bytes], profiles=tuple(PROFILES)) -> dict[str, dict[str, Verdict]]:
    """Name → profile → verdict, for every PDF and profile that was asked for.

    Raises:
        ReportError: Java or veraPDF fails, or the report does not tell of exactly these files.
        JarsError: veraPDF is not there.
    """
    if not pdfs:
        raise ReportError("There is no PDF to validate.")
    found = jars()
    # Numbers for names: Java cannot open å in an ASCII locale, and veraPDF leaves out what does not end in .pdf.
    numbered = {f"{number:05}.pdf": name for number, name in enumerate(pdfs)}
    with tempfile.TemporaryDirectory(prefix="diarie-verapdf-") as folder:
        for file, name in numbered.items():
            (Path(folder) / file).write_bytes(pdfs[name])
        with ThreadPoolExecutor(len(profiles)) as threads:
            reports = list(threads.map(lambda profile: _run(found, profile, Path(folder), numbered), profiles))
    verdicts = {name: {} for name in pdfs}
    for profile, (report, status) in zip(profiles, reports, strict=True):
        for file, verdict in read(report, profile, tuple(numbered), status).items():
            verdicts[numbered[file]][profile] = verdict
    return verdicts


def _run(found, profile, folder, files):
    """The report as veraPDF writes it, and its exit status."""
    command = ["java", "-Xmx1g", "-Djava.awt.headless=true", "-cp", os.pathsep.join(map(str, found))]
    command += ["org.verapdf.apps.GreenfieldCliWrapper", "--format", "xml", "-f", profile, *files]
    try:
        ended = subprocess.run(command, cwd=folder, capture_output=True, timeout=900, check=False)
    except FileNotFoundError as error:
        raise ReportError("Java is not installed. Run:  sh .ci/system conformance") from error
    except subprocess.TimeoutExpired as error:
        raise ReportError(f"veraPDF has not judged {len(files)} files in 15 minutes; it was ended.") from error
    if not ended.stdout.strip():
        raise ReportError(f"veraPDF gives no report: {ended.stderr.decode(errors='replace').strip()[-2000:]}")
    return ended.stdout, ended.returncode


def read(report: bytes, profile: str, files: tuple[str, ...], status: int) -> dict[str, Verdict]:
    """File → verdict, from veraPDF's report in XML.

    Args:
        report: all of it.
        profile: the one that was asked for, `2a` or `ua1`.
        files: the base names of the files that were asked for.
        status: veraPDF's exit status: 0 when every file complies.

    Raises:
        ReportError: it is cut off, of another version or profile, tells of other files, or contradicts itself.
    """
    try:
        root = ElementTree.fromstring(report)
    except ElementTree.ParseError as error:
        raise ReportError(f"veraPDF's report cannot be read: {error}.") from error
    versions = {details.get("id"): details.get("version") for details in root.iter("releaseDetails")}
    if set(versions.values()) != {VERSION}:
        raise ReportError(f"veraPDF {VERSION} was asked for; the report is of {versions or 'no version'}.")
    jobs = root.findall("jobs/job")
    told = [Path(job.findtext("item/name", "")).name for job in jobs]
    total = root.find("batchSummary")
    if sorted(told) != sorted(files) or total is None or total.get("totalJobs") != str(len(files)):
        raise ReportError(f"veraPDF was asked about {len(files)} files {sorted(files)}; its report tells of {told}.")
    verdicts = {file: _verdict(job, profile) for file, job in zip(told, jobs, strict=True)}
    if all(verdict.passed for verdict in verdicts.values()) != (status == 0):
        raise ReportError(f"veraPDF ended with status {status}, which does not agree with its report.")
    return verdicts


def _verdict(job, profile):
    """What a job of the report says; anything but a complete and clean validation is a finding."""
    report = job.find("validationReport")
    if report is None:
        said = [" ".join((element.text or "").split()) for element in job.iter("exceptionMessage")]
        return Verdict(profile, ("no verdict: " + ("; ".join(said) or "the report does not say why"),), frozenset())
    if report.get("profileName") != _IN_REPORT[profile]:
        raise ReportError(f"{PROFILES[profile]} was asked for; the report is of {report.get('profileName')}.")
    rules = [rule for rule in report.iter("rule") if rule.get("status") == "failed"]
    findings = [_told(rule) for rule in rules]
    details = report.find("details")
    counts = {} if details is None else dict(details.items())
    sound = (
        report.get("isCompliant") == "true"
        and report.get("jobEndStatus") == "normal"
        and (counts.get("failedRules"), counts.get("failedChecks")) == ("0", "0")
        and int(counts.get("passedChecks", 0)) > 0
    )
    if not sound and not findings:
        findings = [f"not validated to the end: {report.get('jobEndStatus')}, {report.get('statement')}, {counts}"]
    return Verdict(profile, tuple(findings), frozenset(rule.get("clause") for rule in rules))


def _told(rule):
    """A broken rule as a line: clause, test number, how often, what the standard asks for."""
    number = f"{rule.get('specification')}, clause {rule.get('clause')}, test {rule.get('testNumber')}"
    words = " ".join(rule.findtext("description", "").split())
    where = rule.findtext("check/context", "").strip()
    return f"{number}, {rule.get('failedChecks')} times: {words} [first: {where}]"


def line(name, verdicts):
    """A file's verdicts on one line, as `make conformance` prints them."""
    said = (f"{PROFILES[profile]} {'PASS' if verdict.passed else 'FAIL'}" for profile, verdict in verdicts.items())
    return f"pdf {name}: veraPDF {VERSION} {', '.join(said)}"
