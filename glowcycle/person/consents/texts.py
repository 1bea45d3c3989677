"""The texts that she may consent to. A new wording is a new version and needs a new consent."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from glowcycle.sentences import sentence

HEALTH_DATA: Final = "health-data"
PHOTO_ANALYSIS: Final = "photo-analysis"
INSIGHT_WORDS: Final = "insight-words"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A version of the text of a consent."""

    version: str
    words: str


TEXTS: Mapping[str, ConsentText] = MappingProxyType(
    {
        HEALTH_DATA: ConsentText(
            version="1",
            words=sentence(
                "Glow Cycle may store what I log about my health: my period, my journal and my "
                "skin. It uses this to show it to me and to compute my cycle from it, and for "
                "nothing else. It is encrypted under a key of my own. Nobody else gets it unless I "
                "consent to that, too. I may withdraw this at any time: then nothing new is "
                "stored, and what is stored stays for me to read, export or delete."
            ),
        ),
        PHOTO_ANALYSIS: ConsentText(
            version="1",
            words=sentence(
                "My skin photos may be sent to a model of Amazon Bedrock to be measured. The model "
                "sees the photo alone, without its metadata: not who I am, nor my cycle, nor "
                "earlier scores. The photo is deleted once it is measured, unless I keep it. I may "
                "withdraw this at any time; what was measured until then stays until I delete it."
            ),
        ),
        INSIGHT_WORDS: ConsentText(
            version="1",
            words=sentence(
                "What was found about my cycle may be sent to a model of Amazon Bedrock to be put "
                "into sentences. The model gets at most four results with their numbers: of my "
                "energy, my mood, my pain, or of something else without its name. It does not get "
                "who I am, what I wrote, the names of my tags, symptoms and moods, or any date. "
                "The sentences are not stored. I may withdraw this at any time."
            ),
        ),
    }
)
