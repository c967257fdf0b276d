"""`python -m lexmatch`."""

from lexmatch.cli import run

if __name__ == "__main__":
    run()
