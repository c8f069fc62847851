"""The register's settings: what is wrong with them is a fault with its line."""

import pytest

from pipeline.faults import FaultError
from pipeline.kinds.base import Agency
from pipeline.register.series import series_of
from pipeline.sources.reader import Reader
from pipeline.sources.settings import load_settings

AGENCY = """name: Myndigheten
organisation-number: 202100-2163
web: www.example.se
email: a@example.se
phone: 08-1
"""


def load(tmp_path, more):
    (tmp_path / "inputs").mkdir(exist_ok=True)
    (tmp_path / "inputs" / "agency.yaml").write_text(AGENCY + more, encoding="utf-8")
    return load_settings(Reader(tmp_path), "inputs/agency.yaml", Agency).value


def test_any_number_of_series_stands_beside_the_plain_one(tmp_path):
    agency = load(
        tmp_path,
        """register:
  series:
    stab: {pattern: "Stab/{serial:03}/{year}", numbers: decisions}
    enheter: {pattern: "{unit}-{year}-{serial}", scope: unit, time-zone: UTC}
""",
    )
    series = series_of(agency.number_pattern, agency.register_settings)
    assert sorted(series) == ["cases", "enheter", "stab"]
    assert (series["cases"].year_of, series["stab"].year_of) == ("document", "registration")
    assert (series["cases"].zone, series["enheter"].zone) == ("Europe/Stockholm", "UTC")


@pytest.mark.parametrize(
    ("more", "line", "said"),
    [
        ('register:\n  series:\n    stab: {pattern: "{year}{serial}"}\n', 8, "a sign between"),
        ('register:\n  series:\n    stab: {pattern: "{serial:03}"}\n', 8, "{year} or {yy}"),
        ('register:\n  series:\n    stab: {pattern: "{year}-{serial}", time-zone: Europe/Sthlm}\n', 8, "time zone"),
        ('register:\n  series:\n    stab: {pattern: "{year}-{serial}", scope: class}\n', 8, "needs {classification}"),
        ('register:\n  series:\n    stab: {pattern: "{year}-{serial}", scope: unit}\n', 8, "needs {unit}"),
        ('register:\n  series:\n    stab: {pattern: "{year}-{case}", numbers: decisions}\n', 8, "{serial}"),
        ('register:\n  series:\n    "Stab 1": {pattern: "{year}-{serial}"}\n', 8, "small letters"),
        ("register:\n  url: postgresql://a:secret@server/d\n", 7, "password"),
        ("register:\n  url: postgresql://server/d?password=secret\n", 7, "password"),
        ("register:\n  url: mysql://server/d\n", 7, "PostgreSQL"),
        ("register:\n  url-env: my register\n", 7, "variable"),
        ("register:\n  url-env: A\n  url: postgresql://server/d\n", 7, "either url or url-env"),
        ("register:\n  documents: stab\n", 7, "none of the series"),
        ('number-pattern: "{classification}.{year}-{serial}"\n', 6, "must hold {year} and {serial}"),
        ('register:\n  series:\n    stab: {pattern: "{unit}-{year}-{serial}", time-zone: Europe}\n', 8, "time zone"),
        ('register:\n  series:\n    stab: {pattern: "{year}-{serial}", time-zone: /etc/hosts}\n', 8, "time zone"),
        ('register:\n  series:\n    stab: {pattern: "{year}-{löpnr}"}\n', 8, "no other braces than {classification}"),
        ('register:\n  series:\n    stab: {pattern: "-{year}-{serial}"}\n', 8, "hyphen"),
        (
            'register:\n  series:\n    a: {pattern: "S{year}-{serial:03}"}\n    b: {pattern: "S{year}-{case}"}\n',
            7,
            "both write numbers as S2024-123456789",
        ),
        (
            (
                'register:\n  series:\n    a: {pattern: "S{year}-{serial}", scope: unit, unit: A}\n'
                '    b: {pattern: "S{year}-{serial}", scope: unit, unit: B}\n'
            ),
            7,
            "a and b both write numbers",
        ),
        (
            'number-pattern: "{year}-{serial}"\nregister:\n  series:\n    a: {pattern: "{year}-{serial:04}"}\n',
            1,
            "cases and a both write numbers",
        ),
        (
            'number-pattern: "{year}-{serial}"\nregister:\n  series:\n    cases: {pattern: "{year}-{serial}"}\n',
            1,
            "cases",
        ),
    ],
)
def test_settings_that_cannot_be_used_are_faults_with_their_line(tmp_path, more, line, said):
    with pytest.raises(FaultError) as error:
        load(tmp_path, more)
    (fault,) = error.value.faults
    assert said in fault.message + fault.todo
    assert fault.place.line == line
    assert "secret" not in fault.message + fault.todo
