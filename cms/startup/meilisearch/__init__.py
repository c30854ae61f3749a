"""A Meilisearch server of this clone, or the reason why there is none."""

from cms.startup.meilisearch.binary import Binary, Unavailable, locate
from cms.startup.meilisearch.server import Server

__all__ = ["Binary", "Server", "Unavailable", "locate"]
