"""Kinds of documents: one file a kind; `registry` lists them."""
