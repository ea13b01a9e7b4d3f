"""What leverage is: documents, quantities, calendar, figures and edits. Pure; standard library only."""
