"""What our processes and the peers believe: signed identities and tokens."""

import base64
import hmac
import json
import os
import subprocess
import time

from . import settings

KEY = os.urandom(32)
SECRET = "bench-" + os.urandom(16).hex()


def base64url(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def openid(iid):
    return f"oBench{iid:022d}"


def claims(iid):
    return {
        "iid": iid,
        "sid": f"session{iid:015d}",
        "app": 1,
        "oper": 1,
        "openid": openid(iid),
        "unionid": f"uBench{iid:022d}",
        "uid": iid,
    }


def signed(method, target, iid, body=None):
    """A request as the gateway sends it to a service. It is good for 30 seconds around its time,
    which is put forward, so that there is time to send many."""
    identity = base64url(json.dumps(claims(iid), separators=(",", ":")).encode())
    timestamp = str(int(time.time()) + 20)
    request_id = f"{iid:032x}"
    text = "\n".join(["1", method, target, request_id, timestamp, identity])
    signature = base64url(hmac.digest(KEY, text.encode(), "sha256"))
    head = (
        f"{method} {target} HTTP/1.1\r\nHost: points\r\nX-Request-Id: {request_id}\r\n"
        f"X-Kumquat-Identity: {identity}\r\nX-Kumquat-Timestamp: {timestamp}\r\n"
        f"X-Kumquat-Signature: {signature}\r\n"
    )
    if body is None:
        return head + "\r\n"
    return (
        f"{head}Content-Type: application/x-www-form-urlencoded\r\n"
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
        "KUMQUAT_PUBLIC_URL": "https://bench.invalid",
        "KUMQUAT_LOOPS": "1",
        "KUMQUAT_LOG_LEVEL": "warning",
        **more,
    }
