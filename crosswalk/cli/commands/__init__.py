"""The commands of the terminal (docs/cli.md): one module each, with a click command called `command`."""
