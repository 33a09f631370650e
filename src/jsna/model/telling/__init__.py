"""What "Tell us" is made of: who can help, the council's switches and lists, and the words of each language."""
