"""Payment gateway adapters: the sandbox and Stripe."""
