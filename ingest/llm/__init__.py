"""A language model as a second reader: asked only when told to, and held to the words of the document."""
