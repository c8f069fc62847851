"""What does not stop a build is still said."""

import io
import json
import zipfile

from pipeline.cli import commands
from pipeline.cli.ending import ended


def test_a_tag_where_none_is_filled_in_is_a_warning_of_check(example, capsys):
    path = example / "templates" / "sustainability-report.docx"
    before = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as changed:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/styles.xml":
                data = data.replace(b'w:val="Quote"', b'w:val="{{ quote }}"', 1).replace(
                    b"</w:styles>",
                    b'<w:style w:type="paragraph" w:styleId="Quote2"><w:name w:val="Quote"/></w:style></w:styles>',
                )
            changed.writestr(name, data)
    assert ended(commands, ["check", "--format", "json", "--project", str(example)]) == 0
    faults = json.loads(capsys.readouterr().out)["faults"]
    warnings = [fault for fault in faults if fault["level"] != "hint"]
    assert [(fault["code"], fault["level"]) for fault in warnings] == [("T125", "warning")]
    assert warnings[0]["place"]["part"] == "word/styles.xml"
