"""Markdown as HTML that our policy lets through."""

from api.pages.markdown import Heading, laid_out

TEXT = """# Title

See [this](a.md#b), [that](nowhere.md) and <script>alert(1)</script>.

## What is `it`?

| a | b |
|---|--:|
| 1 | 2 |

## What is it?

```graphql
{ a(b: "<c>") }
```

```sh install
echo "<d>"
```
"""


def test_a_text_begins_with_its_title_which_is_not_in_its_body() -> None:
    laid = laid_out(TEXT, lambda _: None, lambda _: "")

    assert laid.title == "Title"
    assert "Title" not in laid.body
    assert laid.headings == (Heading(2, "what-is-it", "What is it?"), Heading(2, "what-is-it-1", "What is it?"))
    assert [f'<h2 id="{each.anchor}">' in laid.body for each in laid.headings] == [True, True]


def test_links_lead_where_they_are_told_to_and_others_are_text() -> None:
    body = laid_out(TEXT, {"a.md#b": "/docs/a?lang=th#b"}.get, lambda _: "").body

    assert '<a href="/docs/a?lang=th#b">this</a>' in body
    assert "<span>that</span>" in body
    assert "nowhere" not in body


def test_nothing_written_is_taken_for_markup_and_nothing_has_a_style() -> None:
    body = laid_out(TEXT, lambda _: None, lambda _: "").body

    assert "<script" not in body
    assert "&lt;script&gt;" in body
    assert "style=" not in body
    assert "<td>2</td>" in body


def test_only_a_query_has_something_below_it() -> None:
    body = laid_out(TEXT, lambda _: None, lambda query: f"<p>{len(query)}</p>").body

    query = '{ a(b: "<c>") }\n'
    assert f"{{ a(b: &quot;&lt;c&gt;&quot;) }}\n</code></pre>\n<p>{len(query)}</p></div>" in body
    assert "echo &quot;&lt;d&gt;&quot;" in body
    assert body.count("<p>1") == 1
