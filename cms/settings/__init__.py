"""Settings, one module per environment: ``dev``, ``test`` and ``production`` on top of ``base``."""
