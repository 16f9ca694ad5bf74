"""What the platform says: its APIs, events and limits as data, each with its source."""
