"""What touches MongoDB: the client, the collections, the repositories."""
