"""The pages of skin scans and photos."""

from glowcycle.api.pagination import PageQuery
from glowcycle.web.page_config import FormConfig, ImageConfig, PageConfig, TableConfig
from skin.serializers import PhotoAnalysis, ScanSerializer, UploadAnalysis, UploadRequest

SCAN = FormConfig(
    serializer=ScanSerializer, button="Save scores", create_only=frozenset({"cycleDay"})
)
PHOTO = FormConfig(serializer=PhotoAnalysis, button="Measure")
UPLOADED = FormConfig(serializer=UploadAnalysis, button="Measure")
UPLOAD = FormConfig(serializer=UploadRequest, button="Get an upload form")

PAGES = {
    "skin-analyze": PageConfig(title="Measure a photo", form=PHOTO, parent="skin-of-person"),
    "skin": PageConfig(title="Enter scores", form=SCAN, parent="skin-of-person"),
    "skin-photos": PageConfig(
        title="Upload a photo to the bucket",
        form=UPLOAD,
        summary={"Photo": "photoId", "Upload before": "expiresAt"},
        analyze_route="skin-photo-analyze",
        parent="skin-of-person",
    ),
    "skin-photo-analyze": PageConfig(
        title="Measure an uploaded photo", form=UPLOADED, parent="skin-of-person"
    ),
    "skin-scan": PageConfig(
        title="Skin scan",
        form=SCAN,
        parent="skin-of-person",
        images=(
            ImageConfig(title="Stored photo", route="skin-photo", query="", shown_if="hasPhoto"),
        ),
    ),
    "skin-of-person": PageConfig(
        title="Skin",
        menu_label="Skin",
        description="Five scores of your skin over time, with the phases of your cycle.",
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
                "Source": "provenance.source",
                "Cycle day": "cycleDay",
            },
            record_path="skin/{scanId}",
            has_csv=True,
        ),
        query=PageQuery,
    ),
}
