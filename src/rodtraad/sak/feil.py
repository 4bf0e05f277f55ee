from rodtraad.kjerne.feil import RodtraadFeil


class SakFeil(RodtraadFeil):
    """A refusal concerning bodies, meetings or delegated authority."""
