"""The terminal: options in, text out. The only user of Typer and Rich."""
