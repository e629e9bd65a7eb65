"""What the clock does for stories and the directory; each is safe to run twice."""
