"""One rule a file: text in, a value with its evidence out. No files, no clock, no settings."""
