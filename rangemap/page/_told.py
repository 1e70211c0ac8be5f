"""What does not change on a page, said in the languages that it has."""

from collections.abc import Callable, Iterable

from rangemap._text.words import Language, Words

Told = dict[str, str]
"""By language; those in which it is the same as in English are left out."""


def told(say: Callable[[Words], str], languages: Iterable[Language]) -> Told:
    """Give what is said in English, and in every language in which it is not the same."""
    english = say(Words())
    local = {lang: say(Words(lang)) for lang in languages}
    return {"en": english, **{lang: said for lang, said in local.items() if said != english}}
