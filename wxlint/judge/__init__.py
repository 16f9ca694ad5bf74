"""Rules look at a program and make findings; suppressions, levels and profiles are applied here, once for all."""
