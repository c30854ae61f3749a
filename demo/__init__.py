"""The demo city: content written for this project, loaded relative to the day of loading."""
