"""Rødtråd: the governance platform of a Norwegian municipality."""

__version__ = "0.1.0"
