"""How findings are told: to people, machines, code hosts."""
