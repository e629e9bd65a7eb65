"""The weekly mail: who gets it, what is in it, and when it goes out."""
