"""The register (diarium): diary numbers and who has them."""
