"""Sources of statistics, one folder per family of datasets."""
