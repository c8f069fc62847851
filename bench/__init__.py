"""Measurements, each as a ratio within one run; `python -m bench` prints them as a table."""
