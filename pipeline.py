"""The front door of a checkout: `python pipeline.py build` and the other commands, for this project."""

from pathlib import Path

if __name__ == "__main__":  # a worker imports this file too, and needs none of the commands
    from factsheet.cli.app import main

    main(Path(__file__).resolve().parent)
