"""The server keeps the GraphQL-over-HTTP standard, as the audit of npm's `graphql-http` understands it."""

import json
from pathlib import Path

import pytest

from tests.clients.kit import HERE
from tests.clients.page import Shop

pytestmark = pytest.mark.live

CHECKS = 61


def test_every_check_of_the_audit_is_ok(shop: Shop, modules: Path) -> None:
    shop.equip(modules)
    shop.file("audit.mjs", (HERE / "audit.mjs").read_text(encoding="utf-8"))

    checks = json.loads(shop.run(f"node audit.mjs {shop.server}/graphql"))

    failed = [
        f"{each['id']} {each['status']}: {each['name']}: {each['reason']}" for each in checks if each["status"] != "ok"
    ]
    assert failed == [], "\n".join(failed)
    assert len(checks) == CHECKS
