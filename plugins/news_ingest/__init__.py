"""Raw newspaper text to Markdown with metadata. `plugin.py` is its Pelican edge, `run.py` its entry."""
