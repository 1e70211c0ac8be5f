"""What several tests of the page want to know of one."""

import re

READY = "() => document.documentElement.dataset.rangemap === 'ready'"


def policy(page_map):
    """Give the rules of a page's Content-Security-Policy."""
    text = page_map.get_root().render()
    found = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    return {rule.split()[0]: rule.split()[1:] for rule in found.split("; ")}
