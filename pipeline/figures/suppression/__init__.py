"""Small counts of people: what a document withholds so that nobody can be recognised, and the proof that it holds."""
