"""The ground: amounts, rounding, deviation, number format, legal basis, findings. No framework."""
