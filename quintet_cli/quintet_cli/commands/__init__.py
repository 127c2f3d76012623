"""One module per command; `quintet_cli.command_table` lists them."""
