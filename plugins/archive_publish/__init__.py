"""Publish a built site: what changed, in an order that never shows readers a broken link."""
