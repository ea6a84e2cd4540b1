"""Public SDKs with no setting changed, by the names that they have built in.

    export HTTPS_PROXY=http://127.0.0.1:8093 REQUESTS_CA_BUNDLE=/path/to/ca.pem
    python unchanged.py

The sandbox is their proxy: what goes to WeChat's names ends there.
"""

import json
import uuid

import sandbox
from wechatpayv3 import WeChatPay, WeChatPayType
from wechatpy.client import WeChatClient
from wechatpy.crypto import WeChatWxaCrypto


def check(condition, what):
    if not condition:
        raise SystemExit(f"not as expected: {what}")


app, merchant = sandbox.apps()[0], sandbox.merchant()
sandbox.user("lily", nickname="莉莉", phone="13900139000")

# wechatpy: api.weixin.qq.com
mini = WeChatClient(app["appid"], app["secret"])
session = mini.wxa.code_to_session(sandbox.wx_login("lily", mini.appid))
print(f"- logged in: openid {session['openid']}")
encrypted = sandbox.get_phone_number("lily", mini.appid)
crypto = WeChatWxaCrypto(session["session_key"], encrypted["iv"], mini.appid)
phone = crypto.decrypt_message(encrypted["encryptedData"])["purePhoneNumber"]
check(phone == "13900139000", phone)
check(mini.fetch_access_token()["expires_in"] > 0, "no access token")
print("- an access token")

# wechatpayv3: api.mch.weixin.qq.com
pay = WeChatPay(
    wechatpay_type=WeChatPayType.MINIPROG,
    mchid=merchant["mchid"],
    private_key=merchant["private_key"],
    cert_serial_no=merchant["serial_no"],
    appid=app["appid"],
    apiv3_key=merchant["apiv3_key"],
    notify_url="http://127.0.0.1:1/callbacks",
    public_key=merchant["platform"]["public_key"],
    public_key_id=merchant["platform"]["public_key_id"],
)
number = uuid.uuid4().hex
status, text = pay.pay(
    description="金桔", out_trade_no=number, amount={"total": 100}, payer={"openid": session["openid"]}
)
check(status == 200, text)
sandbox.call("POST", "pay", user="lily", prepay_id=json.loads(text)["prepay_id"])
status, text = pay.query(out_trade_no=number)
check(status == 200 and json.loads(text)["trade_state"] == "SUCCESS", text)
print(f"- paid and asked about: {number}")
print("- all of it with no setting changed")
