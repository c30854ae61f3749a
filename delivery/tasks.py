"""Jobs of delivery."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(
    name="delivery.send_mail",
    queue="mail",
    # Again after 6 s, 36 s, 4 min, 22 min, 2 h and 13 h: a mail server's restart or a night's outage passes, a wrong
    # address is given up.
    retry=RetryStrategy(max_attempts=6, exponential_wait=6),
)
def send_mail(
    *, subject: str, body: str, html: str, sender: str, recipients: list[str], headers: dict[str, str]
) -> None:
    """Hand one message to the real transport; raises what the transport raises, to be retried."""
    message = EmailMultiAlternatives(
        subject=subject,
        body=body,
        from_email=sender,
        to=recipients,
        headers=headers,
        connection=get_connection(settings.MAIL_TRANSPORT),
    )
    if html:
        message.attach_alternative(html, "text/html")
    message.send()
