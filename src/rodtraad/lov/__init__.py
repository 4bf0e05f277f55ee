"""Law as data and the small engine that computes it. No framework; usable as a library."""
