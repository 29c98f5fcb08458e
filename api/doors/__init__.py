"""Doors for machines: what stands at fixed addresses beside the endpoint, so that programs find their way alone."""
