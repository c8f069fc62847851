"""What every request to the preview has to be, and what every answer says of itself.

A page of another site can make a browser ask this machine, and a name of that site can be made to point at it (DNS
rebinding): a request that does not name this machine in its Host header is refused (RFC 9110, 15.5.20).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Names of this machine that a browser may call it by.
NAMES: Final = ("localhost", "127.0.0.1", "[::1]")

_METHODS: Final = ("GET", "HEAD")

#: What browsers say of a request that a page of another site has made them send (Fetch Metadata); links are followed.
_ELSEWHERE: Final = (b"cross-site", b"same-site")

_HEADERS: Final = (
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)

#: Of answers that say nothing of it themselves: nothing may be loaded, run or framed.
_POLICY: Final = b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
#: Of pages, which say the rest in their heads: the one thing that cannot be said there (CSP 3, 3.3).
PAGE_POLICY: Final = "frame-ancestors 'none'"


class Guard:
    """Lets through what asks this machine by its own name, and only asks.

    Args:
        app: what answers.
        port: where the server listens.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        ports = ("", f":{port}") if port == 80 else (f":{port}",)  # browsers leave out the port of http
        self._hosts = frozenset(f"{name}{end}".encode() for name in NAMES for end in ports)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            return
        told = {name: value.lower() for name, value in scope["headers"]}
        asked = [value.lower() for name, value in scope["headers"] if name == b"host"]

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_own(list(message["headers"]))
            await send(message)

        if len(asked) != 1 or asked[0] not in self._hosts:
            await _refuse(send_guarded, 421, "This server answers only to localhost, 127.0.0.1 and [::1].")
        elif self._from_elsewhere(told):
            await _refuse(send_guarded, 403, "A page of another site has asked for this.")
        elif scope["method"] not in _METHODS:
            await _refuse(send_guarded, 405, "This server only shows pages.", (b"allow", b"GET, HEAD"))
        else:
            await self._app(scope, receive, send_guarded)

    def _from_elsewhere(self, told: Mapping[bytes, bytes]) -> bool:
        """Whether a page of another site has made the browser ask, other than by a link that was followed.

        Browsers say so in Fetch Metadata; older ones name at least the page's origin when a script asks.
        """
        if told.get(b"sec-fetch-site") in _ELSEWHERE and told.get(b"sec-fetch-mode") != b"navigate":
            return True
        origin = told.get(b"origin")
        return origin is not None and origin.removeprefix(b"http://") not in self._hosts


def _with_own(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    if all(name.lower() != b"content-security-policy" for name, _ in headers):
        headers.append((b"content-security-policy", _POLICY))
    return [*headers, *_HEADERS]


async def _refuse(send: Send, status: int, why: str, *headers: tuple[bytes, bytes]) -> None:
    body = f"{why}\n".encode()
    about = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *headers]
    start: dict[str, Any] = {"type": "http.response.start", "status": status, "headers": about}
    await send(start)
    await send({"type": "http.response.body", "body": body})
