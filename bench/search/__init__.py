"""How well search finds: the judged queries and the mechanical ones over the demo city, with either engine."""
