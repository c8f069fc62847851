"""`diarie archive verify`: each change to a package is named, whatever was changed."""

import hashlib
import json
import re
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.archive.verifying import verify
from tests.archive.spoiling import codes, found, paths, reworked, rewritten

WORD = "representations/rep1_original/data/report.docx"
PDF = "representations/rep2_preservation/data/report.pdf"
REGISTER = "documentation/register.json"
ERMS = "metadata/descriptive/erms.xml"
PREMIS = "metadata/preservation/premis.xml"
QUICK = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def test_a_package_as_it_was_made_has_no_findings(made, name):
    verdicts = [verify(made / f"{name}{ending}") for ending in ("", ".zip", ".tar")]
    assert [verdict.faults for verdict in verdicts] == [(), (), ()]
    assert len({(verdict.mets, verdict.files, verdict.head) for verdict in verdicts}) == 1


def test_the_trick_of_these_tests_leaves_a_sound_package(package):
    rewritten(package, "documentation/review-list.yaml", "lista", "Lista")
    assert codes(package) == {"R340"}  # all but the register's checksum


@QUICK
@given(st.data())
def test_any_changed_byte_of_any_file_is_named(made, name, tmp_path_factory, data):
    package = tmp_path_factory.mktemp("bytes") / name
    shutil.copytree(made / name, package)
    path = data.draw(st.sampled_from(paths(package)))
    content = bytearray((package / path).read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    (package / path).write_bytes(content)
    named = {file for _, file in found(package)}
    assert path in named
    shutil.rmtree(package.parent)


@QUICK
@given(st.data())
def test_any_changed_byte_of_a_zip_or_tar_file_is_noticed(made, name, tmp_path_factory, data):
    ending = data.draw(st.sampled_from(["zip", "tar"]))
    content = bytearray((made / f"{name}.{ending}").read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    spoilt = tmp_path_factory.mktemp("container") / f"{name}.{ending}"
    spoilt.write_bytes(content)
    assert verify(spoilt).faults
    spoilt.unlink()


@QUICK
@given(st.data())
def test_a_cut_off_zip_or_tar_file_is_noticed(made, name, tmp_path_factory, data):
    ending = data.draw(st.sampled_from(["zip", "tar"]))
    content = (made / f"{name}.{ending}").read_bytes()
    spoilt = tmp_path_factory.mktemp("cut") / f"{name}.{ending}"
    spoilt.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    assert verify(spoilt).faults
    spoilt.unlink()


def test_each_missing_file_is_named(made, name, package):
    for path in paths(package):
        (package / path).rename(package.parent / "away")
        assert path in {file for _, file in found(package)}, path
        assert found(package) & {("R327", path)}, path
        (package.parent / "away").rename(package / path)
    assert codes(package) == set()


def test_each_renamed_file_is_named_with_its_new_name(package):
    for path in paths(package):
        new = package / f"{path}.bak"
        (package / path).rename(new)
        if path == "METS.xml":
            assert ("R327", "METS.xml") in found(package)
        else:
            told = {fault.place.file: fault for fault in verify(package).faults if fault.code == "R329"}
            assert f"{path}.bak" in told[path].message, path
            assert "R328" not in codes(package)
        new.rename(package / path)


@pytest.mark.parametrize(
    "path", ["extra.txt", "documentation/sources/extra.csv", "representations/rep1_original/data/x", "schemas/METS.xml"]
)
def test_an_extra_file_is_named(package, path):
    (package / path).write_bytes(b"extra")
    assert ("R328", path) in found(package)


def test_two_files_that_have_changed_places_are_named(package):
    first, second = package / WORD, package / "documentation/gate.json"
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    assert {("R326", WORD), ("R326", "documentation/gate.json")} < found(package)


def test_a_folder_of_another_name_is_named(package):
    other = package.rename(package.parent / "another")
    assert "R324" in codes(other)


def test_a_container_of_another_name_is_named(made, name, tmp_path):
    for ending in ("zip", "tar"):
        shutil.copy(made / f"{name}.{ending}", tmp_path / f"another.{ending}")
        assert codes(tmp_path / f"another.{ending}") == {"R324"}


def test_another_object_id_is_named_even_with_the_seal_put_right(package, name):
    rewritten(package, "METS.xml", f'OBJID="{name}"', 'OBJID="another"')
    assert codes(package) == {"R324"}


def test_a_duplicate_id_is_named_even_with_the_seal_put_right(package):
    text = (package / "METS.xml").read_text(encoding="utf-8")
    first, second = re.findall(r'<file ID="(uuid-[^"]+)"', text)[:2]
    rewritten(package, "METS.xml", f'<file ID="{second}"', f'<file ID="{first}"')
    assert codes(package) == {"R330"}


def test_an_id_that_leads_nowhere_is_named(package):
    text = (package / "METS.xml").read_text(encoding="utf-8")
    group = re.search(r'FILEID="(uuid-[^"]+)"', text)[1]
    rewritten(package, "METS.xml", f'FILEID="{group}"', 'FILEID="uuid-nowhere"')
    assert codes(package) == {"R331"}


@pytest.mark.parametrize(
    "href",
    ["../../etc/passwd", "/etc/passwd", "https://example.se/x", "documentation/..%2f..%2fx", "file:///etc/passwd"],
)
def test_a_reference_out_of_the_package_is_not_followed(package, href):
    rewritten(package, "METS.xml", 'xlink:href="documentation/gate.json"', f'xlink:href="{href}"')
    assert {"R331", "R328"} <= codes(package)


def test_a_file_that_is_listed_twice_is_named(package):
    rewritten(
        package, "METS.xml", 'xlink:href="documentation/gate.json"', 'xlink:href="documentation/review-list.yaml"'
    )
    assert {"R341", "R328"} <= codes(package)


@pytest.mark.parametrize(("old", "new"), [('CHECKSUMTYPE="SHA-256"', 'CHECKSUMTYPE="MD5"'), ('SIZE="', 'SIZE="1')])
def test_wrong_sizes_and_kinds_of_checksums_are_named(package, old, new):
    rewritten(package, "METS.xml", old, new)
    assert codes(package) == {"R332"}


def test_premis_that_tells_of_other_bytes_is_named(package):
    digest = hashlib.sha256((package / WORD).read_bytes()).hexdigest()
    rewritten(package, PREMIS, digest, "0" * 64)
    assert found(package) == {("R334", PREMIS)}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (f"<objectIdentifierValue>{WORD}<", "<objectIdentifierValue>representations/none<", "R334"),
        ("<linkingAgentIdentifierValue>", "<linkingAgentIdentifierValue>x", "R331"),
        (f"<linkingObjectIdentifierValue>{WORD}<", "<linkingObjectIdentifierValue>none<", "R331"),
        ("<size>", "<size>1", "R334"),
    ],
)
def test_premis_that_leads_nowhere_is_named(package, old, new, code):
    rewritten(package, PREMIS, old, new)
    assert (code, PREMIS) in found(package)


def test_an_agent_that_stands_twice_is_named(package):
    text = (package / PREMIS).read_text(encoding="utf-8")
    agent = re.search(r"  <agent>.*?</agent>\n", text, re.DOTALL)[0]
    reworked(package, PREMIS, text.replace(agent, agent * 2).encode())
    assert found(package) == {("R330", PREMIS)}


def test_erms_with_another_path_is_named(package):
    rewritten(package, ERMS, f'path="{PDF}"', 'path="representations/rep2_preservation/data/other.pdf"')
    assert found(package) == {("R335", ERMS)}


def test_erms_of_another_document_is_named(package):
    rewritten(package, ERMS, "<objectId>1.3.1-2024-1-1<", "<objectId>1.3.1-2024-1-2<")
    assert found(package) == {("R335", ERMS)}


def edited(package, edit):
    known = json.loads((package / REGISTER).read_bytes())
    edit(known)
    reworked(package, REGISTER, json.dumps(known, ensure_ascii=False, indent=1).encode())


@pytest.mark.parametrize(
    "edit",
    [
        lambda known: known["events"][0]["content"].update(by="bertil"),
        lambda known: known["events"][3]["content"]["state"].update(title="Annan"),
        lambda known: known["events"][2].update(hash="0" * 64),
        lambda known: known["events"][2].update(previous="0" * 64),
        lambda known: known["events"].reverse(),
        lambda known: known["events"].append(known["events"][0]),
        lambda known: known.update(events=[]),
        lambda known: known["head"].update(position=1),
        lambda known: known["head"].update(hash="0" * 64),
        lambda known: known.update(package="another"),
        lambda known: known.pop("head"),
        lambda known: known.update(events="none"),
        lambda known: known["events"][0].update(content=[[]]),
        lambda known: known["events"][0]["content"].update(x=float("nan")),
    ],
)
def test_a_changed_event_of_the_register_is_named_even_with_all_checksums_put_right(package, edit):
    edited(package, edit)
    assert ("R336", REGISTER) in found(package)


def test_json_of_any_depth_is_borne(package):
    reworked(package, REGISTER, b'{"events":' + b"[" * 200_000)
    assert ("R336", REGISTER) in found(package)


def test_a_head_kept_elsewhere_must_be_shown(made, name):
    head = verify(made / name).head
    assert codes(made / name, head=head.hash) == set()
    assert codes(made / name, head=min(head.hashes)) == set()
    assert codes(made / name, head="0" * 64) == {"R338"}


def test_a_package_worked_out_anew_is_told_by_what_was_kept_elsewhere(package):
    mets = verify(package).mets
    rewritten(package, ERMS, "Simon Wygler", "Simon Wyglar")
    assert codes(package) == set()
    assert codes(package, mets=mets) == {"R342"}


def leaves(value, path=()):
    """The way to each value within a JSON value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from leaves(one, (*path, key))


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.just("\ud800") | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@QUICK
@given(st.data())
def test_any_other_json_in_place_of_a_value_is_borne(made, name, tmp_path_factory, data):
    package = tmp_path_factory.mktemp("json") / name
    shutil.copytree(made / name, package)
    path = data.draw(st.sampled_from([REGISTER, "documentation/report.manifest.json"]))
    known = json.loads((package / path).read_bytes())
    way = data.draw(st.sampled_from(list(leaves(known))))
    odd = data.draw(ODD)
    if way:
        inner = known
        for key in way[:-1]:
            inner = inner[key]
        inner[way[-1]] = odd
    else:
        known = odd
    reworked(package, path, json.dumps(known).encode())
    for fault in verify(package).faults:
        str(fault).encode()
    shutil.rmtree(package.parent)


def test_a_manifest_of_other_bytes_is_named_even_with_all_checksums_put_right(package):
    path = "documentation/report.manifest.json"
    digest = hashlib.sha256((package / WORD).read_bytes()).hexdigest()
    rewritten(package, path, digest, "0" * 64)
    assert {("R337", path), ("R340", path)} == found(package)


def test_a_source_changed_with_all_checksums_put_right_is_named_by_manifest_and_register(package):
    path = "documentation/sources/inputs/report/data/personal.csv"
    rewritten(package, path, "5 131", "5 132")
    assert found(package) == {("R337", "documentation/report.manifest.json"), ("R340", path)}


@pytest.mark.parametrize("path", ["METS.xml", ERMS, PREMIS, "representations/rep1_original/METS.xml"])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no xml",
        b"<mets>",
        b"\xff\xfe\x00",
        b'<?xml version="1.0" encoding="UTF-16"?><a/>',
        "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16"),
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        b'<!DOCTYPE l [<!ENTITY a "l"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>',
        b"<a>" * 5000,
        b"<other/>",
    ],
)
def test_broken_and_malicious_xml_is_refused(package, path, content):
    (package / path).write_bytes(content)
    assert ("R325", path) in found(package)


def test_links_and_devices_are_refused(package):
    import os

    (package / "documentation" / "link").symlink_to("/etc/passwd")
    (package / "documentation" / "linked").symlink_to("/etc")
    os.mkfifo(package / "documentation" / "pipe")
    assert {("R321", f"documentation/{one}") for one in ("link", "linked", "pipe")} == found(package)


def test_a_file_replaced_by_a_link_to_the_same_bytes_is_refused(package):
    (package / WORD).rename(package.parent / "word")
    (package / WORD).symlink_to(package.parent / "word")
    assert {("R321", WORD), ("R327", WORD)} <= found(package)


def test_names_that_are_no_text_are_refused(package):
    (package / "documentation" / "a\udcff").write_bytes(b"")
    assert "R321" in codes(package)


def test_what_is_no_package_is_told(tmp_path):
    (tmp_path / "text").write_text("text", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.zip").write_bytes(b"")
    for one in ("text", "folder", "empty.zip", "absent"):
        assert [fault.code for fault in verify(tmp_path / one).faults] == ["R320"], one


def test_a_file_that_may_not_be_read_is_told(package, monkeypatch):
    from pathlib import Path

    real = Path.open

    def guarded(self, *given, **options):
        if self.name == "gate.json":
            raise PermissionError(13, "Permission denied")
        return real(self, *given, **options)

    monkeypatch.setattr(Path, "open", guarded)
    assert codes(package) == {"R320"}
