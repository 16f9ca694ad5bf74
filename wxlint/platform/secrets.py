"""Secrets that belong on a server: how fields that hold one are called, and what cloud keys look like.

Sources: [security] the platform's security guide, which forbids AppSecret and other keys in a mini-program's
code; [login] its server interface code2Session, whose parameter is `secret`; [ali] Alibaba Cloud: AccessKey
pairs, and STS AssumeRole; [tencent] Tencent Cloud CAM: API keys (`SecretId`, `SecretKey`), and STS; [aws] AWS
IAM: unique identifiers and their prefixes. Lengths are those of the samples in these documents, where public
scanners for leaked keys agree on them.
"""

from __future__ import annotations

#: Ends of the names, in lower case and without `_` and `-`, of fields that hold a secret: `appSecret`,
#: `app_secret`, `client-secret`, `accessKeySecret`, `secretKey`. [security] [login] [ali] [tencent]
SECRET_NAMES = ("secret", "secretkey")

#: Likewise, of fields that hold the name of a key pair. Alone it opens nothing. [ali] [tencent]
KEY_ID_NAMES = ("secretid", "accesskeyid")

#: What the names of key pairs look like, temporary ones too, as a regular expression each.
#: [ali] `LTAI…` (16 or 24 characters), `STS.…`; [tencent] `AKID…`; [aws] `AKIA…`, `ASIA…`
KEY_ID_SHAPES = (
    r"\bLTAI[0-9A-Za-z]{12}(?:[0-9A-Za-z]{8})?\b",
    r"\bSTS\.[0-9A-Za-z]{20,}",
    r"\bAKID[0-9A-Za-z_-]{32,}",
    r"\bA[KS]IA[0-9A-Z]{16}\b",
)

#: Words in values that stand for a secret that is still to be filled in, in lower case.
PLACEHOLDERS = ("xxx", "your", "example", "placeholder", "secret", "test", "demo", "todo")
