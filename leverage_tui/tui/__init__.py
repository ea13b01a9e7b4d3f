"""The dashboard: panes that show values and post what happened."""
