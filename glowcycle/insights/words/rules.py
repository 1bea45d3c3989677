"""The rules of a sentence: a closed grammar, so that nothing else can be said.

Each rule is a text. `[a]` may be there or not, `{a | b}` is one of both, `<name>` is another rule
or a value of the fact, and all else is said as it is. The model reads the same rules.
"""

from collections.abc import Mapping
from itertools import permutations
from typing import Final

from glowcycle.insights.domain.effects import LEVEL
from glowcycle.insights.domain.outcomes import Verdict


def _certainty() -> str:
    """Return the cycles that show it and the interval, or one of them, in any order, each once.

    The cycles that it rests on may stand beside them.
    """
    names = ("<seen_in>", "<likely>", "<over_cycles>")
    orders = (order for count in (1, 2, 3) for order in permutations(names, count))
    kept = [order for order in orders if order != ("<over_cycles>",)]
    joints = dict.fromkeys(names, "<joint>") | {"<over_cycles>": "[<joint>]"}
    joined = {name: f"{{{joint} {name} | ( {name} )}}" for name, joint in joints.items()}
    in_a_row = [" ".join(joined[name] for name in order) for order in kept]
    in_brackets = [f"( {'{, | ;} '.join(order)} )" for order in kept if len(order) > 1]
    return f"{{{' | '.join(in_a_row + in_brackets)}}}"


RULES: Final[Mapping[str, str]] = {
    "window": "{<place> | <span>}",
    "two": "{two | 2}",
    "three": "{three | 3}",
    "score": "{your score for | the score of your | your score of}",
    "be": "{was | is | has been}",
    "others": "{your other days | other days | the other days [of your cycle] | all other days"
    " | the rest of your cycle}",
    "compared": "{compared with | compared to} <others>",
    "compare": "{than {on | in} <others> | than at other times | than usual | <compared>}",
    "about": "{about | roughly | an average of}",
    # --- a number: energy, mood, pain, a score --------------------------------------------------
    "number": "<effect> {<unit> [<scale>] | <scale> <units>}",
    "measured": "{<units> [<scale>] | <scale> <units>}",
    "change": "{[on average] [<about>] <number> <direction> [on average] | <direction> by [<about>]"
    " <number> [on average]}",
    "beside": "[on average] [<about>] <number> <beside_word> <others>",
    "size": "[<about>] <number> [on average] [<direction>]",
    "number_plain": "{[on average ,] <subject> <be> <change> <window> [<compare>]"
    " | <subject> <be> <beside> <window>"
    " | <window> [,] <subject> <be> {<change> [<compare>] | <beside>}"
    " | <subject> <moved> by [<about>] <number> [on average] <place> [<compared>]"
    " | <place> [,] <subject> <moved> by [<about>] <number> [on average] [<compared>]"
    " | <subject> <be> <direction> <window> [<compare>] {by | , by | : by | , | :} <size>"
    " | <window> [,] <subject> <be> <direction> [<compare>] {by | , by | : by | , | :} <size>"
    " | <subject> : <change> <window> [<compare>]}",
    "number_pattern": "{<pattern> {: | : it <be> | , and it <be> | ; it <be>}"
    " {<change> <window> [<compare>] | <beside> <window>}"
    " | <pattern> {: | , and | ;} <window> [,] it <be> {<change> [<compare>] | <beside>}}",
    "pattern": "{<subject> {follows | followed} your cycle"
    " | <subject> {shows | showed} a pattern [{along | across | over} your cycle]"
    " | there {is | was} a pattern in <subject>"
    " | a pattern {shows | was found} in <subject>}",
    # --- her own words: yes or no, as days of 100 -----------------------------------------------
    "days": "{<effect> <more> {of | in | out of} [every] 100 days | <effect> <more> days"
    " {of | in | out of} [every] 100}",
    "logged": "{you {logged | noted | note | log} <subject> | <subject> {was logged | was noted"
    " | was there | came up | appeared | occurred | showed up}}",
    "is_common": "{<logged> <often> | <subject> {was | is} <common>"
    " | days with <subject> {were | are} <common>}",
    "on_days": "{on [<about>] <days> [on average] | [<about>] <days>}",
    "days_plain": "{<logged> on [<about>] <days> <window> [<compare>]"
    " | <window> [,] <logged> on [<about>] <days> [<compare>]"
    " | <is_common> <window> [<compare>] {, | :} <on_days>"
    " | <window> [,] <is_common> [<compare>] {, | :} <on_days>"
    " | <subject> : on [<about>] <days> <window> [<compare>]}",
    "days_pattern": "<pattern> : {you logged it | it was there} on [<about>] <days> <window>"
    " [<compare>]",
    # --- how sure -------------------------------------------------------------------------------
    "seen_in": "[{[this was | it was | this is] {seen | found | visible} | {this | it}"
    " {showed | shows | was so | is so} | it <be> <state> | <state>"
    " | the difference {showed | shows}}] <in_cycles>",
    "level": f"{100 * LEVEL:.0f} %",
    "likely": "{[with] [{a | the}] <level> {interval | range} {{of | from | :} <ends>"
    " | [:] <range>}"
    " | [it is] {likely | probably | most likely} <range>"
    " | [with] {a | the} likely range {of | from | :} <ends>"
    " | [with] [{a | the}] likely range [:] <range>"
    " | the likely range is <range>"
    " | the [{true | real}] difference is {likely | probably} <range>}",
    "certainty": _certainty(),
    "joint": "{, | ; | : | , and | ; and}",
    "over_cycles": "{across | based on} [{your | the}] <cycles> [complete] cycles",
    "some_cycles": "[in] <seen> {of | out of} [{your | the}] <cycles> [complete] cycles",
    "all_cycles": "in {all [of] [{your | the}] <cycles> [complete] cycles | each of your <cycles>"
    " [complete] cycles}",
    "number_ends": "<low> to <high> <measured> [<direction>]",
    "number_range": "{between <low> and <high> <measured> [<direction>] | [from] <ends>}",
    "number_open_ends": "{<low> [<units>] <other> to <high> [<units>] <direction>"
    " | <high> [<units>] <direction> to <low> [<units>] <other>}",
    "number_open": "{[from] <ends>"
    " | between <low> [<units>] <other> and <high> [<units>] <direction>"
    " | between <high> [<units>] <direction> and <low> [<units>] <other>}",
    "days_ends": "<low> to <high> [<more>] of 100 days",
    "days_range": "{between <low> and <high> [<more>] of 100 days | [from] <ends>}",
    "days_open_ends": "{<low> <fewer> to <high> <more> [of 100 days]"
    " | <high> <more> to <low> <fewer> [of 100 days]}",
    "days_open": "{[from] <ends> | between <low> <fewer> and <high> <more> [of 100 days]"
    " | between <high> <more> and <low> <fewer> [of 100 days]}",
    # --- below one scan -------------------------------------------------------------------------
    "below_scan": "{, | ; | :} [but] {which | that | this | the difference} is"
    " {smaller | less} than one {scan | measurement | photo} can {tell | show}",
    # --- no pattern -----------------------------------------------------------------------------
    "none": "{[<over_cycles> ,] there {is | was} no pattern {in | for} <subject> [<along>]"
    " | [<over_cycles> ,] <subject> {shows | showed | has} no pattern [<along>]"
    " | [<over_cycles> ,] no pattern {was found | was seen | is seen | shows"
    " | showed | appears | appeared | is visible | could be found | could be seen}"
    " {in | for} <subject> [<along>] | <subject> : no pattern [<along>]}",
    "along": "{that follows your cycle | {along | across | over | with} your cycle"
    " | <over_cycles>}",
    "number_smallest": "<least> <measured>",
    "days_smallest": "<least> {of 100 days | days {of | in | out of} 100}",
    "difference": "{a difference | one} of {<smallest> or {more | larger} | at least <smallest>}",
    "would": "would [{likely | probably}] have {been found | been seen | been noticed"
    " | shown | shown up | been visible}",
    "findable": "{, | ; | : | , and | , but | , though} {[only] <difference> <would>"
    " | only differences of {<smallest> or more | at least <smallest>} <would>"
    " | {anything | a difference} {smaller than | below} <smallest>"
    " {may | might | could} {be missed | have been missed | go unseen}"
    " | the smallest difference that <would> is <smallest>"
    " | <smallest> is the smallest difference that <would>}",
    "blind": "{, | ; | : | , but | , though} {these cycles could only have shown a very large"
    " difference | only a very large difference could have been {found | seen}}",
    "not_tested": "{, | ; | , and | , but} [it is] [still] too early to {tell | say} [anything]"
    " about the days <untested>",
    # --- too early ------------------------------------------------------------------------------
    "early": "{there are not [yet] enough cycles [yet] to {tell | say} {whether | if} <subject>"
    " follows your cycle"
    " | it is [still] too early {to {tell | say} {whether | if} <subject> follows your cycle"
    " | to {tell | say} [anything] about <subject> | for an answer about <subject>}"
    " | for <subject> , it is [still] too early [to {tell | say}]"
    " | <subject> : [it is] [still] too early [to {tell | say}]"
    " | whether <subject> follows your cycle , it is [still] too early to {tell | say}}",
    "needed": "{, | : | ; | , and | , as} {<more_cycles> {<are> {needed | missing | lacking}"
    " | would be needed} | <lacking> more <are> needed"
    " | <lacking> <enough> <are> {still needed | [still] {missing | lacking}}"
    " | {this | that | it | an answer} needs <more_cycles>}",
    "more_cycles": "<lacking> more <enough>",
    "enough": "[complete] <lacking_cycles> [<entries>]",
}

SENTENCES: Final[Mapping[Verdict, str]] = {
    "follows": "<core> <certainty> .",
    "below_noise": "<plain> [<certainty>] <below_scan> .",
    "no_pattern": "<none> <limits> .",
    "too_early": "<early> <needed> .",
}
