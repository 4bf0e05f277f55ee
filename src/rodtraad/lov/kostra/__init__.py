"""KOSTRA accounts files: the record, the code lists and SSB's controls; pure."""
