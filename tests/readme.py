"""The README's example: its files and its commands with their answers, as it shows them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent

_FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_PATH = re.compile(r"`(inputs/my-report/[^`]+)`")


@dataclass(frozen=True)
class Shown:
    """A command that is shown, without the prompt, and what it answers there.

    Attributes:
        command: as it is typed.
        answer: what stands below it; `…` is whatever is left out, and alone on a line any number of lines.
    """

    command: str
    answer: str

    def answers(self, said):
        """Whether a command's output is what is shown."""
        lines = [".*\n" if line == "…\n" else re.escape(line).replace("…", "[^\n]*") for line in _lines(self.answer)]
        return re.fullmatch("".join(lines), said, re.DOTALL) is not None


def _lines(text):
    return text.replace("\u00a0", " ").splitlines(keepends=True)


def readme():
    return (ROOT / "README.md").read_text(encoding="utf-8")


def _section():
    text = readme()
    return text[text.index("## From your own numbers") : text.index("## Where to go next")]


def example_files():
    """Path → content: the paths that the text names, in step with the fenced blocks that follow them."""
    section = _section()
    blocks = [content for kind, content in _FENCE.findall(section) if kind != "console"]
    paths = list(dict.fromkeys(_PATH.findall(_FENCE.sub("", section))))
    assert len(paths) == len(blocks)
    return dict(zip(paths, blocks, strict=True))


def shown_commands():
    """All that is shown to be typed, from the first line to the last."""
    blocks = [content for kind, content in _FENCE.findall(readme()) if kind == "console"]
    assert all(block.startswith("$ ") for block in blocks)
    typed = [one.partition("\n") for block in blocks for one in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [Shown(command, answer) for command, _, answer in typed]


def write_example(project):
    """Put the example's files into a project."""
    for path, content in example_files().items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(content, encoding="utf-8")
