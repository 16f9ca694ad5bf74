"""wxlint finds proven mistakes in the network code of WeChat mini-programs."""

__version__ = "0.1.0"
