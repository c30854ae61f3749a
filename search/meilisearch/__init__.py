"""The only place that knows Meilisearch's words: the definition of the index, its administration, asking it.

Written for Meilisearch 1.21, working on newer ones.
"""
