"""Cells of exported tables."""

import pytest

from content.spreadsheets import safe_cell


@pytest.mark.parametrize("value", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+A1", "\tx", "  =HYPERLINK(1)", "-"])
def test_what_looks_like_a_formula_begins_with_an_apostrophe(value: str) -> None:
    assert safe_cell(value) == f"'{value}"


@pytest.mark.parametrize("value", ["+77102123456", "+7 (710) 212-34-56", "-2", "-2,5", "Ночь в музее", "", 5, None])
def test_numbers_and_other_texts_stay_what_they_are(value: object) -> None:
    assert safe_cell(value) == value
