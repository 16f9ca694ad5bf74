"""A secret that is written into the mini-program and travels in a request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wxlint.judge.rule import Finding, Message, Place, Program, Rule
from wxlint.model.carried import Carried, carried
from wxlint.platform.secrets import KEY_ID_NAMES, KEY_ID_SHAPES, PLACEHOLDERS, SECRET_NAMES

MESSAGE = Message(
    zh="{name} 的值是写死在代码里的密钥",
    en="the value of {name} is a secret that is hard-coded in the mini-program",
    zh_details="小程序的代码包谁都能解开，请求谁都能抓到：拿到密钥的人可以冒用你的小程序或云账号。"
    "请把它放到自己的服务器上，由服务器去调用；已经发布过的密钥，请马上到后台重置。",
    en_details="Anyone can unpack a mini-program and read its requests, and with the secret act as your "
    "mini-program or your cloud account. Keep it on your own server and let that server make the call. If "
    "it was ever published, reset it now.",
)
KEY = re.compile(r"[0-9A-Za-z+/=_.~-]{8,}")
SHAPES = re.compile("|".join(KEY_ID_SHAPES))


def is_key(value: str) -> bool:
    """Whether a text may be a real key: letters and digits mixed, and none that is still to be filled in."""
    lowered = value.lower()
    mixed = re.search("[a-z]", lowered) and re.search("[0-9]", lowered) and len(set(lowered)) > 5
    return bool(KEY.fullmatch(value) and mixed) and not any(word in lowered for word in PLACEHOLDERS)


def found(field: Carried) -> tuple[Place | None, bool] | None:
    """Where the secret is written, and whether it is the secret itself and not the name of a key pair."""
    name, value = re.sub("[_-]", "", field.name.lower()), field.text.known
    if value is not None and is_key(value) and name.endswith((*SECRET_NAMES, *KEY_ID_NAMES)):
        return field.text.written or field.text.parts[0].place, name.endswith(SECRET_NAMES)
    shaped = (part.place for part in field.text.parts if part.text and SHAPES.search(part.text))
    return next(((place, False) for place in shaped), None)


class ClientSecret(Rule):
    id = "client-secret"
    level = "error"

    def check(self, program: Program) -> Iterator[Finding]:
        for request in program.requests:
            for field in carried(request):
                secret = found(field)
                if secret is None:
                    continue
                place = secret[0] or request.name
                # The name of a key pair opens nothing alone: its secret may well be on the server.
                sure = request.confidence if secret[1] else "likely"
                related, name = request.sent_from(place), field.name or "data"
                yield self.finding(place, MESSAGE, confidence=sure, related=related, name=name)
