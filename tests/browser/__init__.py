"""The pages in a browser: Debian's Chromium, driven by Playwright, over a server of the real data."""
