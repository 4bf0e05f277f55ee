"""How every form looks: Designsystemet's markup, an error summary that leads to the fields, messages tied to them."""

from django.forms.renderers import TemplatesSetting


class Skjemagjengiver(TemplatesSetting):
    """Renders forms from our templates under `web/templates/django/forms`."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"
