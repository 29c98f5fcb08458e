"""
The pages that people read: how they are built, addressed, laid out and served.

Their sources for the browser are in `api/web/`; what is built of them, in `api/web/built/`, is never committed. A
server without it says so and serves the API all the same.
"""
