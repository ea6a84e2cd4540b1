"""The sandbox's control interface: what a phone and a person in front of it would do."""

import os

import requests

URL = os.environ.get("KUMQUAT_SANDBOX_URL", "http://127.0.0.1:8090").rstrip("/")


def call(method, path, /, **body):
    answer = requests.request(method, f"{URL}/sandbox/{path}", json=body or None, timeout=30)
    if answer.status_code != 200:
        raise RuntimeError(f"{method} /sandbox/{path}: {answer.status_code} {answer.text}")
    return answer.json()


def apps():
    return call("GET", "apps")["apps"]


def merchant():
    return call("GET", "merchant")


def user(name, **profile):
    return call("POST", "users", name=name, **profile)


def wx_login(name, appid):
    """What `wx.login` gives on that user's phone."""
    return call("POST", "code", user=name, appid=appid)["code"]


def get_phone_number(name, appid):
    """What `<button open-type="getPhoneNumber">` gives: encrypted under the session key."""
    return call("POST", "encrypt", user=name, appid=appid, kind="phone")


def request_payment(name, arguments):
    """What `wx.requestPayment` does; the callback has been answered when this comes back."""
    return call("POST", "pay", user=name, **arguments)


def subscribe(name, appid, template_id):
    """The user taps 允许 when `wx.requestSubscribeMessage` asks."""
    return call("POST", "subscribe", user=name, appid=appid, template_id=template_id)


def messages():
    return call("GET", "messages")["messages"]


def codes():
    """What a phone would read from the mini-program codes made, the newest first."""
    return call("GET", "codes")["codes"]


def sms_account():
    return call("GET", "sms/account")


def sms(mobile):
    return call("GET", f"sms?mobile={mobile}")["messages"]


def accept_transfer(out_bill_no):
    """What `wx.requestMerchantTransfer` does when the user accepts."""
    return call("POST", f"transfers/{out_bill_no}/confirm")


def move_clock(seconds):
    return call("POST", "clock", advance_seconds=seconds)


def fault(**step):
    """The next call, or callback, goes wrong in that way."""
    return call("POST", "faults", **step)
