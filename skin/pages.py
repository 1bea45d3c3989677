"""Skin scans as pages."""

from glowcycle.api.pagination import PageQuery
from glowcycle.web.page_config import Form, Listing, Page, Picture
from skin.serializers import PhotoAnalysis, ScanSerializer, UploadRequest

SCAN = Form(body=ScanSerializer, button="Store the scores", unchanging=frozenset({"cycleDay"}))
PHOTO = Form(body=PhotoAnalysis, button="Measure it")
UPLOAD = Form(body=UploadRequest, button="Ask for a form")

PAGES = {
    "skin-analyze": Page(title="Photo to measure", form=PHOTO, back="skin-of-person"),
    "skin": Page(title="Scores to store", form=SCAN, back="skin-of-person"),
    "skin-photos": Page(
        title="Photo by way of the bucket",
        form=UPLOAD,
        facts={"Photo": "photoId", "To be sent before": "expiresAt"},
        after_upload="skin-analyze",
        back="skin-of-person",
    ),
    "skin-scan": Page(
        title="Skin scan",
        form=SCAN,
        back="skin-of-person",
        pictures=(
            Picture(
                title="The photo, as it is kept", route="skin-photo", query="", when="hasPhoto"
            ),
        ),
    ),
    "skin-of-person": Page(
        title="Skin",
        menu="Skin",
        about="Five measures of the skin over time, on the phases of the cycle.",
        forms=("skin-analyze", "skin", "skin-photos"),
        pictures=(Picture(title="Skin over time", route="skin-of-person"),),
        listing=Listing(
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
            record="skin/{scanId}",
            has_file=True,
        ),
        query=PageQuery,
    ),
}
