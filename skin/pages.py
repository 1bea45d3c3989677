"""Skin scans as pages."""

from glowcycle.api.pagination import PageQuery
from glowcycle.web.page_config import FormConfig, ImageConfig, PageConfig, TableConfig
from skin.serializers import PhotoAnalysis, ScanSerializer, UploadRequest

SCAN = FormConfig(
    serializer=ScanSerializer, button="Store the scores", create_only=frozenset({"cycleDay"})
)
PHOTO = FormConfig(serializer=PhotoAnalysis, button="Measure it")
UPLOAD = FormConfig(serializer=UploadRequest, button="Ask for a form")

PAGES = {
    "skin-analyze": PageConfig(title="Photo to measure", form=PHOTO, parent="skin-of-person"),
    "skin": PageConfig(title="Scores to store", form=SCAN, parent="skin-of-person"),
    "skin-photos": PageConfig(
        title="Photo by way of the bucket",
        form=UPLOAD,
        summary={"Photo": "photoId", "To be sent before": "expiresAt"},
        analyze_route="skin-analyze",
        parent="skin-of-person",
    ),
    "skin-scan": PageConfig(
        title="Skin scan",
        form=SCAN,
        parent="skin-of-person",
        images=(
            ImageConfig(
                title="The photo, as it is kept", route="skin-photo", query="", shown_if="hasPhoto"
            ),
        ),
    ),
    "skin-of-person": PageConfig(
        title="Skin",
        menu_label="Skin",
        description="Five measures of the skin over time, on the phases of the cycle.",
        form_routes=("skin-analyze", "skin", "skin-photos"),
        images=(ImageConfig(title="Skin over time", route="skin-of-person"),),
        table=TableConfig(
            columns={
                "Date": "date",
                "Radiance": "metrics.radiance",
                "Moisture": "metrics.moisture",
                "Texture": "metrics.texture",
                "Pores": "metrics.pores",
                "Dark circles": "metrics.darkCircles",
                "By": "provenance.source",
                "Cycle day": "cycleDay",
            },
            record_path="skin/{scanId}",
            has_csv=True,
        ),
        query=PageQuery,
    ),
}
