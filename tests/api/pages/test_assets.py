"""What was built, by its hashed names."""

from pathlib import Path

from api.pages.assets import Assets, Entry
from tests import make


def test_an_entry_is_its_script_what_that_imports_and_the_styles_of_both(tmp_path: Path) -> None:
    entry = Assets(make.built(tmp_path)).entries["playground"]

    assert entry == Entry(
        script="/static/assets/playground-5e6f.js",
        modules=("/static/assets/shared-1a2b.js",),
        styles=("/static/assets/playground-7a8b.css", "/static/assets/shared-3c4d.css"),
    )


def test_where_nothing_is_built_there_is_no_entry(tmp_path: Path) -> None:
    assert Assets(tmp_path).entries == {}
    assert Assets(tmp_path).documents == ()
