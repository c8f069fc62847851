"""What the author's edition adds to the page: where each number comes from, and what `check` finds, as plain data."""
