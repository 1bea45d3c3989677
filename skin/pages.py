"""The pages of skin scans and photos."""

from glowcycle.api.pagination import PageQuery
from glowcycle.web.humanize import label, percent
from glowcycle.web.page_config import FormConfig, ImageConfig, PageConfig, TableConfig
from skin.serializers import PhotoAnalysis, ScanSerializer, UploadAnalysis, UploadRequest

SCAN = FormConfig(
    serializer=ScanSerializer, button="Save scores", create_only=frozenset({"cycleDay"})
)
PHOTO = FormConfig(serializer=PhotoAnalysis, button="Measure")
UPLOADED = FormConfig(serializer=UploadAnalysis, button="Measure")
UPLOAD = FormConfig(serializer=UploadRequest, button="Get an upload form")

PAGES = {
    "skin-analyze": PageConfig(
        title="Measure a photo",
        form=PHOTO,
        parent="skin-of-person",
        log_label="A photo of your skin",
    ),
    "skin": PageConfig(
        title="Enter scores", form=SCAN, parent="skin-of-person", log_label="Scores of your skin"
    ),
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
        summary={
            "Date": "date",
            "Radiance": "metrics.radiance",
            "Moisture": "metrics.moisture",
            "Texture": "metrics.texture",
            "Pores": "metrics.pores",
            "Dark circles": "metrics.darkCircles",
            "Cycle day": "cycleDay",
            "Photo": "hasPhoto",
            "Source": ("provenance.source", label),
            "Model": ("provenance.modelId", str),
            "Prompt": ("provenance.promptVersion", str),
            "Weak points of the photo": ("provenance.quality", label),
            "Observations": "provenance.observations",
            "Measured": "provenance.measuredAt",
            "Confidence in radiance": ("provenance.confidence.radiance", percent),
            "Confidence in moisture": ("provenance.confidence.moisture", percent),
            "Confidence in texture": ("provenance.confidence.texture", percent),
            "Confidence in pores": ("provenance.confidence.pores", percent),
            "Confidence in dark circles": ("provenance.confidence.darkCircles", percent),
        },
        images=(ImageConfig(title="Stored photo", route="skin-photo", shown_if="hasPhoto"),),
    ),
    "skin-of-person": PageConfig(
        title="Skin",
        menu_label="Skin",
        description="Five scores of your skin over time, with the phases of your cycle.",
        form_routes=("skin-analyze", "skin", "skin-photos"),
        table=TableConfig(
            columns={
                "Date": "date",
                "Radiance": "metrics.radiance",
                "Moisture": "metrics.moisture",
                "Texture": "metrics.texture",
                "Pores": "metrics.pores",
                "Dark circles": "metrics.darkCircles",
                "Source": ("provenance.source", label),
                "Cycle day": "cycleDay",
            },
            empty="Nothing is logged yet. Measure a photo with a form below, or enter scores.",
            record_path="skin/{scanId}",
            kind="skin",
        ),
        query=PageQuery,
    ),
}
