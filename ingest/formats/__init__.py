"""How documents are written: bytes in, blocks out."""
