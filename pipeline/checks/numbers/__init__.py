"""Numbers in prose: which ones stand there, which are names or dates, and where each of the others comes from."""
