"""Multipart forms for /skin/analyze and /me/imports, written byte by byte."""

FORM = "multipart/form-data; boundary=b"


PHOTO = ('name="photo"; filename="me.jpg"', b"no picture at all")


def part(disposition, content, *headers):
    lines = [f"Content-Disposition: form-data; {disposition}", *headers, "", ""]
    return "\r\n".join(lines).encode() + content + b"\r\n"


def form(*parts):
    return b"".join(b"--b\r\n" + part(*item) for item in parts) + b"--b--\r\n"


def analyze(phone, body, content_type=FORM):
    return phone.send("POST", "/skin/analyze", body, headers={"Content-Type": content_type})


def bring(phone, body, content_type=FORM, *, query=""):
    headers = {"Content-Type": content_type}
    return phone.send("POST", f"/me/imports{query}", body, headers=headers)


def file(name, content=b"x"):
    return f'name="{name}"; filename="f"', content


def field(name, content=b"x"):
    return f'name="{name}"', content
