"""Statements, tables, findings and drill-down, computed from one Grunnlag."""
