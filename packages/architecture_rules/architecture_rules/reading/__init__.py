"""How rules read Python, YAML and Dockerfiles."""
