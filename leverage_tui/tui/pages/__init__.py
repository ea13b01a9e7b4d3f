"""Full-screen pages over the dashboard: facts, their arithmetic and their plots. Each is imported when it opens."""
