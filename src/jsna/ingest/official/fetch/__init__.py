"""Fetch more official figures from the public services, if there is an internet connection."""
