"""The panes and lines around the timesheet. Each shows a value and knows no other."""
