"""Russian and Kazakh: folding, stems, date and price texts, prose parsing.

Every module here is pure: no Django, no clock, no network. Import the module you need (`language.normaliser`,
`language.dates`, `language.prices`, ...); nothing is re-exported.
"""
