"""Compact JSON: what the ledger and the evidence files keep of an article on a line."""

from __future__ import annotations

import json

to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
