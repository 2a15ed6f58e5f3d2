"""Measurements that take time or memory: never run as tests."""
