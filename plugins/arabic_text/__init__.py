"""Arabic text analysis and calendar vocabulary: pure functions over text, standard library only.

The rules are data (`tables.json`, `calendar.json`); `js/` holds the same analyzer for the browser.
"""
