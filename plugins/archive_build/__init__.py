"""The engine room: whole-file writing, progress, and how Pelican is made to write only what changed."""
