"""From Word bytes to PDF/A-2a and PDF/UA-1 bytes."""
