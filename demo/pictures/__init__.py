"""Pictures of the demo city, drawn by code: no foreign images, no fonts, the same picture for the same name."""
