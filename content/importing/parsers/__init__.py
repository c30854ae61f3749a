"""Parsers of the formats: ``bytes -> ParseResult``, no database, no clock, no network, no exceptions for bad input."""
