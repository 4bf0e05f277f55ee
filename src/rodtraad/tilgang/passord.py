"""What a password must be, where Django lacks our words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class Lengde(MinimumLengthValidator):
    """Long enough. Django's own message about it is not translated to bokmål."""

    def get_error_message(self) -> str:
        """What is wrong and what to do."""
        return (
            _("Passordet er for kort. Det må ha minst %d tegn; bruk gjerne noen ord etter hverandre.")
            % self.min_length
        )
