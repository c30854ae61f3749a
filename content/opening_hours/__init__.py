"""Structured opening hours: pure answers, storage, texts of cards, and the form field."""
