"""Who somebody is, and how the bot speaks to them."""
