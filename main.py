"""Start Third Neighbour from a checkout: `python main.py --help`."""

import sys

try:
    from game.cli import main
except ModuleNotFoundError as error:
    sys.exit(f"Third Neighbour needs the package {error.name}. Install it in this folder with: python -m pip install .")

if __name__ == "__main__":
    main()
