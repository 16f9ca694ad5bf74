"""Programs whose app.json is yet to be made: the sources of uni-app and Taro."""
