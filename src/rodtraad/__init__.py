"""Rødtråd: the governance platform of a Norwegian municipality."""

__version__ = "0.3.0"
