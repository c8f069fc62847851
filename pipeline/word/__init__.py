"""From a document and a template to Word bytes and the map of where everything came from."""
