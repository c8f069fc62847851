"""What stands on the cover, in headers and in the colophon is compared like the text."""

import pytest

from pipeline.traces.changes import changes


@pytest.mark.parametrize(
    ("path", "old", "new", "item"),
    [
        ("document.yaml", "2024-06-19", "2024-06-20", "setting document.date"),
        ("document.yaml", "1.3.1-2024-8647", "1.3.1-2024-8648", "setting document.case_number"),
        ("document.yaml", "unit: Staben", "unit: Ledningsstaben", "setting document.unit"),
        ("document.yaml", "Stab/009/2024", "Stab/010/2024", "setting colophon.value"),
        ("../agency.yaml", "Testmyndigheten", "Provmyndigheten", "setting agency.name"),
    ],
)
def test_a_setting_that_the_document_shows_is_a_change(traces, report, path, old, new, item):
    name = "inputs/agency.yaml" if path.startswith("..") else f"inputs/x/{path}"
    report.files[name] = report.files[name].replace(old, new)
    (change,) = changes(traces.version, report.traces().version).said
    old, new = old.removeprefix("unit: "), new.removeprefix("unit: ")
    assert (change.old.text, change.new.text, change.new.item, change.new.place.file) == (old, new, item, name)


def test_a_new_title_is_told_once(traces, report):
    report.replace("document.yaml", "Hållbarhetsredovisning 2023", "Hållbarhet 2023")
    (change,) = changes(traces.version, report.traces().version).said
    assert (change.old.text, change.new.text) == ("Hållbarhetsredovisning 2023", "Hållbarhet 2023")
