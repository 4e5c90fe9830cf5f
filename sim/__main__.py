"""`python -m sim` is `twinladder`."""

from sim.cli import main

if __name__ == "__main__":
    main()
