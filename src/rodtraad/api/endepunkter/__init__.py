"""One module per subject: its operations stand under /api/v1/<module>/, in `router`. Touch nothing else."""
