"""Nothing that is withheld stands anywhere in what a build puts out."""

import io
import re
import zipfile

import pikepdf
import pytest
from PIL import Image

from pipeline.pdf.text import words_of_pdf
from tests.conftest import Built, diarie
from tests.figures.suppression.publishing import case, write_case

#: Numbers that stand nowhere else: those below the threshold of 100, and larger ones that only hide with them.
SMALL = ("83", "97")
LARGER = ("48271", "39464", "52817")
#: What is worked out from them, and numbers that no table shows and that only feed a share.
DERIVED = ("0,17", "0,171", "0.171", "17.1", "6120", "7002", "13219", "46.29", "46,29")

FIGURES = """\
tables:
  tbl-svar:
    file: data/svar.csv
    caption: Svar på enkäten
    summary: Svaren från kvinnor och män, där {{ svar.ja }} svarade ja.
    people: true
    threshold: 100
    columns:
      Kvinnor: {type: integer}
      Män: {type: integer}
      Totalt: {type: integer}
      Andel män: {type: percent, decimals: 2}
    worked-out: {Andel män: [Män, Totalt]}
data:
  svar: {file: data/svar.csv, people: true, threshold: 100, worked-out: {Andel män: [Män, Totalt]}}
  fler: {file: data/fler.csv, people: true, threshold: 100}
charts:
  fig-svar: {type: stacked-bar, table: svar, category: Svar, series: [Kvinnor, Män], caption: Svaren efter kön}
  fig-man: {type: bar, table: tbl-svar, category: Svar, series: [Män], caption: Männens svar}
figures:
  svar.ja: {table: tbl-svar, row: Ja, column: Totalt}
  svar.ja_man: {table: tbl-svar, row: Ja, column: Män}
  svar.delvis_kvinnor: {table: tbl-svar, row: Delvis, column: Kvinnor}
  svar.andel_man: {share: svar.ja_man, of: svar.ja}
  fler.alla: {table: fler, row: Totalt, column: Antal}
  fler.ja: {table: fler, row: Ja, column: Antal}
  fler.andel: {share: fler.ja, of: fler.alla}
"""

TEXT = """\
# Svaren

Av @tbl-svar, @fig-svar och @fig-man framgår hur kvinnor och män svarade. Ja svarade {{ svar.ja }}, varav
{{ svar.ja_man | dold("färre än hundra") }} män och {{ svar.delvis_kvinnor | dold("ett antal") }} kvinnor. Andelen män
var {{ svar.andel_man | procent | dold("liten") }}. I en annan fråga svarade {{ fler.andel | procent }} ja.

![](tbl-svar)

![](fig-svar)

![](fig-man)
"""

SVAR = """\
Svar;Kvinnor;Män;Totalt;Andel män
Ja;48271;83;48354;0,17 %
Delvis;39464;52817;92281;57,23 %
Nej;60112;70345;130457;53,92 %
Totalt;147847;123245;271092;45,46 %
"""

FLER = "Fråga;Antal\nJa;6120\nNej;97\nVet inte;7002\nTotalt;13219\n"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """Every file that a build with a figure register makes, by ending."""
    project = tmp_path_factory.mktemp("leaks")
    document = "figure-register: [appendix, workbook]\n"
    write_case(project, case(figures=FIGURES, text=TEXT, svar=SVAR, fler=FLER), document=document)
    ended = diarie("build", "--format", "json", project=project)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    # The overview tells sizes and hashes of these files, and shows the PDF's first page; nothing else is in it.
    made = {path.name: path.read_bytes() for path in (project / "outputs").iterdir() if path.name != "index.html"}
    return Built(project, made)


@pytest.fixture(scope="module")
def words(outputs):
    """File → its words."""
    return {name: words_of(name, data) for name, data in outputs.said.items()}


def words_of(name, data):
    """The words of a file, as far as a reader or a program can read them."""
    if name.endswith((".docx", ".xlsx")):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [package.read(one).decode() for one in package.namelist() if one.endswith((".xml", ".rels"))]
        whole = " ".join(parts)
        told = re.findall(r"<(?:w:t|t|v|dc:\w+|a:t)(?: [^>]*)?>([^<]*)<", whole)
        return " ".join([*told, *re.findall(r"(?:descr|title|name)=\"([^\"]*)\"", whole)])
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            said = " ".join(str(one.get("/Alt", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
        return f"{' '.join(words_of_pdf(data))} {said}"
    return data.decode()


def test_every_file_was_read(outputs, words):
    endings = {name.partition(".")[2] for name in outputs.said}
    assert endings == {"docx", "pdf", "html", "manifest.json", "figures.xlsx"}
    for name, said in words.items():
        plain = re.sub(r"\s", "", said)
        assert "48354" in plain, f"{name} was not read: it tells how many answered ja"


def tells(words, number):
    """Whether a number stands in some words, its thousands set apart or not."""
    words = re.sub(r"(?<=\d)[\s\u00a0](?=\d{3}(?!\d))", "", words)
    return re.search(rf"(?<![\w,.]){re.escape(number)}(?!\d|,\d)", words) is not None


@pytest.mark.parametrize("hidden", [*SMALL, *LARGER, *DERIVED])
def test_no_withheld_number_stands_in_any_file(words, hidden):
    for name, said in words.items():
        assert not tells(said, hidden), f"{name} tells {hidden}"


def test_a_withheld_number_would_be_found():
    assert all(tells(SVAR + FLER, hidden) for hidden in (*SMALL, *LARGER))
    assert tells("48\N{NO-BREAK SPACE}271 kvinnor", LARGER[0])


def test_the_pictures_have_no_words_of_their_own(outputs):
    name = next(name for name in outputs.said if name.endswith(".docx"))
    with zipfile.ZipFile(io.BytesIO(outputs.said[name])) as package:
        pictures = [package.read(one) for one in package.namelist() if one.endswith(".png")]
    assert pictures
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as image:
            assert not any(value for key, value in image.info.items() if key not in ("dpi", "srgb", "gamma"))
