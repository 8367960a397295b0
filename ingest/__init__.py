"""Documents in: connectors, formats, extraction, resolution."""
