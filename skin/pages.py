"""The pages of skin scans and photos."""

from collections.abc import Mapping

from glowcycle.api.pagination import PageQuery
from glowcycle.insights.pages import insights_page
from glowcycle.sentences import percent
from glowcycle.web.humanize import Path, label
from glowcycle.web.page_config import FormConfig, PageConfig, TableConfig, UploadConfig
from skin.charts.metric_panels import reason_text
from skin.serializers import PhotoAnalysis, ScanSerializer, UploadAnalysis, UploadRequest

METRICS = ("radiance", "moisture", "texture", "pores", "darkCircles")
SCAN = FormConfig(
    serializer=ScanSerializer,
    button="Save scores",
    hints={
        **{f"metrics.{metric}": "0 to 100: higher is better." for metric in METRICS},
        "cycleDay": "Only if your period log cannot tell it.",
    },
    create_only=frozenset({"cycleDay"}),
)
PHOTO = FormConfig(serializer=PhotoAnalysis, button="Measure")
UPLOADED = FormConfig(serializer=UploadAnalysis, button="Measure")
UPLOAD = FormConfig(
    serializer=UploadRequest,
    button="Get an upload form",
    hints={"size": "How many bytes the photo has, at most 15 MB."},
)

SCORES: Mapping[str, Path] = {label(metric): f"metrics.{metric}" for metric in METRICS}
READINGS: Mapping[str, Path] = {
    name: path
    for metric in METRICS
    for name, path in (
        (label(metric), f"metrics.{metric}"),
        (f"No score for {label(metric).lower()}", (f"provenance.missing.{metric}", reason_text)),
        (f"Confidence in {label(metric).lower()}", (f"provenance.confidence.{metric}", percent)),
    )
}
SUMMARY: Mapping[str, Path] = {
    "Date": "date",
    **READINGS,
    "Cycle day": "cycleDay",
    "Photo kept": "hasPhoto",
    "Source": ("provenance.source", label),
    "Model": ("provenance.modelId", str),
    "Prompt": ("provenance.promptVersion", str),
    "Weak points of the photo": ("provenance.quality", label),
    "Observations": "provenance.observations",
    "Measured": "provenance.measuredAt",
}

PAGES = {
    "skin-analyze": PageConfig(
        title="Measure a photo",
        form=PHOTO,
        parent="skin-of-person",
        log_label="A photo of your skin",
        summary=SUMMARY,
    ),
    "skin": PageConfig(
        title="Enter scores",
        form=SCAN,
        parent="skin-of-person",
        log_label="Scores of your skin",
        summary=SUMMARY,
    ),
    "skin-photos": PageConfig(
        title="Upload a photo to the bucket",
        form=UPLOAD,
        summary={"Photo": "photoId", "Upload before": "expiresAt"},
        upload=UploadConfig(
            what="photo",
            id="photoId",
            route="skin-photo-analyze",
            title="2. Measure the photo",
            button="Measure",
        ),
        parent="skin-of-person",
    ),
    "skin-photo-analyze": PageConfig(
        title="Measure an uploaded photo",
        form=UPLOADED,
        parent="skin-of-person",
        summary=SUMMARY,
    ),
    "skin-scan": PageConfig(
        title="Skin scan",
        form=SCAN,
        parent="skin-of-person",
        summary=SUMMARY,
        photo_route="skin-photo",
    ),
    "skin-of-person": PageConfig(
        title="Skin",
        menu_label="Skin",
        description="Five scores of your skin over time, with the phases of your cycle.",
        form_routes=("skin-analyze", "skin", "skin-photos"),
        table=TableConfig(
            columns={
                "Date": "date",
                **SCORES,
                "Source": ("provenance.source", label),
                "Cycle day": "cycleDay",
            },
            empty="Nothing is logged yet. Measure a photo with a form below, or enter scores.",
            record_path="skin/{scanId}",
            kind="skin",
        ),
        query=PageQuery,
        related={"Does it follow my cycle?": "skin-insights"},
    ),
    "skin-insights": insights_page(
        menu_label="Skin and cycle",
        parent="skin-of-person",
        description="Whether the scores of your skin follow your cycle.",
    ),
}
