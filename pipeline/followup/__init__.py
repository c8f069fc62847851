"""Follow-up of action plans: measures, answers, statuses, what is overdue and what has changed."""
