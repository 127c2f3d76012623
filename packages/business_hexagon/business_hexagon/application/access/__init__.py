"""Who may do what: the policy of every use case, and the record of what was done."""
