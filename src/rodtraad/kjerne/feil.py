"""A refusal a person can read: what is wrong, with numbers, and what to do."""


class RodtraadFeil(Exception):
    """A domain refusal in plain Norwegian; shown as it is, never as a traceback."""

    def __init__(self, *meldinger: str) -> None:
        super().__init__("\n".join(meldinger))
        self.meldinger = meldinger
