"""The document tree and how prose, figures and tables become one."""
