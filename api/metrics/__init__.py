"""
What whoever runs the server measures, in the form of Prometheus.

Each worker counts (`worker`) into files, which the supervisor reads when it is asked, and adds up (`exposition`).
"""
