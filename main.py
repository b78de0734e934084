"""Start Third Neighbour from a checkout: `python main.py --help`."""

from game.cli import main

if __name__ == "__main__":
    main()
