"""Wire schemas of db_mongo_service: what is recorded, and what the reports answer."""
