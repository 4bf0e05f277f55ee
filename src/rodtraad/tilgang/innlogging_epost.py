"""Letters about the login leave beside the answer, so that the time it takes tells nothing."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from django.core.mail import EmailMessage

_logger = logging.getLogger(__name__)
_koe = ThreadPoolExecutor(max_workers=2, thread_name_prefix="epost")


def send(brev: EmailMessage) -> Future[None]:
    """Puts the letter in the queue; what is in it when the server stops is sent first."""
    return _koe.submit(_send, brev)


def _send(brev: EmailMessage) -> None:
    try:
        brev.send()
    except OSError:
        # smtplib's errors are OSErrors. The person asks for a new letter; the administrator reads this.
        _logger.exception("E-posten «%s» ble ikke sendt", brev.subject)
