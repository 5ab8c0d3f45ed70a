"""Full-text search in the browser: the index made at build, and the modules that query it."""
