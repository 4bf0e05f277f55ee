"""Report processes: chapter tree, placements, texts and figures."""
