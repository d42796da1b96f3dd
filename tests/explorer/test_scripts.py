"""The scripts of the pages: a few fixed texts, which the server allows by their hashes."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from crosswalk.explorer.door import Door
from crosswalk.explorer.ui import scripts
from tests.explorer.running import run_to_end
from tests.support import ROOT

PACKAGE = ROOT / "crosswalk"


def policy() -> str:
    """Return the policy that the server sends with a page."""
    sent = []

    async def nothing():
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    async def page(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost")]}
    run_to_end(Door(page, ["localhost"])(scope, nothing, send))
    return dict(sent[0]["headers"])[b"content-security-policy"].decode()


def test_every_script_is_allowed_and_six_in_all() -> None:
    sent = policy()
    for text in scripts.texts():
        assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in sent
    assert sent.count("'sha256-") == 6  # four of ours, one of Streamlit and one of the editor


def test_scripts_stand_in_one_module() -> None:
    users = [path for path in PACKAGE.rglob("*.py") if "unsafe_allow_javascript" in path.read_text(encoding="utf-8")]
    assert users == [Path(scripts.__file__)]


def test_what_varies_is_data(monkeypatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(scripts.st, "html", lambda text, **_: drawn.append(text))
    scripts.run(scripts.OPENED, count='1"></script><script>alert(1)</script>')
    [text] = drawn
    assert text.count("<script") == text.count("</script>") == 1
    assert text.endswith(scripts.texts()[2] + "</script>")
