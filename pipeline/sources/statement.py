"""Whether a text is one SQL query that only reads, judged by its words.

A first gate, which says no in good words and early. What really keeps a database as it is, is the connection, which can
only read (`database.py`).
"""

from __future__ import annotations

import re

#: Text, quoted names and comments, in which words mean nothing; the last ones are never closed.
_SILENT = re.compile(
    r"""
    '(?:[^']|'')*' | "(?:[^"]|"")*" | `(?:[^`]|``)*` | \[[^\]\n]*\] |
    (?P<dollar>\$[A-Za-z_]*\$).*?(?P=dollar) |
    --[^\n]* | /\*.*?\*/
    """,
    re.VERBOSE | re.DOTALL,
)
_OPEN = re.compile(r"['\"`]|\$[A-Za-z_]*\$|/\*")
_WORD = re.compile(r"[^\W\d]\w*")

#: Words that one statement with SELECT or WITH needs only to change data, and functions that reach beyond the database.
_REFUSED = frozenset(
    {
        *("insert", "update", "delete", "merge", "into", "truncate"),
        *("load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"),
        *("lo_export", "lo_import", "lo_unlink", "lo_put", "lo_from_bytea", "dblink", "dblink_exec", "set_config"),
        *("pg_read_file", "pg_read_binary_file", "pg_ls_dir", "pg_reload_conf"),
        *("pg_terminate_backend", "pg_cancel_backend"),
    }
)


def why_refused(text: str) -> str:
    """Why a text is not taken for a query, as a sentence; empty for one statement that begins with SELECT or WITH.

    A column that has the name of a refused word can be named in quotation marks.
    """
    if "\\'" in text:
        return "The query holds a backslash before a quotation mark, which databases read in different ways."
    bare = _SILENT.sub(" ", text)
    if _OPEN.search(bare):
        return "The query holds a quotation mark or a comment that is not closed."
    statements = [part for part in bare.split(";") if part.strip()]
    if not statements:
        return "The query is empty."
    if len(statements) > 1:
        return "The text holds several statements; one is allowed."
    words = [word.casefold() for word in _WORD.findall(statements[0])]
    if not words or words[0] not in ("select", "with"):
        return "The query does not begin with SELECT or WITH."
    refused = next((word for word in words if word in _REFUSED), "")
    if refused:
        return f"The query holds the word {refused.upper()}, which does more than read."
    return ""


def has_order(text: str) -> bool:
    """Whether a query says the order of its rows."""
    return bool(re.search(r"\border\s+by\b", _SILENT.sub(" ", text), re.IGNORECASE))
