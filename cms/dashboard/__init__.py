from cms.dashboard.panels import panels

__all__ = ["panels"]
