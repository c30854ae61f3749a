"""PostgreSQL and Meilisearch together: what the site stands on, ours or named by the environment."""

import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Final

from cms.startup.clone import Clone
from cms.startup.console import Console
from cms.startup.environment import without_client_variables
from cms.startup.failure import Interrupted, StartupFailure, explain_os_error
from cms.startup.meilisearch import Server, Unavailable, locate
from cms.startup.postgres import Cluster, Start

_POLL_SECONDS: Final = 0.02
_MOST_RESTARTS: Final = 5


class Backing:
    """The databases of a clone. ``is_durable=False`` means the second, fast set that tests and checks use.

    ``environment`` is what the developer set: ``DATABASE_URL``, ``MEILISEARCH_URL`` and
    ``SEARCH_ENGINE=postgres`` each replace a part. After starting, ``variables`` is the environment for
    everything that uses the databases.
    """

    def __init__(
        self, *, clone: Clone, console: Console, environment: Mapping[str, str], is_durable: bool = True
    ) -> None:
        prefix = "" if is_durable else "test-"
        self._clone = clone
        self._console = console
        self._given = dict(environment)
        self._cluster = Cluster(clone=clone, name=f"{prefix}postgres", is_durable=is_durable)
        self._server = Server(clone=clone, name=f"{prefix}meilisearch", is_durable=is_durable)
        self._has_cluster = not environment.get("DATABASE_URL")
        self._has_server = False
        self._abandon_search = threading.Event()
        self._executor = ThreadPoolExecutor(max_workers=1)
        self._search: Future[None] | None = None
        self._restarts = 0
        self.variables = dict(environment)
        self.search_engine = ""

    def start_search(self) -> None:
        """Begin to start Meilisearch (and to download it the first time) in the background."""
        self._search = self._executor.submit(self._start_search)

    def start_database(self, *, stop: threading.Event) -> None:
        """Start PostgreSQL; raises what ``Cluster.start`` raises."""
        if not self._has_cluster:
            self._console.say("  PostgreSQL: the one that DATABASE_URL names")
            return
        self.variables = without_client_variables(self.variables)
        with self._console.step("PostgreSQL") as step:
            found = self._cluster.start(stop=stop)
            step.result = found.value
        if found is Start.INITIALISED:
            self._console.say(f"  PostgreSQL keeps its data in {self._cluster.place.data}")
        self.variables["DATABASE_URL"] = self._cluster.url()

    def finish_search(self, *, stop: threading.Event) -> None:
        """Wait for Meilisearch to be up, or for the reason why it is not; then ``variables`` are complete."""
        while self._search is not None:
            try:
                self._search.result(timeout=_POLL_SECONDS)
            except NotYet:
                if stop.is_set():
                    raise Interrupted from None
            else:
                return

    def check(self, *, stop: threading.Event) -> None:
        """Start what has ended unexpectedly again. Raises ``StartupFailure`` when that does not help."""
        if self._has_cluster and not self._cluster.is_running():
            self._count_restart(name="PostgreSQL", log=str(self._cluster.log))
            self._cluster.start(stop=stop)
        if self._has_server and not self._server.is_running():
            self._count_restart(name="Meilisearch", log=str(self._server.log))
            # It gets its old port back when it is free; a changed one needs a new start of the site.
            self._start_server(stop=stop)
            if self._server.url != self.variables["MEILISEARCH_URL"]:
                raise StartupFailure("Meilisearch could not get its port back: start again")

    def stop(self, *, is_hurried: bool = False) -> None:
        """Stop what belongs to this clone, adopted parts included; never what the environment named."""
        self._abandon_search.set()
        self._executor.shutdown()
        if self._has_server:
            self._server.stop()
        if self._has_cluster:
            self._cluster.stop(is_hurried=is_hurried)

    def leave(self) -> None:
        """Let the databases run for others that use them."""
        self._abandon_search.set()
        self._executor.shutdown()

    def _count_restart(self, *, name: str, log: str) -> None:
        self._restarts += 1
        if self._restarts > _MOST_RESTARTS:
            raise StartupFailure(f"{name} ended again and again: its log is {log}")
        self._console.say(f"{name} ended unexpectedly and is started again; its log is {log}")

    # -- search, in its own thread ----------------------------------------------------------------

    def _start_search(self) -> None:
        given = self._given
        if given.get("SEARCH_ENGINE") == "postgres":
            self._search_in_postgres("SEARCH_ENGINE=postgres")
            return
        if given.get("MEILISEARCH_URL"):
            self.search_engine = f"Meilisearch at {given['MEILISEARCH_URL']}"
            self._console.say(f"  {self.search_engine} (MEILISEARCH_URL)")
            return
        try:
            self._start_server(stop=self._abandon_search)
        except Interrupted:
            return
        except (Unavailable, StartupFailure) as reason:
            self._search_in_postgres(str(reason))
        except OSError as error:
            self._search_in_postgres(explain_os_error(error))

    def _start_server(self, *, stop: threading.Event) -> None:
        binary = locate(clone=self._clone, console=self._console, stop=stop, environment=self._given)
        with self._console.step(f"Meilisearch {binary.version}") as step:
            self._server.start(binary=binary, stop=stop)
            step.result = "was already running" if self._server.was_adopted else "started"
        self._has_server = True
        if self._server.has_lost_data:
            self._console.say("  Meilisearch could not read its old data and began anew: the index is made again")
        self.search_engine = f"Meilisearch {binary.version}"
        self.variables |= {
            "SEARCH_ENGINE": "meilisearch",
            "MEILISEARCH_URL": self._server.url,
            "MEILISEARCH_KEY": self._server.key,
        }

    def _search_in_postgres(self, reason: str) -> None:
        self.search_engine = "PostgreSQL"
        self._console.say(f"  Search runs in PostgreSQL, without Meilisearch: {reason}")
        # Empty values rather than none: a file with settings must not bring the address back.
        self.variables |= {"SEARCH_ENGINE": "postgres", "MEILISEARCH_URL": "", "MEILISEARCH_KEY": ""}
