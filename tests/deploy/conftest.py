"""The engines that the tests of what is deployed share with those of `tests/live`."""

from tests.live.conftest import neo4j, wheel

__all__ = ["neo4j", "wheel"]
