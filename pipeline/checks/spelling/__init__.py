"""Spelling: the words of a document against hunspell's dictionary and the agency's own list of words."""
