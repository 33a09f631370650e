"""What the register holds: conversations, needs, ideas, responses and community provision; and who may do what."""
