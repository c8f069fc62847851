"""What looks at web pages finds what it is there to find, and nothing in a page that has nothing wrong."""

import subprocess

import pytest

from conformance import browser_packages, vnu
from conformance.web_defects import DEFECTS, MISTAKES, SOUND, spoilt


@pytest.fixture(scope="module")
def looked(browser, tmp_path_factory):
    """Name of defect → what the check that should find it finds, all looked at together; "" is the sound page."""
    pages = {name: spoilt(old, new) for name, (old, new, *_) in DEFECTS.items()}
    paths = _written(tmp_path_factory.mktemp("defects"), {"": SOUND, **pages})
    only = {name: (what,) for name, (*_, what, _) in DEFECTS.items()}
    return browser.look(paths, only=only, widths=[320, 1440])


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mistakes")
    pages = {"": SOUND, **{name: spoilt(old, new) for name, (old, new, _) in MISTAKES.items()}}
    return vnu.judged(_written(folder, pages))


def _written(folder, pages):
    paths = {name: folder / f"{number}.html" for number, name in enumerate(pages)}
    for name, path in paths.items():
        path.write_text(pages[name], encoding="utf-8")
    return paths


def test_a_sound_page_has_no_findings(looked, judged):
    assert looked[""]["findings"] == []
    counts = looked[""]["counts"]
    assert (counts["focusable"], counts["opened"]) == (7, 3)
    assert counts["rules"] > 90
    assert counts["looked"] > 0
    assert judged[""] == vnu.Verdict(0, 0, ())


@pytest.mark.parametrize("name", DEFECTS)
def test_the_browser_finds(looked, name):
    *_, what, word = DEFECTS[name]
    found = [finding["told"] for finding in looked[name]["findings"] if finding["what"] == what]
    assert [told for told in found if word in told], looked[name]["findings"]


@pytest.mark.parametrize("name", MISTAKES)
def test_the_nu_checker_finds(judged, name):
    verdict = judged[name]
    assert (verdict.errors if MISTAKES[name][2] == "error" else verdict.warnings) > 0, verdict


def test_what_cannot_be_read_is_a_failure(browser, tmp_path):
    with pytest.raises(AssertionError, match=r"ERR_FILE_NOT_FOUND"):
        browser.look({"gone": tmp_path / "gone.html"})
    with pytest.raises(AssertionError):
        vnu.judged({"gone": tmp_path / "gone.html"})


def test_packages_that_npm_cannot_bring_are_refused_in_words(tmp_path):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error code EINTEGRITY' >&2\nexit 1\n", encoding="utf-8")
    npm.chmod(0o755)
    with pytest.raises(browser_packages.PackagesError, match="EINTEGRITY"):
        browser_packages.fetch(tmp_path / "web", npm)
    with pytest.raises(browser_packages.PackagesError, match=r"npm is not installed"):
        browser_packages.fetch(tmp_path / "web", str(tmp_path / "nothing"))
    assert not (tmp_path / "web").exists()


def test_the_lock_names_what_is_asked_for_by_sum_and_no_registry():
    lock = browser_packages.LOCK.read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "://" not in lock
    for name, version in browser_packages.versions().items():
        found = browser_packages.locked()[f"node_modules/{name}"]
        assert found["version"] == version
        assert found["integrity"].startswith("sha512-")


def test_each_script_is_sound():
    for path in sorted((browser_packages.HERE / "browser").glob("*.mjs")):
        ended = subprocess.run(["node", "--check", path], capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stderr
