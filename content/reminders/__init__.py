"""Who is told what, and when: deadlines, targets, the calendar, schedules."""
