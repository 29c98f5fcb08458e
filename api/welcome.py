"""The page that a browser gets at the endpoint: what this is, its address, and a first query. It loads nothing."""

from html import escape
from urllib.parse import quote

FIRST_QUERY = """{
  city(slug: "phuket") {
    name { th en }
    province { name { en } }
    operators { nodes { name { th en } } }
    sources { title url }
  }
}"""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Mueang เมือง: GraphQL</title>
<style>
body {{ font: 1rem/1.6 system-ui, "Noto Sans Thai", sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
        color: #1b1b1b; background: #fff }}
pre {{ background: #f2f2f0; padding: .8rem 1rem; overflow-x: auto }}
code {{ font-family: ui-monospace, monospace }}
a {{ color: #004f9e }}
@media (prefers-color-scheme: dark) {{
  body {{ color: #eee; background: #161616 }} pre {{ background: #262626 }} a {{ color: #8ec5ff }}
}}
</style>
</head>
<body>
<h1>Mueang <span lang="th">เมือง</span></h1>
<p>Thailand's Smart City programme as a graph that anyone can ask, each fact with its sources.<br>
<span lang="th">โครงการเมืองอัจฉริยะของไทยในรูปกราฟที่ใครก็ถามได้ ทุกข้อเท็จจริงมีแหล่งที่มา</span></p>
<p>This is a GraphQL endpoint: <code>{address}</code>.
<span lang="th">ที่อยู่สำหรับส่งคำถาม GraphQL</span></p>
<h2>A first query <span lang="th">คำถามแรก</span></h2>
<pre><code>{query}</code></pre>
<p><a href="{link}">See its answer</a> <span lang="th">ดูคำตอบ</span>, or send it yourself:</p>
<pre><code>{curl}</code></pre>
<p>The schema is at <a href="/schema.graphql">/schema.graphql</a>. Data: CC BY 4.0.</p>
</body>
</html>
"""


def page(address: str) -> str:
    """The page, with the address at which it stands."""
    one_line = " ".join(FIRST_QUERY.split())
    curl = f"curl -sG '{address}' --data-urlencode 'query={one_line}'"
    return PAGE.format(
        address=escape(address), query=escape(FIRST_QUERY), link=escape(f"?query={quote(one_line)}"), curl=escape(curl)
    )
