"""Benchmarks: measured, printed and stored as ratios. No test asserts a wall-clock time."""
