"""Starts the system on a developer's machine: PostgreSQL, Meilisearch, the site and its background processes.

Nothing here imports Django, so that starting costs milliseconds. ``python -m cms.startup --help`` lists the
commands.
"""
