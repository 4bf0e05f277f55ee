"""Ledger facts: immutable Parquet batches, a cube per batch, sums and drill-down."""
