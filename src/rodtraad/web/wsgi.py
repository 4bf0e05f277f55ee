"""The server's door. The embedded server also does the work in the background, in a thread of each process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodtraad.web.settings")
application = get_wsgi_application()

# A server pays for the boards when it starts, not at its first page. Only now can rooms be imported.
from rodtraad.skall.opphenging import heng_opp_alt  # noqa: E402

heng_opp_alt()

if os.environ.get("RODTRAAD_ARBEIDER") == "1":
    from rodtraad.oppgaver.arbeider import i_bakgrunnen

    i_bakgrunnen()
