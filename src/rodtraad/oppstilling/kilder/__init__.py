"""Sources that bring together what two rooms below keep."""
