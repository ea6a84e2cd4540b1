"""A small shop's back end on public SDKs, exactly as it would run against WeChat.

wechatpy speaks to the app interfaces, wechatpayv3 to WeChat Pay v3, Tencent Cloud's own SDK sends
SMS. Only the base URLs are not as in production.
"""

import json
import queue
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import wechatpayv3.core
from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.sms.v20210111.models import SendSmsRequest
from tencentcloud.sms.v20210111.sms_client import SmsClient
from wechatpayv3 import WeChatPay, WeChatPayType
from wechatpy.client import WeChatClient
from wechatpy.client.api import WeChatWxa
from wechatpy.crypto import WeChatWxaCrypto

import sandbox

# Base URLs; Tencent Cloud's SDK has a setting for it. wechatpy takes them from class attributes, but for one address that stands in a
# method; wechatpayv3 sets an attribute in its constructor, which a property overrides.
WeChatClient.API_BASE_URL = f"{sandbox.URL}/cgi-bin/"
WeChatWxa.API_BASE_URL = f"{sandbox.URL}/"
wechatpayv3.core.Core._gate_way = property(lambda core: sandbox.URL, lambda core, url: None)


class MiniProgram(WeChatClient):
    """The app interfaces of one mini-program."""

    def _fetch_access_token(self, url, params):
        return super()._fetch_access_token(
            url.replace("https://api.weixin.qq.com", sandbox.URL), params
        )

    def log_in(self, code):
        """openid and session key for what `wx.login` gave."""
        return self.wxa.code_to_session(code)

    def phone_number(self, session_key, encrypted):
        crypto = WeChatWxaCrypto(session_key, encrypted["iv"], self.appid)
        return crypto.decrypt_message(encrypted["encryptedData"])["purePhoneNumber"]


def wechat_pay(appid, merchant, notify_url, certificates=False):
    """WeChat Pay for a merchant: by its public key, or by the platform's certificates."""
    platform = merchant["platform"]
    by_key = {
        "public_key": platform["public_key"],
        "public_key_id": platform["public_key_id"],
    }
    return WeChatPay(
        wechatpay_type=WeChatPayType.MINIPROG,
        mchid=merchant["mchid"],
        private_key=merchant["private_key"],
        cert_serial_no=merchant["serial_no"],
        appid=appid,
        apiv3_key=merchant["apiv3_key"],
        notify_url=notify_url,
        **({} if certificates else by_key),
    )


def payment_arguments(pay, appid, prepay_id):
    """What the mini-program hands to `wx.requestPayment`."""
    timestamp, nonce = str(int(time.time())), uuid.uuid4().hex
    package = f"prepay_id={prepay_id}"
    return {
        "timeStamp": timestamp,
        "nonceStr": nonce,
        "package": package,
        "signType": "RSA",
        "paySign": pay.sign([appid, timestamp, nonce, package]),
    }


def send_sms(account, mobile, code):
    """A log-in code by SMS; gives the state that the cloud answers."""
    scheme, host = sandbox.URL.split("://")
    client = SmsClient(
        Credential(account["secret_id"], account["secret_key"]),
        account["region"],
        ClientProfile(httpProfile=HttpProfile(protocol=scheme, endpoint=host)),
    )
    request = SendSmsRequest()
    request.PhoneNumberSet = [f"+86{mobile}"]
    request.SmsSdkAppId = account["sdk_app_id"]
    request.SignName, request.TemplateId = "金桔", "1110"
    request.TemplateParamSet = [code]
    return client.SendSms(request).SendStatusSet[0].Code


class Callbacks:
    """Takes WeChat Pay's callbacks; the SDK verifies and decrypts them."""

    def __init__(self):
        self.verified, self.refused = queue.Queue(), queue.Queue()
        self.pay = None
        callbacks = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                accepted = callbacks.take(dict(self.headers), body)
                self.send_response(200 if accepted else 400)
                answer = {} if accepted else {"code": "FAIL", "message": "失败"}
                text = json.dumps(answer).encode()
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/notify"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, headers, body):
        event = self.pay.callback(headers, body)
        # wechatpayv3 leaves the age of a callback to its user.
        is_fresh = abs(time.time() - int(headers["Wechatpay-Timestamp"])) <= 300
        if not event or not is_fresh:
            self.refused.put(headers)
            return False
        self.verified.put(event)
        return True

    def next(self):
        return self.verified.get(timeout=20)

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
