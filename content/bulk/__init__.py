"""Changing many entries at once from a list: each by the operation that changes one, each reported by itself."""
