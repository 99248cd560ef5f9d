"""Everything that is no deal: activities, MRR movements, goals, forecasts, measurements, accounts, people."""
