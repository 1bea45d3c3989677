from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from glowcycle.api.authentication import caller_id
from glowcycle.api.queries import query_parameters


class InsightWordsViewSet(ViewSet):
    """Whether what she logs follows her cycle, in words."""

    def create(self, request: Request, **_: str) -> Response:
        # Imported late, as the insights are.
        from glowcycle.insights.words.serializers import WordsSerializer, read_request
        from journal.insight_word_services import tell_insights

        asked = read_request(request.data, query_parameters(request))
        words = tell_insights(
            user_id=caller_id(request), first=asked.first, last=asked.last, today=asked.today
        )
        return Response(WordsSerializer.of(words))
