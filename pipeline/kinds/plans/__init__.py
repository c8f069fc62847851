"""What the kinds of plans are made of: their text, their tables and what follow-ups show of them."""
