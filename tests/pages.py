"""What several tests of the page want to know of one."""

import re

READY = "() => document.documentElement.dataset.rangemap === 'ready'"


def rest(page):
    """Let a page do what it does a moment after a change.

    By its own clock, which stands still where the machine is busy.
    """
    page.evaluate("() => new Promise((done) => setTimeout(done, 400))")


def policy(page_map):
    """Give the rules of a page's Content-Security-Policy."""
    text = page_map.get_root().render()
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    return {rule.split()[0]: rule.split()[1:] for rule in found.split("; ")}
