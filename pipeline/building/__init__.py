"""A build: what is stale, what it becomes, and how it is put on disk whole or not at all."""
