"""The security headers that every response carries, errors and static files included."""

from flask import Flask, g
from flask.wrappers import Response

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
}
_WITH_CAMERA = ALWAYS["Permissions-Policy"].replace("camera=()", "camera=(self)")


KEPT_SECONDS = 600  # styles, fonts and pictures; a sitting ends by telling the browser to forget them


def send_always(app: Flask) -> None:
    """Have *app* send the headers with every response; pages and app data are never kept by a browser."""
    app.after_request(_with_headers)


def allow_camera() -> None:
    """Let the page that answers this request ask for the camera; the person still has to say yes."""
    g.camera = True


def _with_headers(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers[name] = value
    if g.get("camera"):
        response.headers["Permissions-Policy"] = _WITH_CAMERA
    if response.mimetype in ("text/html", "application/json", "application/pdf", "application/jose"):
        response.headers["Cache-Control"] = "no-store"
    elif response.status_code == 200:
        response.headers["Cache-Control"] = f"max-age={KEPT_SECONDS}"
    return response
