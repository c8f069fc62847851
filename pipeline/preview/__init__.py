"""The author's edition in a browser while its author writes: a server on this machine alone, and a watch on inputs."""
