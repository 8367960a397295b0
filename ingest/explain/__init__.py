"""What was decided on each sentence of a document, by which rule, in words for a reader."""
