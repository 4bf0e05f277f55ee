"""Draws charts in a process of its own: specifications as JSON on standard input, drawings on standard output.

Vega runs on one core whatever the count of threads; a second process draws half of a report's charts.
"""

import json
import sys

from rodtraad.publisering.figurer import tegn


def main() -> None:
    """Reads a list of specification texts, writes the list of their SVG drawings."""
    spesifikasjoner: list[str] = json.load(sys.stdin.buffer)
    sys.stdout.buffer.write(json.dumps([tegn(s) for s in spesifikasjoner]).encode())


if __name__ == "__main__":
    main()
