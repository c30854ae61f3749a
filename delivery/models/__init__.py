from delivery.models.audit import AuditRecord
from delivery.models.change import Change
from delivery.models.message import Message
from delivery.models.webhook import WebhookDelivery, WebhookSubscription

__all__ = ["AuditRecord", "Change", "Message", "WebhookDelivery", "WebhookSubscription"]
