"""Descriptions: sentences with their numbered sources, and what they rest on."""

from collections.abc import Iterable, Iterator, Sequence

from rangemap import _database
from rangemap._catalogue.printed import KM_A_MILE, carried_km
from rangemap._catalogue.values import Source
from rangemap._catalogue.weapon import Weapon
from rangemap._places.territory import Dispute, Territory
from rangemap._reach.answer import Answer
from rangemap._text.names import country_name, local_country, name
from rangemap._text.phrases import phrase
from rangemap._text.sentences import sentence
from rangemap._text.words import Words, checked_language, checked_units
from rangemap.errors import QuestionError


def describe(answers: Answer | Iterable[Answer], *, lang: str = "en", units: str = "km") -> str:
    """Give answers as sentences, with the sources they rest on and the method.

    Parameters
    ----------
    answers : Answer or iterable of Answer
    lang : {"en", "fr", "uk", "de", "es", "pl", "ru"}, default "en"
        The language of the sentences, and of the names of cities and countries.
    units : {"km", "mi", "nmi"}, default "km"
        Kilometres, miles or nautical miles, each rounded once, from kilometres.

    Returns
    -------
    str
        A paragraph of lines: one an answer, a numbered list of sources, a line on the method.

    Raises
    ------
    QuestionError
        Something else was given, or nothing; a language or a unit that there is not.

    Examples
    --------
    >>> import rangemap
    >>> peklo = rangemap.check("peklo", "Kyiv", "Moscow")
    >>> print(rangemap.describe(peklo).splitlines()[0])
    No. Moscow is 756 km from Kyiv; Peklo reaches 700 km, 56 km short. [1]
    >>> print(rangemap.describe(peklo, units="mi").splitlines()[0])
    No. Moscow is 470 mi from Kyiv; Peklo reaches 435 mi, 35 mi short. [1]
    """
    several = [answers] if isinstance(answers, Answer) else list(answers)
    if not several or not all(isinstance(each, Answer) for each in several):
        raise QuestionError("describe takes what check gives: an Answer, or several of them.")
    return "\n".join(lines(several, Words(checked_language(lang), checked_units(units))))


def lines(
    answers: Sequence[Answer], words: Words, watched: Iterable[Answer] | None = None
) -> Iterator[str]:
    """Give the lines of a description, one by one.

    Parameters
    ----------
    answers : sequence of Answer
    words : Words
    watched : iterable of Answer, optional
        The same answers, where somebody counts as they are taken.
    """
    sources = sources_of(answers)
    for answer in answers if watched is None else watched:
        yield f"{sentence(answer, words)} {marks(answer, sources)}".rstrip()
    if sources:
        yield from ("", words.say("sources heading"))
        yield from (f"[{i}] {source_line(source, words)}" for i, source in enumerate(sources, 1))
    yield from ("", method(words, answers))


def sources_of(answers: Sequence[Answer], weapons: Sequence[Weapon] = ()) -> list[Source]:
    """Give the sources of answers and of weapons' figures, each once, in the order of citing."""
    cited = [source for answer in answers for source in answer.sources]
    cited += [source for weapon in weapons for source in weapon.key_sources]
    return list(dict.fromkeys(source for source in cited if source.address))


def source_line(source: Source, words: Words) -> str:
    """Give a source as a line of a list of sources."""
    copy = "" if source.url else f" ({words.say('stored copy')})"
    return f"{citation(source, words)}, {source.address}{copy}"


def citation(source: Source, words: Words) -> str:
    """Give publisher, title and date of a source, without its address."""
    title = words.say("quoted", text=source.title) if source.title else None
    parts = (publisher_said(source, words), title, source.date or words.say("undated"))
    return ", ".join(part for part in parts if part)


def publisher_said(source: Source, words: Words) -> str:
    """Give whose page a source is, and in brackets who printed it or what it is."""
    if not source.remark:
        return source.publisher
    bare = source.publisher.removesuffix(f"({source.remark})")
    return f"{bare}({phrase('publisher', source.remark, words)})"


def marks(answer: Answer, sources: Sequence[Source]) -> str:
    """Give the numbers of an answer's sources, such as [1][3]."""
    numbers = [sources.index(source) + 1 for source in answer.sources if source.address]
    return "".join(f"[{number}]" for number in sorted(numbers))


def method(words: Words, answers: Sequence[Answer] = ()) -> str:
    """Give the line that says how distances were measured and on what data, borders included."""
    data = _database.meta()
    dated = {**data, "places_date": words.dated(data["places_date"])}
    said = [words.say("method", **dated)]
    if any(answer.weapon.weapon_class != "given" for answer in answers):
        said += converted(words)
    return " ".join([*said, *(border_line(where, words) for where in territories(answers))])


def converted(words: Words) -> list[str]:
    """Say what becomes of a figure that is printed in miles, to whom miles are told."""
    if words.units == "km":
        return []
    miles = 1000
    kept = carried_km(miles * KM_A_MILE)
    in_km = Words(words.lang).length(kept)
    return [words.say("converted", miles=words.number(miles), kept=in_km, told=words.length(kept))]


def territories(answers: Iterable[Answer]) -> list[Territory]:
    """Give the territories in answers whose borders are data of ours, each once."""
    places = [where for answer in answers for where in (answer.origin, answer.target)]
    found = [where for where in places if isinstance(where, Territory) and where.borders]
    return list(dict.fromkeys(found))


def border_line(where: Territory, words: Words) -> str:
    """Say what the border of a territory rests on, and how its disputed pieces are counted."""
    borders = where.borders
    if borders is None:
        return ""
    said = words.say(
        "border data",
        name=name(where, words),
        dataset=borders.dataset,
        scale=borders.scale,
        date=borders.date,
        worldview=borders.worldview,
        error=words.length(borders.error_km),
    )
    return f"{said} {border_note(where, words)}".rstrip()


def border_note(where: Territory, words: Words) -> str:
    """Say how the disputed pieces of a territory are counted, and what else is to be known."""
    remarks = (phrase("caveat", each, words) for each in where.remarks)
    return " ".join([*(dispute_said(each, words) for each in where.disputes), *remarks])


def dispute_said(dispute: Dispute, words: Words) -> str:
    """Say how a disputed piece is counted, by what, who holds it and who claims it."""
    piece = local_country(dispute.piece, words.lang) or dispute.name
    if dispute.counted is not None:
        piece = words.say("dispute with" if dispute.counted else "dispute without", piece=piece)
    return words.say(
        "dispute",
        piece=piece,
        basis=phrase("basis", dispute.basis, words),
        holder=_holder(dispute.held_by, words),
        date=dispute.as_of,
        claimants=words.several([_holder(each, words) for each in dispute.claimed_by]),
    )


def _holder(named: str, words: Words) -> str:
    return country_name(named, words.lang) or phrase("holder", named, words)
