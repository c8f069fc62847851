"""`python -m pipeline`, the same as `diarie`."""

from pipeline.cli import main

main()
