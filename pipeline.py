"""The front door of a checkout: `python pipeline.py build` and the other commands, for this project."""

from pathlib import Path

from factsheet.cli.app import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
