"""Measure Warraq's search and its peers on the same documents: what `bench/search_peers.py` is made of."""
