"""Public reads: one module per resource."""
