"""pytester plays small folders of features in tests of the plugin."""

pytest_plugins = ["pytester"]
