"""What the sandbox remembers: people, chats, messages, updates, files, faults. In memory."""
