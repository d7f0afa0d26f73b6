"""What forms and survey programs write next to the answers, as their headers show.

Every form exports more than what people answered: when they did so, from which address, how
long it took, how many points they got. A header is taken to name such a column if it is
made of no other words than the ones below. Only headers of numbers matter here, because
columns of words are no answers anyway.
"""

import re

# Google Forms, Microsoft Forms, LimeSurvey, SoSci Survey, KoBoToolbox, ODK, Moodle,
# SurveyMonkey, Qualtrics, Nextcloud, Typeform, Jotform, Alchemer, REDCap and Unipark.
IDENTIFIERS = """
    id ids uid uuid guid key token index number numbers no nr num row case record serial
    ref reference seed code instance hash identifier ident lfdn entry response
    respondent respondents submission submissions participant collector student user
    contact account session network device event survey form study unique external
    matriculation matrikel matrikelnummer nummer kennung antwort personalnummer nº n°
    numero número numéro voter matricule legajo dni recipient instanceid submitterid
    responseid
"""
TIMES = """
    time times timestamp date datetime hour start started end ended completed completion
    submit submitted submitdate startdate enddate datestamp recorded created modified
    updated saved opened last first begin begun finish finished duration seconds second
    minutes minute secs sec in utc gmt interviewtime todays today zeit zeitstempel datum
    uhrzeit dauer startzeit endzeit fertigstellungszeit beginn ende horodateur marca
    temporal fecha hora heure durée duración data ora deg sum taken spent grouptime
    click clicks page elapsed
"""
STATE = """
    status state progress complete completed lastpage maxpage missing missrel language
    languages lang startlanguage userlanguage locale sprache langue idioma version mode
    quality dispcode tester questnnr interview review attachments present edits
    validation result postal zip plz latitude longitude lat lon lng altitude accuracy
    location ip address ipaddress finished consent course group section
"""
PEOPLE = """
    age alter alder edad âge years year birth birthday geburtsjahr semester phone
    telephone telefon telefonnummer mail email
"""
MARKS = """
    score scores points point total totals grade grades percent percentage punkte
    punktzahl gesamtpunktzahl gesamt note result results attempt attempts rank max
    possible
"""
BOOKKEEPING = {
    word for words in (IDENTIFIERS, TIMES, STATE, PEOPLE, MARKS) for word in words.split()
}
ENDINGS = ("time", "date", "stamp", "number", "zeit", "datum", "dauer", "nummer", "punkte")
SMALL_WORDS = {
    "of",
    "the",
    "your",
    "and",
    "for",
    "at",
    "by",
    "to",
    "was",
    "is",
    "how",
    "old",
}
SMALL_WORDS |= {"are", "you", "der", "die", "das", "des", "e", "q", "question"}


def is_bookkeeping(header):
    """Return whether a header consists of words that forms write themselves.

    Parameters
    ----------
    header : str

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_bookkeeping(header) for header in ["Start time", "_id", "ResponseId", "pizza"]]
    [True, True, True, False]
    """
    header = header.strip()
    if header in ("#", "\u2116", "No.", "%"):
        return True
    parted = re.sub(r"([a-z])([A-Z])", r"\1 \2", header)  # as in ResponseId
    words = [re.sub(r"\d+$", "", word) for word in re.findall(r"[^\W_]+", parted.lower())]
    words = [word for word in words if word and word not in SMALL_WORDS]
    return bool(words) and all(
        word in BOOKKEEPING or word.endswith(ENDINGS) for word in words
    )
