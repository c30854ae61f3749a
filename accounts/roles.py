"""Names of the staff roles; each is a group of the same name with permissions set up by ``cms``."""

from typing import Final

EDITORS: Final = "Editors"
MODERATORS: Final = "Moderators"
ADMINISTRATORS: Final = "Administrators"

ROLES: Final = (EDITORS, MODERATORS, ADMINISTRATORS)
