"""The Nu HTML Checker (vnu): its jar comes with npm's vnu-jar, and it needs Java."""

import json
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from functools import cache

from conformance.browser_packages import VNU

_MOST = 20


@dataclass(frozen=True)
class Verdict:
    """What the checker says of a page: how many errors and warnings, and the first of them with their lines."""

    errors: int
    warnings: int
    told: tuple[str, ...]


@cache
def version():
    """The version of the checker, as it says itself."""
    ended = subprocess.run(["java", "-jar", VNU, "--version"], capture_output=True, text=True, timeout=300, check=True)
    return re.search(r"\d[\d.]*", ended.stdout)[0]


def judged(pages):
    """Name → verdict, for pages of name → path, all in one run."""
    missing = [str(path) for path in pages.values() if not path.is_file()]
    assert not missing, f"there is no {', '.join(missing)}"
    command = ["java", "-jar", VNU, "--format", "json", "--stdout", *pages.values()]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert ended.returncode in (0, 1), ended.stderr
    names = {path.as_uri(): name for name, path in pages.items()}
    found = {name: [] for name in pages}
    for message in json.loads(ended.stdout)["messages"]:
        kind = _kind(message)
        words = f"{kind}, line {message.get('lastLine', '?')}: {message['message']} {message.get('extract', '')[:80]!r}"
        # a message of no page, such as one that says that the checker itself has failed, counts for all
        for name in [names["file://" + message["url"].removeprefix("file:")]] if message.get("url") else pages:
            found[name].append((kind, words))
    verdicts = {name: _verdict(told) for name, told in found.items()}
    assert (ended.returncode == 1) == any(one.errors for one in verdicts.values()), ended.stderr
    return verdicts


def _kind(message):
    """`error` or `warning`; remarks that are neither are not asked for."""
    if message["type"] != "info":
        return "error"
    return "warning" if message.get("subType") == "warning" else "remark"


def _verdict(told):
    kinds = Counter(kind for kind, _ in told)
    return Verdict(kinds["error"], kinds["warning"], tuple(words for _, words in told[:_MOST]))
