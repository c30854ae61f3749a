"""Importing: bytes to candidates (pure parsers), candidates to drafts (engine and targets)."""
