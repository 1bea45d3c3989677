"""A person with insights, and what a model may answer to the question to put them into words."""

import json
from itertools import count

from glowcycle.aws import request_context
from glowcycle.insights.words.checker import MAX_LENGTH
from glowcycle.insights.words.prompt import TOOL
from glowcycle.person.consents.texts import INSIGHT_WORDS
from journal.insight_services import get_insights
from tests.support.bedrock_server import tool_use
from tests.support.insight_facts import any_sentence
from tests.support.journal_cycles import FIRST, TODAY, days_of, entries_of, store

CONSENT = f"/me/consents/{INSIGHT_WORDS}"
ADDRESS = "/journal/insights/me/words"
PATH = f"{ADDRESS}?today={TODAY}"


def with_insights(phone, **content):
    """Give her cycles and entries, and the consent; return her phone."""
    store(phone, entries_of(**content), days_of())
    assert phone.put(CONSENT, {"version": "1"}).status_code == 200
    return phone


def reading_of(phone):
    """Return her insights."""
    with request_context.act_for_user(phone.user_id):
        return get_insights(user_id=phone.user_id, first=FIRST, last=TODAY, today=TODAY)


def right_texts(facts, *, seed=0):
    """Return a right sentence for each fact."""
    found = []
    for told in facts:
        texts = (any_sentence(told.fact, seed=each) for each in count(seed))
        found.append(next(text for text in texts if len(text) <= MAX_LENGTH))
    return found


def answer(facts, texts):
    """Return the answer of a model that says these texts."""
    told = zip(facts, texts, strict=True)
    sentences = [{"fact": each.fact.id, "text": text} for each, text in told]
    return tool_use(TOOL, {"sentences": sentences})


def question(request):
    """Return the facts in a request to the model."""
    [message] = json.loads(request.body)["messages"]
    [content] = message["content"]
    return json.loads(content["text"])


def tell(phone, path=PATH, body=None, **headers):
    """Return her insights in words."""
    told = phone.post(path, body or {}, **headers)
    assert told.status_code == 200, told.content
    return told.json()
