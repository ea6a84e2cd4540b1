"""What our processes and the peers believe: signed identities and tokens."""

import base64
import hmac
import json
import os
import subprocess
import time

from . import settings

KEY = os.urandom(32)
DATA_KEYS = "bench:" + base64.b64encode(os.urandom(32)).decode()
# Identities of the test data, and the accounts of the same numbers.
FIRST = 1_000_000_000
SECRET = "bench-" + os.urandom(16).hex()


def base64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def openid(iid):
    return f"oBench{iid:022d}"


def unionid(iid):
    return f"uBench{iid:022d}"


def claims(iid, oper=1):
    return {
        "iid": iid,
        "sid": f"session{iid:015d}",
        "app": 1,
        "oper": oper,
        "openid": openid(iid),
        "unionid": unionid(iid),
        "uid": iid,
    }


def packed(value):
    return base64url(json.dumps(value, separators=(",", ":")).encode())


def operator(number, merchant):
    """Staff of a merchant, as the gateway lets a service know them."""
    return packed(
        {"id": f"o:{number}", "name": f"店员{number}", "duties": ["clerk"], "merchants": [merchant]}
    )


def signed(method, target, iid, body=None, oper=1, staff=None):
    """A request as the gateway sends it to a service, of a person or of a merchant's `staff`. It is
    good for 30 seconds around its time, which is put forward, so that there is time to send many."""
    identity = "" if staff else packed(claims(iid, oper))
    timestamp = str(int(time.time()) + 20)
    request_id = f"{iid:032x}"
    lines = ["1", method, target, request_id, timestamp, identity]
    lines += [f"operator:{staff}"] if staff else []
    signature = base64url(hmac.digest(KEY, "\n".join(lines).encode(), "sha256"))
    head = (
        f"{method} {target} HTTP/1.1\r\nHost: service\r\nX-Request-Id: {request_id}\r\n"
        f"X-Kumquat-Identity: {identity}\r\nX-Kumquat-Timestamp: {timestamp}\r\n"
        f"X-Kumquat-Signature: {signature}\r\n"
    )
    if staff:
        head += f"X-Kumquat-Operator: {staff}\r\n"
    if body is None:
        return head + "\r\n"
    kind = "json" if body.startswith("{") else "x-www-form-urlencoded"
    return (
        f"{head}Content-Type: application/{kind}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    )


def hs256(iid, lifetime=3600):
    header = base64url(b'{"alg":"HS256","typ":"JWT"}')
    payload = {**claims(iid), "exp": int(time.time()) + lifetime}
    text = f"{header}.{base64url(json.dumps(payload, separators=(',', ':')).encode())}"
    return f"{text}.{base64url(hmac.digest(SECRET.encode(), text.encode(), 'sha256'))}"


class Ed25519:
    """A key of auth's, and tokens as auth makes them, by openssl."""

    def __init__(self):
        self.key = settings.WORK / "ed25519.pem"
        self.text = settings.WORK / "token.txt"
        subprocess.run(
            ["openssl", "genpkey", "-algorithm", "ed25519", "-out", str(self.key)], check=True
        )
        public = subprocess.run(
            ["openssl", "pkey", "-in", str(self.key), "-pubout", "-outform", "DER"],
            check=True,
            capture_output=True,
        ).stdout
        # SubjectPublicKeyInfo ends in the 32 octets of the key (RFC 8410).
        self.jwks = {
            "keys": [
                {
                    "kty": "OKP",
                    "crv": "Ed25519",
                    "use": "sig",
                    "alg": "EdDSA",
                    "kid": "bench",
                    "x": base64url(public[-32:]),
                }
            ]
        }

    def token(self, iid):
        header = base64url(b'{"alg":"EdDSA","typ":"JWT","kid":"bench"}')
        found = claims(iid)
        now = int(time.time())
        found.update(sub=str(found.pop("iid")), iss="kumquat", aud="kumquat")
        found.update(iat=now, nbf=now, exp=now + 3600)
        text = f"{header}.{base64url(json.dumps(found, separators=(',', ':')).encode())}"
        self.text.write_text(text)
        command = ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", str(self.key)]
        command += ["-in", str(self.text)]
        signature = subprocess.run(command, check=True, capture_output=True).stdout
        return f"{text}.{base64url(signature)}"


def environment(home, **more):
    """The settings of one of our processes: production, one loop, and only its errors logged,
    as nginx and HAProxy log nothing here."""
    return {
        "KUMQUAT_ENV": "production",
        "KUMQUAT_HOME": str(home),
        "KUMQUAT_INTERNAL_KEYS": base64.b64encode(KEY).decode(),
        "KUMQUAT_DATA_KEYS": DATA_KEYS,
        "KUMQUAT_PUBLIC_URL": "https://bench.invalid",
        "KUMQUAT_LOOPS": "1",
        "KUMQUAT_LOG_LEVEL": "warning",
        **more,
    }
