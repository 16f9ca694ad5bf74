"""Programs whose app.json is yet to be made: the sources of uni-app and Taro."""

from wxlint import native

native.prefer(__name__, __path__)
