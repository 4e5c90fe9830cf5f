"""The door: who may come in. A password where one is set, and never a page of another name."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names of this machine: whoever comes by one of them needs no password."""

COOKIE = "twinladder"
PAUSE = 0.5
"""Seconds that a wrong password costs."""
LONGEST = 4_096
FORM = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Twinladder</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>body{{font:16px/1.5 system-ui,sans-serif;max-width:24em;margin:15vh auto;padding:0 18px;color:#16202c}}
input,button{{font:inherit;padding:8px 12px;width:100%;box-sizing:border-box;
margin:4px 0 12px}}</style></head>
<body><main><h1>Twinladder</h1><form method="post" action="{root}/enter"><p role="alert">{said}</p>
<label for="password">Password</label><input id="password" name="password" type="password" required autofocus
autocomplete="current-password"><button>Come in</button></form></main></body></html>"""


class Door:
    """ASGI middleware: lets in who has said the password, in this life of the server."""

    def __init__(self, app: Any, password: str) -> None:
        self.app = app
        self._password = password.encode()
        self._token = secrets.token_urlsafe(32)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass on, ask, or close."""
        if scope["type"] not in ("http", "websocket") or self._knows(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4401})
        elif scope["path"].endswith("/enter") and scope["method"] == "POST":
            await self._enter(scope, receive, send)
        elif scope["method"] in ("GET", "HEAD"):
            await _page(send, scope, 401, "")
        else:
            await _answer(send, 401, b"")

    def _knows(self, scope: Any) -> bool:
        header = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
        try:
            said = SimpleCookie(header).get(COOKIE)
        except Exception:  # a cookie that can't be read opens nothing
            return False
        return said is not None and hmac.compare_digest(said.value.encode(), self._token.encode())

    async def _enter(self, scope: Any, receive: Any, send: Any) -> None:
        said = parse_qs((await _body(receive)).decode("utf-8", "replace")).get("password", [""])[0]
        if not hmac.compare_digest(said.encode(), self._password):
            await asyncio.sleep(PAUSE)
            await _page(send, scope, 401, "That is not the password.")
            return
        root = scope.get("root_path", "")
        safe = "; Secure" if scope["scheme"] == "https" else ""
        cookie = f"{COOKIE}={self._token}; Path={root or '/'}; HttpOnly; SameSite=Strict{safe}"
        await _answer(send, 303, b"", [(b"location", f"{root}/".encode()), (b"set-cookie", cookie.encode())])


async def _body(receive: Any) -> bytes:
    body, more = b"", True
    while more and len(body) <= LONGEST:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body[:LONGEST]


async def _page(send: Any, scope: Any, status: int, said: str) -> None:
    text = FORM.format(said=said, root=scope.get("root_path", "")).encode()
    await _answer(send, status, text, [(b"content-type", b"text/html; charset=utf-8")])


async def _answer(
    send: Any, status: int, body: bytes, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    told = [*(headers or []), (b"cache-control", b"no-store"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": body})
