"""When the rooms hang up what they give: at the first look at a board. A command that looks at none starts fast."""

import functools

from django.utils.module_loading import autodiscover_modules


@functools.cache
def heng_opp_alt() -> None:
    """Every room hangs up its own, from its module `skall`; whoever reads a board or a register calls this first."""
    autodiscover_modules("skall")
