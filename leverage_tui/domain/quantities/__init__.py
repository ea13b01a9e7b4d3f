"""What people type and read: hours, money and dates, exactly and without guessing."""
