"""What stands beside the fields: the document as it will be read, its chart, the evidence, the findings."""
