"""What a running platform keeps or breaks; `quintet check --live` looks."""
