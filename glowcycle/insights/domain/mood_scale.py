"""How good a mood is, on a scale from 1 to 5: by her own order, or else as most people mean it."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from glowcycle.spelling import word_key

WORST, BEST = 1.0, 5.0

# The suggested moods and the faces of imports, and common words in the languages of the service.
_COMMON: Final[Mapping[float, str]] = {
    5: "🤩 😁 😄 😃 great awesome amazing excellent fantastic wonderful rad super excited "
    "genial fenomenal excelente increíble fantástico fantástica entusiasmada "
    "toll großartig wunderbar fantastisch begeistert hervorragend "
    "génial géniale formidable excellent excellente fantastique merveilleux merveilleuse",
    4: "😊 😌 🙂 ☺ good happy calm content relaxed fine balanced energetic grateful "
    "bien bueno buena feliz contenta contento tranquila tranquilo relajada relajado alegre "
    "gut glücklich ruhig zufrieden entspannt fröhlich ausgeglichen gelassen "
    "bon bonne heureuse heureux calme contente détendue détendu joyeuse joyeux sereine serein",
    3: "😐 😶 ok okay meh so-so soso neutral average normal alright "
    "regular pasable más-o-menos así-así "
    "mittel mittelmäßig geht-so na-ja naja durchschnittlich "
    "moyen moyenne neutre comme-ci-comme-ça bof correct correcte",
    2: "😤 😣 🙁 ☹ 😠 bad low irritable irritated annoyed anxious nervous stressed tense angry "
    "mal malo mala irritable irritada irritado ansiosa ansioso nerviosa nervioso estresada "
    "estresado enfadada enfadado tensa tenso "
    "schlecht reizbar gereizt genervt ängstlich nervös gestresst angespannt wütend "
    "mauvais mauvaise irritée irrité anxieuse anxieux nerveuse nerveux stressée stressé tendue "
    "tendu énervée énervé fâchée fâché",
    1: "😢 😭 awful terrible horrible sad miserable depressed fugly hopeless "
    "triste fatal terrible horrible pésimo pésima deprimida deprimido "
    "traurig schrecklich furchtbar elend lausig niedergeschlagen "
    "affreux affreuse horrible déprimée déprimé nul nulle",
}
_STEPS: Final[Mapping[str, float]] = {
    key: step
    for step, words in _COMMON.items()
    for word in words.split()
    for key in {word_key(word), word_key(word.replace("-", " "))}
}
# An app that rates moods from 1 to 10 leaves such words.
_RATING: Final = re.compile(r"(10|[1-9])/10")
_MOST: Final = 10


class MoodScale:
    """The value of each mood that has a place on the scale.

    Her own order, best first, is spread evenly over the scale, and then it alone holds. A single
    mood makes no scale, so that no mood has a place then.
    """

    def __init__(self, order: Sequence[str] = ()) -> None:
        keys = [key for key in dict.fromkeys(map(word_key, order)) if key]
        self._is_her_own = bool(keys)
        step = (BEST - WORST) / max(len(keys) - 1, 1)
        places = {key: BEST - step * place for place, key in enumerate(keys)}
        self._places = places if len(places) > 1 else {}

    def value(self, mood: str) -> float | None:
        """Return the value of the mood from 1 to 5, None for a mood without a place."""
        key = word_key(mood)
        if self._is_her_own:
            return self._places.get(key)
        if rating := _RATING.fullmatch(key):
            return WORST + (BEST - WORST) * (int(rating[1]) - 1) / (_MOST - 1)
        return _STEPS.get(key)
