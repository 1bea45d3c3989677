"""Sample pictures, the two ways to send them for analysis, and the objects in the bucket."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from io import BytesIO
from typing import Any

from django.conf import settings
from PIL import ExifTags, Image

from glowcycle.aws import clients
from glowcycle.storage import objects, photos
from tests.support.faults import Fault, store_faults

CANARY = "canary-51c8"
ANALYZE = "/skin/analyze"
WAYS = ("form", "upload")
# Where a photo waits for its analysis, by the way that it was sent.
WAITS = {"form": "pending", "upload": "uploads"}


def picture(colour: str = "peru", *, form: str = "JPEG") -> bytes:
    """Return a small picture of a face, with a corner of that colour."""
    head = face_alone().copy()
    head.paste(colour, (0, 0, 24, 24))
    return _file(head, form)


def blank(colour: str = "peru", *, side: int = 32, form: str = "JPEG") -> bytes:
    """Return a picture of one colour."""
    return _file(Image.new("RGB", (side, side), colour), form)


def dim() -> bytes:
    """Return the picture of a face in far too little light."""
    return _file(face_alone().point(lambda level: level * 3 // 10), "JPEG")


def _file(image: Image.Image, form: str) -> bytes:
    """Return the picture as a file with the canary in its EXIF data."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = CANARY
    file = BytesIO()
    image.save(file, form, exif=exif)
    return file.getvalue()


@cache
def face_alone() -> Image.Image:
    """Return the face of the portrait, 160 pixels wide and high."""
    from skimage.data import astronaut

    return Image.fromarray(astronaut()).crop((144, 36, 304, 196))


def named(photo: bytes, name: str = f"{CANARY}.jpg") -> BytesIO:
    """Return the photo as a file with a name."""
    file = BytesIO(photo)
    file.name = name
    return file


def send(phone: Any, photo: bytes, **fields: str) -> Any:
    """Analyze a photo that is sent with the request."""
    return phone.upload(ANALYZE, photo=named(photo), **fields)


def upload(phone: Any, photo: bytes, *, content_type: str = "image/jpeg") -> str:
    """Upload a photo with the form that the service offers; return its id."""
    upload_request = {"contentType": content_type, "size": len(photo) or 1}
    offer = phone.post("/skin/photos", upload_request).json()
    key = offer["fields"]["key"]
    clients.s3().put_object(
        Bucket=settings.S3_BUCKET_NAME, Key=key, Body=photo, ContentType=content_type
    )
    return str(offer["photoId"])


def measure(phone: Any, photo_id: str, **fields: Any) -> Any:
    """Analyze a photo that was uploaded before."""
    return phone.post(f"/skin/photos/{photo_id}/analyze", fields)


def measure_as_before(phone: Any, photo_id: str, **fields: Any) -> Any:
    """Analyze a photo that was uploaded before, at the address and as phones did at first."""
    return phone.post(ANALYZE, {"photoId": photo_id, **fields})


def request(phone: Any, photo: bytes, way: str, **fields: str) -> Callable[[], Any]:
    """Return a function that sends the same request each time; give `fields` as in a form."""
    if way == "form":
        return lambda: send(phone, photo, **fields)
    photo_id = upload(phone, photo)
    flags = {name: value == "true" for name, value in fields.items() if name == "keepPhoto"}
    return lambda: measure(phone, photo_id, **fields | flags)


def bucket_names(phone: Any) -> list[str]:
    """Return the names of her photos in the bucket, such as "uploads/<photoId>"."""
    found = []
    for kind in ("uploads", "pending", "kept"):
        prefix = f"{kind}/{phone.user_id}/"
        listed = clients.s3().list_objects_v2(Bucket=settings.S3_BUCKET_NAME, Prefix=prefix)
        found += [
            f"{kind}/{item['Key'].removeprefix(prefix)}" for item in listed.get("Contents", ())
        ]
    return found


def bucket_content(phone: Any) -> dict[str, bytes]:
    """Return the plain content of her objects in the bucket, by name."""
    found = {}
    for name in bucket_names(phone):
        key = name.replace("/", f"/{phone.user_id}/")
        is_upload = name.startswith("uploads/")
        found[name] = (
            objects.get(key=key) if is_upload else photos.get(user_id=phone.user_id, key=key)
        )
    return found


def history(phone: Any) -> list[dict[str, Any]]:
    """Return her scans."""
    answer = phone.get(f"/skin/user/{phone.user_id}?limit=100")
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def bucket_faults(*plan: Fault) -> AbstractContextManager[list[str]]:
    """Give the next attempts at the bucket these faults."""
    return store_faults(*plan, client=clients.s3())
