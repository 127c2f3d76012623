"""Password hashes (argon2id) and access tokens (JWT)."""
