"""The memory and time that the cleaning of a photo takes, each in a process of its own.

    python -m tests.support.photo_memory [FILE...]

prints a table: of large pictures made here, or of the files. tracemalloc does not see what the
decoders allocate, so the kernel's peak of the process counts.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PIL import Image, ImageFilter

from tests.support.images import encoded

ROOT = Path(__file__).parents[2]
# Sides of photos: 12 megapixels, an iPhone's 48, and the largest of phones that say 64.
SIZES = {"12 MP": (4032, 3024), "48 MP": (8064, 6048), "64 MP": (9280, 6920)}
CHILD = """
import sys, time
from pathlib import Path
from skin.domain.image_errors import UnsupportedImage
from skin.domain.photo import clean_photo
from tests.support.images import encoded, quarters

def kept(name):
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(name))

clean_photo(data=encoded(quarters(), "JPEG"))  # loads Pillow
data = Path(sys.argv[1]).read_bytes()
before, began = kept("VmRSS:"), time.process_time()
try:
    photo = clean_photo(data=data)
    result = f"{photo.width}x{photo.height}"
except UnsupportedImage as error:
    result = error.code
print(kept("VmHWM:") - before, time.process_time() - began, result)
"""


class Cleaning(NamedTuple):
    """The peak above what the process had before, the seconds of CPU, and the size or code."""

    megabytes: int
    seconds: float
    result: str


def clean_in_child(photo: Path) -> Cleaning:
    """Clean the photo in a new process."""
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, str(photo)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    megabytes, seconds, result = ended.stdout.split()
    return Cleaning(int(megabytes), float(seconds), result)


def grain(size: tuple[int, int]) -> Image.Image:
    """Return a picture of soft colours with grain, which a JPEG compresses about as a photo."""
    noise = Image.effect_noise((1024, 1024), 40).filter(ImageFilter.GaussianBlur(1))
    tile = Image.merge("RGB", [noise, noise.rotate(90), noise.rotate(180)])
    picture = Image.new("RGB", size)
    for left in range(0, size[0], 1024):
        for top in range(0, size[1], 1024):
            picture.paste(tile, (left, top))
    return picture


def _write_samples(folder: Path) -> list[Path]:
    ways: dict[str, dict[str, object]] = {
        "baseline": {},
        "progressive": {"progressive": True},
        "progressive 4:4:4": {"progressive": True, "subsampling": 0},
    }
    for name, size in SIZES.items():
        picture = grain(size)
        for way, how in ways.items():
            (folder / f"{name} {way}.jpg").write_bytes(encoded(picture, "JPEG", quality=70, **how))
    largest = grain((5000, 5000)).convert("RGBA")
    largest.putalpha(largest.getchannel("R"))
    (folder / "25 MP.png").write_bytes(encoded(largest, "PNG", compress_level=1))
    (folder / "25 MP.webp").write_bytes(encoded(largest, "WEBP", quality=50, method=0))
    return sorted(folder.iterdir())


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as folder:
        photos = [Path(name) for name in sys.argv[1:]] or _write_samples(Path(folder))
        for photo in photos:
            megabytes, seconds, result = clean_in_child(photo)
            size = photo.stat().st_size / 1e6
            print(
                f"{photo.name:30} {size:5.1f} MB {megabytes:5} MB more {seconds:6.2f} s  {result}"
            )


if __name__ == "__main__":
    main()
