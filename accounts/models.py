"""The custom user: signs in by e-mail address."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address; addresses are compared without case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find the account of an address as people type it, in any case."""
        return self.get(email__iexact=(username or "").strip())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account; without a password nobody can sign in to it."""
        if not email:
            raise ValueError("An account needs an e-mail address")
        user = self.model(email=self.normalize_email(email.strip()), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account with every permission."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})


class User(AbstractUser):
    """A person who signs in: staff in the admin, later residents and business owners through the API."""

    username = None  # type: ignore[assignment]  # the e-mail address takes its place
    public_id = models.UUIDField(_("открытый идентификатор"), default=uuid.uuid4, editable=False, unique=True)
    email = models.EmailField(_("адрес электронной почты"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # no username here

    class Meta:
        verbose_name = _("пользователь")
        verbose_name_plural = _("пользователи")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_unique",
                violation_error_message=_("Пользователь с таким адресом уже есть."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


class FailedLogin(models.Model):
    """A wrong password, for a quarter of an hour; ``key`` says nothing to anybody without the site's secret."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("неудачный вход")
        verbose_name_plural = _("неудачные входы")
        default_permissions = ()
        indexes = [models.Index(fields=["key", "-at"], name="accounts_failed_login_recent")]

    def __str__(self) -> str:
        return f"FailedLogin {self.pk}"
