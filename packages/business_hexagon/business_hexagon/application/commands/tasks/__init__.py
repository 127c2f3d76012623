"""Write tasks down, give them to people, complete them, remind of them."""
