"""The quick print with the real wkhtmltopdf; where the system has none, what is said instead."""

import io
import json
import re
import shutil
import subprocess

import pikepdf
import pytest
from PIL import Image

from pipeline.content.model import Picture
from pipeline.faults import FaultError
from pipeline.html.pictures import picture_svg
from pipeline.printing.page import plain
from pipeline.printing.program import find, printed
from pipeline.printing.stamp import Stamp, stamped
from tests.conftest import DOCUMENTS, ROOT, copy_project, diarie

HAS_IT = shutil.which("wkhtmltopdf") is not None
#: What pdfimages lists of each picture.
_COLUMNS = (
    *("page", "num", "type", "width", "height", "color", "comp", "bpc", "enc", "interp", "object", "generation"),
    *("x-ppi", "y-ppi", "size", "ratio"),
)
STAMP = Stamp("ARBETSKOPIA", "1.3.1-2026-1   utskriven 2026-06-19 kl. 12.00", "Åtgärder på väg")


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return copy_project(tmp_path_factory.mktemp("printing"))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_document_is_printed_with_its_words_and_its_mark(project, document):
    ended = diarie("print", document, "--format", "json", project=project)
    said = json.loads(ended.stdout)
    if not HAS_IT:
        assert [fault["code"] for fault in said["faults"]] == ["P323"]
        return
    assert ended.returncode == 0, ended.stdout
    pages = text_of(said["file"]).split("\f")[:-1]
    assert len(pages) == said["pages"] > 1
    for number, page in enumerate(pages, start=1):
        head = re.sub(r" +", " ", page.strip().splitlines()[0])
        assert head.startswith(f"ARBETSKOPIA {said['case_number']} utskriven ")
        assert head.endswith(f"Sida {number} av {len(pages)}")


REACHING = {
    "frame": '<iframe src="{at}/secret.html"></iframe>',
    "picture": '<img src="{at}/secret.png">',
    "imported style": '<style>@import "{at}/style.css";</style>',
    "linked style": '<link rel="stylesheet" href="{at}/style.css">',
    "background": '<p style="background: url({at}/secret.png)">ord</p>',
    "font": "<style>@font-face {{ font-family: a; src: url({at}/own.ttf) }} p {{ font-family: a }}</style><p>ord</p>",
    "object": '<object data="{at}/secret.html"></object>',
    "picture in SVG": '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{at}/secret.png" /></svg>',
    "another page": '<meta http-equiv="refresh" content="0;url={at}/secret.html">',
    "file beside it": '<iframe src="log.txt"></iframe>',
    "server": '<img src="http://192.0.2.1/picture.png">',
}


@pytest.mark.parametrize("markup", REACHING.values(), ids=REACHING)
def test_a_page_that_reaches_for_files_or_the_network_gets_nothing(tmp_path, markup):
    """What `plain` would never let through: the program itself must refuse it, too."""
    if not HAS_IT:
        return
    for name in ("secret.html", "secret.png", "style.css", "own.ttf"):
        (tmp_path / name).write_text("a secret", encoding="utf-8")
    hostile = f"<!DOCTYPE html><body><p>hostile</p>{markup.format(at=tmp_path.as_uri())}"
    with pytest.raises(FaultError) as caught:
        printed(hostile.encode(), find())
    assert [fault.code for fault in caught.value.faults] == ["P325"]


@pytest.mark.parametrize("markup", REACHING.values(), ids=REACHING)
def test_a_web_edition_that_reaches_out_is_printed_without_that(tmp_path, markup):
    if not HAS_IT:
        return
    edition = f"<!DOCTYPE html><body><p>ord</p>{markup.format(at='file:///etc')}</body>"
    path = tmp_path / "page.pdf"
    path.write_bytes(printed(plain(edition.encode(), '@import "file:///etc/passwd"; p { margin: 0 }'), find()))
    assert "ord" in text_of(path)
    assert "root:" not in text_of(path)


def test_pictures_of_the_page_are_printed_in_their_proportions(tmp_path):
    if not HAS_IT:
        return
    data = io.BytesIO()
    Image.effect_noise((300, 100), 60).convert("RGB").save(data, "JPEG")
    shown = picture_svg(Picture(data.getvalue(), "image/jpeg", 400, 133.33), "Brus")
    edition = f"<body><p>ord</p><figure>{shown}</figure><p>ord</p></body>"
    path = tmp_path / "page.pdf"
    style = (ROOT / "templates" / "html" / "print.css").read_text(encoding="utf-8")
    path.write_bytes(printed(plain(edition.encode(), style), find()))
    listed = subprocess.run(["pdfimages", "-list", str(path)], capture_output=True, text=True, check=True).stdout
    (picture,) = [dict(zip(_COLUMNS, line.split(), strict=False)) for line in listed.splitlines()[2:]]
    assert (picture["width"], picture["height"]) == ("300", "100")
    # as wide as the text, which is some 160 mm, and 100 pixels in a third of that
    across, down = int(picture["x-ppi"]), int(picture["y-ppi"])
    assert 300 / across * 25.4 == pytest.approx(160, abs=25)
    assert across == pytest.approx(down, rel=0.03)


def test_rows_of_long_tables_are_whole_on_their_pages(tmp_path):
    if not HAS_IT:
        return
    columns = '<colgroup><col style="width:20%"><col style="width:80%"></colgroup>'
    rows = "".join(f"<tr><td>rad{n:03}</td><td>{'ord ' * (n * 37 % 90)}<br>slut{n:03}</td></tr>" for n in range(120))
    edition = f'<body><div class="table"><table>{columns}<tbody>{rows}</tbody></table></div></body>'
    style = (ROOT / "templates" / "html" / "print.css").read_text(encoding="utf-8")
    path = tmp_path / "page.pdf"
    path.write_bytes(printed(plain(edition.encode(), style), find()))
    pages = text_of(path).split("\f")[:-1]
    assert len(pages) > 3
    for page in pages:
        assert re.findall(r"rad(\d+)", page) == re.findall(r"slut(\d+)", page)


def test_scripts_do_not_run_and_meta_tags_command_nothing(tmp_path):
    if not HAS_IT:
        return
    page = (
        '<!DOCTYPE html><html><head><meta name="pdfkit-page-size" content="A3"><meta name="pdfkit-orientation"'
        ' content="Landscape"></head><body><p>before</p><script>document.write("it ran")</script></body></html>'
    )
    for data in (page.encode(), plain(page.encode(), "")):
        path = tmp_path / "page.pdf"
        path.write_bytes(stamped(printed(data, find()), STAMP))
        assert "it ran" not in text_of(path)
        with pikepdf.open(path) as pdf:
            assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_the_mark_is_readable_on_every_page(tmp_path):
    if not HAS_IT:
        return
    path = tmp_path / "page.pdf"
    path.write_bytes(stamped(printed(plain(b"<body>" + b"<p>ord</p>" * 400, ""), find()), STAMP))
    pages = text_of(path).split("\f")[:-1]
    assert len(pages) > 2
    assert all("utskriven 2026-06-19 kl. 12.00" in page and "Åtgärder på väg" in page for page in pages)
