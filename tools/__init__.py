"""Programs for developers of the project, behind make targets; no part of the site."""
