"""Translating texts of the forms: an interface, one adapter, and the guard between them and the editor."""
