"""The second writer: a document tree and templates to one self-contained web page."""
