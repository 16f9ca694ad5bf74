"""What rules see: typed, immutable records of a program, made by `wxlint.link` and told by `wxlint.tell`."""
