"""What is handed over: the report and the correction list of a run."""
