"""What people write, as it stands in files: settings, tables, text; every value with its place."""
