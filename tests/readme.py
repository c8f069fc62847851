"""The README's example: its files and its commands, as it shows them."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent

_FENCE = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_PATH = re.compile(r"`(inputs/my-report/[^`]+)`")


def example_files():
    """Path → content: the paths that the text names, in step with the fenced blocks that follow them."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text[text.index("## From your own numbers") : text.index("## Where to go next")]
    blocks = [content for kind, content in _FENCE.findall(section) if kind not in ("console", "text")]
    paths = list(dict.fromkeys(_PATH.findall(_FENCE.sub("", section))))
    assert len(paths) == len(blocks)
    return dict(zip(paths, blocks, strict=True))


def example_commands():
    """The commands of the example, without the prompt."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text[text.index("## From your own numbers") : text.index("## Where to go next")]
    lines = [line for kind, content in _FENCE.findall(section) if kind == "console" for line in content.splitlines()]
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def example_answers():
    """What the commands of the example answer, as far as it shows: lists of lines without their indentation."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [[line.strip() for line in content.splitlines()] for kind, content in _FENCE.findall(text) if kind == "text"]


def write_example(project):
    """Put the example's files into a project."""
    for path, content in example_files().items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(content, encoding="utf-8")
