"""The front door where there is no checkout: `python -m factsheet build`, for the project in the current folder."""

import sys

if __name__ == "__main__":  # a worker imports this file too, and needs none of the commands
    from .cli.app import main

    sys.argv[0] = "factsheet"  # which is what its help and its messages call it
    main()
