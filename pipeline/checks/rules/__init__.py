"""One file a rule: each holds a RULE, and `pipeline.checks.rulebook` lists them."""
