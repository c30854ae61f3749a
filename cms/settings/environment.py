"""Typed reading of environment variables; ``.env.example`` documents every one of them."""

from pathlib import Path
from typing import Final

from environs import Env

BASE_DIR: Final = Path(__file__).resolve().parent.parent.parent

env: Final = Env()
# Variables of the process win over the file, so that one-off overrides need no editing.
env.read_env(str(BASE_DIR / ".env"), recurse=False, override=False)
