"""What Apple Health does not tell of her contraception and pregnancies, and only she can."""

from typing import Final

from glowcycle.formats.history import Option, Question
from glowcycle.sentences import sentence

PILL: Final = "contraception:pill"
IUD: Final = "contraception:iud"
PREGNANCY: Final = "pregnancy"

_UNKNOWN: Final = Option(label=sentence("I do not know."), changes={"method": "other"})

QUESTIONS: Final = {
    PILL: Question(
        id=PILL,
        text=sentence("Apple Health says that you took the pill. Which one was it?"),
        options={
            "combinedPill": Option(
                label=sentence("One with estrogen and progestin"),
                changes={"method": "combinedPill"},
            ),
            "progestinPill": Option(
                label=sentence("One with progestin alone"), changes={"method": "progestinPill"}
            ),
            "other": _UNKNOWN,
        },
        assumed="other",
    ),
    IUD: Question(
        id=IUD,
        text=sentence("Apple Health says that you had an IUD. Which one was it?"),
        options={
            "hormonalIud": Option(
                label=sentence("One with hormones"), changes={"method": "hormonalIud"}
            ),
            "copperIud": Option(label=sentence("One with copper"), changes={"method": "copperIud"}),
            "other": _UNKNOWN,
        },
        assumed="other",
    ),
    PREGNANCY: Question(
        id=PREGNANCY,
        text=sentence(
            "Apple Health has the day your pregnancy began. Which day is it counted from?"
        ),
        options={
            "lastPeriod": Option(
                label=sentence("The first day of my last period"), changes={"basis": "lastPeriod"}
            ),
            "conception": Option(
                label=sentence("The day of conception"), changes={"basis": "conception"}
            ),
        },
        assumed="lastPeriod",
    ),
}
