"""Traces: from every number of a document back to its cells, and from every cell to where its number stands."""
