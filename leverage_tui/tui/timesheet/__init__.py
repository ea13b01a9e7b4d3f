"""The weekly timesheet: its lines, how they are painted, the cell editor and the widget."""
