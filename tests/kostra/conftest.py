from tests.regnskap.conftest import mappe

__all__ = ["mappe"]
