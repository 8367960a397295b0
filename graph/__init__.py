"""What exists, how it is stored and how it is asked."""
