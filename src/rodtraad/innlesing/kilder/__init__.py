"""Sources of the registers below this floor: the rooms own the facts, the slices read the files."""
