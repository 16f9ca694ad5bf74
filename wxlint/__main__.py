"""`python -m wxlint` is `wxlint`."""

from wxlint.cli import main

if __name__ == "__main__":
    main()
