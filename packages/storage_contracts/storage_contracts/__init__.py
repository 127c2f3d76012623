"""Wire schemas of the two data services, shared by client and server."""
