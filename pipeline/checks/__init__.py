"""Checks: each finds faults and mends nothing."""
