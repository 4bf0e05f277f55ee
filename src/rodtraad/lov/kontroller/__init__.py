"""Controls: one id, one function or one YAML entry, one test, one generated page each."""
