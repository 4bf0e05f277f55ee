"""The server's door. The embedded server also does the work in the background, in a thread of each process."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rodtraad.web.settings")
application = get_wsgi_application()

if os.environ.get("RODTRAAD_ARBEIDER") == "1":
    # Rooms can be imported only when Django has started, so this stands below the application.
    from rodtraad.oppgaver.arbeider import i_bakgrunnen

    i_bakgrunnen()
