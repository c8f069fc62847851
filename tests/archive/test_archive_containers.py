"""Zip and tar files: those made to harm are refused and named, and none is read beyond bounds."""

import io
import tarfile
import zipfile

import pytest

from pipeline.archive.forms import packed, write_zip
from pipeline.archive.verifying import verify


def codes(path):
    return {fault.code for fault in verify(path).faults}


def zipped(path, entries, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name) if isinstance(name, str) else name, data, compression)
    return path


def contents(made, name):
    with zipfile.ZipFile(made / f"{name}.zip") as archive:
        return [(one, archive.read(one)) for one in archive.namelist()]


def test_a_compressed_zip_file_is_refused(made, name, tmp_path):
    packed = zipped(tmp_path / f"{name}.zip", contents(made, name), zipfile.ZIP_DEFLATED)
    assert {"R321"} <= codes(packed)


def test_a_compressed_bomb_is_not_unpacked(tmp_path):
    bomb = zipped(tmp_path / "bomb.zip", [("bomb/METS.xml", b"\0" * 200_000_000)], zipfile.ZIP_DEFLATED)
    assert bomb.stat().st_size < 300_000
    assert codes(bomb) & {"R321", "R322"}


@pytest.mark.parametrize(
    "bad", ["../evil", "/etc/evil", "{name}/../../evil", "{name}\\..\\evil", "other/file", "file", "{name}/"]
)
def test_names_that_lead_elsewhere_are_refused(made, name, tmp_path, bad):
    packed = zipped(tmp_path / f"{name}.zip", [*contents(made, name), (bad.format(name=name), b"evil")])
    assert "R321" in codes(packed)


def test_a_name_that_stands_twice_is_named(made, name, tmp_path):
    entries = contents(made, name)
    with pytest.warns(UserWarning, match="Duplicate name"):
        packed = zipped(tmp_path / f"{name}.zip", [*entries, (entries[0][0], b"another")])
    assert "R323" in codes(packed)
    with tarfile.open(tmp_path / f"{name}.tar", "w") as archive:
        for one, data in [*entries, entries[0]]:
            info = tarfile.TarInfo(one)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    assert "R323" in codes(tmp_path / f"{name}.tar")


def test_a_link_in_a_zip_file_is_refused(made, name, tmp_path):
    link = zipfile.ZipInfo(f"{name}/documentation/link")
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    assert "R321" in codes(zipped(tmp_path / f"{name}.zip", [*contents(made, name), (link, b"/etc/passwd")]))


@pytest.mark.parametrize("at", ["1970-01-01T00:00:00Z", "2200-01-01T00:00:00Z", "yesterday"])
def test_a_moment_that_zip_files_cannot_hold_is_the_nearest_that_they_can(at):
    packed_one = io.BytesIO()
    write_zip(packed_one, "name", at, packed({"a": b"a"}))
    (entry,) = zipfile.ZipFile(packed_one).infolist()
    assert entry.date_time[0] == (2107 if at.startswith("2200") else 1980)


def test_an_encrypted_member_is_refused(made, name, tmp_path):
    data = bytearray((made / f"{name}.zip").read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    (tmp_path / f"{name}.zip").write_bytes(data)
    assert "R321" in codes(tmp_path / f"{name}.zip")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_what_is_no_plain_file_in_a_tar_file_is_refused(made, name, tmp_path, kind):
    with tarfile.open(tmp_path / f"{name}.tar", "w") as archive:
        for one, data in contents(made, name):
            info = tarfile.TarInfo(one)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        info = tarfile.TarInfo(f"{name}/documentation/other")
        info.type, info.linkname = kind, "../../../../etc/passwd"
        archive.addfile(info)
    assert "R321" in codes(tmp_path / f"{name}.tar")


def test_a_compressed_tar_file_is_no_package(made, name, tmp_path):
    with tarfile.open(tmp_path / f"{name}.tar.gz", "w:gz") as archive:
        archive.add(made / name, name)
    assert codes(tmp_path / f"{name}.tar.gz") == {"R320"}


def test_a_container_packed_anew_is_told_apart_and_its_folder_is_sound(made, name, tmp_path):
    packed = zipped(tmp_path / f"{name}.zip", contents(made, name))
    assert codes(packed) == {"R339"}
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "unpacked")
    assert codes(tmp_path / "unpacked" / name) == set()


def test_bytes_behind_the_end_are_noticed(made, name, tmp_path):
    for ending in ("zip", "tar"):
        (tmp_path / f"{name}.{ending}").write_bytes((made / f"{name}.{ending}").read_bytes() + b"more")
        assert codes(tmp_path / f"{name}.{ending}") == {"R339"}


def test_zip_and_tar_hold_what_the_folder_holds(made, name, tmp_path):
    folder = {
        f"{name}/{p.relative_to(made / name).as_posix()}": p.read_bytes()
        for p in (made / name).rglob("*")
        if p.is_file()
    }
    with tarfile.open(made / f"{name}.tar") as archive:
        members = archive.getmembers()
        held = {one.name: archive.extractfile(one).read() for one in members}
    assert dict(contents(made, name)) == folder == held
    assert {(one.uid, one.gid, one.uname, one.gname, one.mode) for one in members} == {(0, 0, "", "", 0o644)}
    with zipfile.ZipFile(made / f"{name}.zip") as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
