"""PDF: pages of placed glyphs are turned back into headings, paragraphs, lists and tables."""
