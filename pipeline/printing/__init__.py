"""The quick print: a web edition to a working copy on paper, which is never more than that."""
