"""From a draft to an adopted document (fastställd handling): preconditions, gate, register, files."""
