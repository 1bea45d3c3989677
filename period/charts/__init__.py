"""Pictures of the period log, the cycles and the forecast: geometry here, SVG in the templates."""
