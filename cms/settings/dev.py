"""A developer's machine: everything that ``make run`` started, nothing to configure."""

import os
import secrets
from pathlib import Path

from cms.settings.base import *  # noqa: F403 - the usual layering of Django settings
from cms.settings.base import VAR_DIR, WEBHOOK_ALLOWED_NETWORKS
from cms.settings.environment import env

# Off by default: pages, errors and speed are then those of production. DEBUG=1 shows tracebacks in the browser.
DEBUG = env.bool("DEBUG", False)
DEMO_ALLOWED = True
SERVE_MEDIA = True
ALLOWED_HOSTS = ["*"]

_LOCAL_PORTS = (3000, 4173, 5173, 8080)
CORS_ALLOWED_ORIGINS = env.list(
    "CORS_ALLOWED_ORIGINS",
    [f"http://{host}:{port}" for host in ("localhost", "127.0.0.1") for port in _LOCAL_PORTS],
)

# Subscriptions may lead to this machine, so that a receiver can be tried out on it.
WEBHOOK_ALLOW_HTTP = True
WEBHOOK_ALLOWED_NETWORKS = [*WEBHOOK_ALLOWED_NETWORKS, "127.0.0.0/8", "::1/128"]


def _local_secret(path: Path) -> str:
    """Read the clone's own secret key, generating it on first use; of several processes at once one key wins.

    The file appears complete and readable by its owner only: it is written under a name of its own and then linked.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            # A link, unlike a rename, never replaces the key that another process has begun to use.
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()


SECRET_KEY = env.str("SECRET_KEY", "") or _local_secret(VAR_DIR / "secret_key")
