"""Who uses the platform: users, their roles and how they came."""
