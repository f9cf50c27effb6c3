"""要点任务台账: the year's plan as rows, what units say of it, and the self-assessment on the same footing."""
