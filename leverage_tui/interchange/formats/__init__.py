"""The formats that can be imported, one module each; `interchange.registry` knows them all."""
