"""Check a built site before it is published."""
