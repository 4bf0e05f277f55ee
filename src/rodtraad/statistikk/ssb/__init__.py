"""Statistics Norway: the PxWeb API, its JSON-stat2 answers, and what a municipality fetches from it."""
