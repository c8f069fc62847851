"""What goes wrong when a template meets its values is told with part, paragraph and tag, and nothing is written."""

import pytest
from engine_docx import codes, docx, p, r, tbl, texts, tr, tree

from pipeline.faults import FaultError
from pipeline.word import printing
from pipeline.word.compiled import Markup, compile_template

FILE = "templates/test.docx"


def render(body, values=None, **parts):
    return compile_template(docx(body, **parts), FILE).render(values or {})


def faults_of(body, values=None, **parts):
    with pytest.raises(FaultError) as error:
        render(body, values, **parts)
    return error.value.faults


# --------------------------------------------------------------------------------------- undefined variables


def test_a_missing_variable_is_told_with_part_paragraph_and_tag():
    (fault,) = faults_of(p(r("Titel: {{ ti"), r("tel }}, slut")), {"title": "x", "number": "y"})
    assert fault.code == "T124"
    assert (fault.place.file, fault.place.part) == (FILE, "word/document.xml")
    assert (fault.place.paragraph, fault.place.tag) == ("Titel: {{ titel }}, slut", "{{ titel }}")
    assert "“titel”" in fault.message
    assert "Did you mean “title”?" in fault.todo
    assert fault.exit_code == 4


def test_missing_variables_of_all_parts_are_told_at_once():
    loop = p("{%p for x in d %}") + p("{{ x }}") + p("{%p endfor %}")
    faults = faults_of(
        p("{{ a }}") + p("{{ b.c }}") + loop + p("{% if e %}{% endif %}"),
        header=p("{{ f }}"),
        footer=p("{{ a }}"),
        footnotes=p("{{ g }}"),
        core="<dc:title>{{ h }}</dc:title>",
        custom="{{ i }}",
        links=("{{ j }}",),
    )
    assert {fault.code for fault in faults} == {"T124"}
    found = [f"{fault.place.part.rpartition('/')[2]} {fault.data['variable']}" for fault in faults]
    assert sorted(found) == [
        *("core.xml h", "custom.xml i", "document.xml a", "document.xml b", "document.xml d", "document.xml e"),
        *("document.xml.rels j", "footer1.xml a", "footnotes.xml g", "header1.xml f"),
    ]


def test_a_missing_field_is_told_with_the_fields_that_there_are():
    body = tbl(tr("{%tr for row in rows %}"), tr("{{ row.gaol }}"), tr("{%tr endfor %}"), columns=1)
    (fault,) = faults_of(body, {"rows": [{"goal": "a", "who": "b"}] * 3})
    assert (fault.code, fault.data["variable"], fault.place.tag) == ("T124", "gaol", "{{ row.gaol }}")
    assert "Did you mean “goal”?" in fault.todo


def test_missing_variables_in_a_branch_not_taken_are_told():
    (fault,) = faults_of(p("{% if draft %}{{ mark }}{% endif %}"), {"draft": False})
    assert fault.data["variable"] == "mark"


@pytest.mark.parametrize(
    "tag", ["{{ row.x }}", "{{ rows[5] }}", "{{ row['x'] }}", "{{ row.x.y }}", "{{ row.x|upper }}", "{{ 'a' ~ row.x }}",
            "{{ row.x == 'a' }}", "{{ row.x + 1 }}", "{% if row.x %}{% endif %}", "{% for a in row.x %}{% endfor %}"]
)  # fmt: skip
def test_a_missing_value_is_never_blank_whatever_is_done_with_it(tag):
    faults = faults_of(p(f"Se {tag} här"), {"row": {"y": 1}, "rows": [1]})
    assert {fault.code for fault in faults} == {"T124"}
    assert all(fault.place.tag in tag for fault in faults)


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("{% if subtitle is defined %}{{ subtitle }}{% endif %}.", "."),
        ("{{ subtitle|default('–') }}", "–"),
        ("{% if row.x is defined %}x{% else %}–{% endif %}", "–"),
    ],
)
def test_a_template_can_ask_whether_a_variable_is_given(tag, shown):
    assert texts(tree(render(p(tag), {"row": {}}))) == [shown]


# ---------------------------------------------------------------------------------------------- what fails


@pytest.mark.parametrize(
    "tag",
    [
        "{{ 1 / 0 }}", "{{ title + 1 }}", "{{ rows|sum }}", "{{ title() }}", "{% for a, b in rows %}{% endfor %}",
        "{{ rows.append(1) }}", "{{ 'a' * 10000000 }}", "{{ 10 ** 100000 }}", "{{ range(1000000)|list }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ ''.__class__.__mro__ }}",
        "{{ title.format.__globals__ }}",
        "{{ '{0.__class__}'.format(title) }}", "{{ rows|attr('__class__') }}", "{{ title|round }}",
    ],
)  # fmt: skip
def test_a_tag_that_fails_is_told_with_its_place_and_no_traceback(tag):
    faults = faults_of(p("Före") + p(f"Se {tag}"), {"title": "a", "rows": ["x", "y"]})
    assert {fault.code for fault in faults} <= {"T124", "T134"}
    assert all(fault.place.part == "word/document.xml" and fault.place.tag in tag for fault in faults)


@pytest.mark.parametrize("name", ["lipsum", "os", "self._TemplateReference__context", "cycler.__init__.__globals__.os"])
def test_nothing_of_the_program_can_be_reached(name):
    assert {fault.code for fault in faults_of(p(f"{{{{ {name} }}}}"))} <= {"T124", "T132", "T134"}


def test_a_shell_command_in_a_template_is_not_run(tmp_path):
    target = tmp_path / "made"
    attack = f"{{{{ cycler.__init__.__globals__.os.system('touch {target}') }}}}"
    assert faults_of(p(attack))
    assert not target.exists()


def test_a_bug_of_our_own_is_no_fault_of_the_template(monkeypatch):
    template = compile_template(docx(p("{{ title }}")), FILE)
    monkeypatch.setattr(printing, "_SPECIAL", None)
    with pytest.raises(AttributeError):
        template.render({"title": "a\nb"})


# ------------------------------------------------------------------------------------------ what comes out


def test_markup_that_is_not_well_formed_is_told_and_not_written():
    (fault,) = faults_of(p("Före") + p("{{p body }}"), {"body": Markup("<w:p><w:r>")})
    assert (fault.code, fault.place.part) == ("T135", "word/document.xml")


def test_markup_with_a_prefix_that_is_not_declared_is_told():
    (fault,) = faults_of(p("{{p body }}"), {"body": Markup("<w:p><x:r/></w:p>")})
    assert fault.code == "T135"
    assert "prefix" in fault.message


def test_markup_with_a_surrogate_is_told():
    assert [fault.code for fault in faults_of(p("{{p body }}"), {"body": Markup(p("a\ud800"))})] == ["T135"]


def test_a_row_in_a_paragraphs_place_is_a_fault():
    body = tbl(tr("{{tr value }}"), columns=1)
    assert [fault.code for fault in faults_of(body, {"value": "text"})] == ["T133"]


def test_a_note_whose_mark_a_loop_repeats_is_a_fault():
    mark = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    body = p("{%p for x in rows %}") + p("Text", mark) + p("{%p endfor %}")
    note = f'<w:footnote w:id="3">{p("Not")}</w:footnote>'
    (fault,) = faults_of(body, {"rows": [1, 2]}, footnotes=note)
    assert (fault.code, fault.data["note"]) == ("T137", "footnote 3")
    assert texts(tree(render(body, {"rows": [1]}, footnotes=note))) == ["Text"]


def test_faults_of_several_parts_and_kinds_come_together_and_sorted():
    with pytest.raises(FaultError) as error:
        render(p("{{ a }} {{ b }} {{ c }}"), {"a": None, "b": "\x00", "d": 1}, header=p("{{ 1/0 }}"))
    assert codes(error) == ["T132", "T131", "T124", "T134"]
