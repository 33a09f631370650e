"""Where an area lies: which areas a place holds, what lies above an area, and what it is compared with."""
