"""Programs that are held between checks, so that an edit of one page is a run of that page."""
