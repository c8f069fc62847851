"""Whole commands on the project's own documents: full build, build of nothing, check, `--help`."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.table import Row

_ROOT = Path(__file__).parent.parent
_DIARIE = [sys.executable, "-m", "pipeline"]


def measure(rounds: int = 3) -> list[Row]:
    """The rows on whole commands; each peer is run in turn with ours, `rounds` times."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder, "project")
        for name in ("inputs", "templates"):
            shutil.copytree(_ROOT / name, project / name)
        profile = Path(folder, "profile")
        build = [*_DIARIE, "build", "--all", "--project", str(project)]
        _run(build)
        peer = [
            "soffice",
            "--headless",
            f"-env:UserInstallation=file://{profile}",
            "--convert-to",
            "pdf",
            "--outdir",
            str(Path(folder, "peer")),
            *map(str, sorted((project / "outputs").glob("*.docx"))),
        ]
        _run(peer)

        def from_nothing() -> None:
            # Without manifests of earlier builds nothing is known of the pages: the contents lists need two layouts.
            shutil.rmtree(project / "outputs")
            shutil.rmtree(project / ".diarie" / "builds")
            _run(build)

        ours, theirs = _paired(from_nothing, lambda: _run(peer), rounds)
        again = statistics.median(_time(lambda: _run(build)) for _ in range(rounds))
        nothing = [*_DIARIE, "build", "--project", str(project)]
        _run(nothing)
        unchanged = statistics.median(_time(lambda: _run(nothing)) for _ in range(rounds))
        checking = statistics.median(
            _time(lambda: _run([*_DIARIE, "check", "--project", str(project)])) for _ in range(rounds)
        )
        help_time = statistics.median(_time(lambda: _run([*_DIARIE, "--help"])) for _ in range(2 * rounds + 1))
        pandas = _loads("pandas")
    return [
        Row("full build of all documents, against one soffice call", ours, theirs, f"{ours / theirs:.2f}×", "≤ 2.5×",
            ours <= 2.5 * theirs),
        Row("build of all that were built before (--all)", again, theirs, f"{again / theirs:.2f}×", "≤ 2.5×",
            again <= 2.5 * theirs),
        Row("build when nothing changed", unchanged, None, f"{unchanged / 1000:.2f} s", "≤ 0.5 s", unchanged <= 500),
        Row("check of all documents, against a full build", checking, ours,
            f"{checking / 1000:.2f} s, {100 * checking / ours:.0f} %", "≤ 2 s", checking <= 2000),
        Row("diarie --help", help_time, None, f"{help_time / 1000:.2f} s", "≤ 0.15 s, no pandas",
            help_time <= 150 and not pandas),
    ]  # fmt: skip


def _loads(module: str) -> bool:
    script = f"import sys, pipeline.cli; print({module!r} in sys.modules)"
    return subprocess.run([sys.executable, "-c", script], check=True, capture_output=True).stdout.strip() == b"True"


def _paired(ours: Callable[[], None], theirs: Callable[[], None], rounds: int) -> tuple[float, float]:
    pairs = [(_time(ours), _time(theirs)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _time(work: Callable[[], None]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def _run(command: list[str]) -> None:
    # a second start finds what the first one compiled, as for everybody who does not forbid Python to keep it
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    ended = subprocess.run(command, check=False, capture_output=True, env=environment)
    if ended.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{ended.stderr.decode()}")
