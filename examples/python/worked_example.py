"""Walks through a shop's day against the sandbox: `python worked_example.py`.

Every step says what it does and stops with an error where the answer is not the expected one.
"""

import json
import sys
import uuid

import requests

import sandbox
from shop import Callbacks, MiniProgram, payment_arguments, send_sms, wechat_pay
from wechatpy.exceptions import WeChatClientException


def step(text):
    print(f"- {text}", flush=True)


def check(condition, what):
    if not condition:
        raise SystemExit(f"not as expected: {what}")


def answer(result, status=200):
    code, text = result
    check(code == status, f"{code} {text}")
    return json.loads(text) if text else {}


def log_in(mini, name):
    sandbox.user(name, nickname="莉莉", phone="13900139000")
    session = mini.log_in(sandbox.wx_login(name, mini.appid))
    step(f"logged in: openid {session['openid']}")
    phone = mini.phone_number(session["session_key"], sandbox.get_phone_number(name, mini.appid))
    check(phone == "13900139000", phone)
    step(f"decrypted the phone number: {phone}")
    try:
        mini.log_in("0no-such-code")
    except WeChatClientException as error:
        check(error.errcode == 40029, error)
        step("a wrong code is errcode 40029, as at WeChat")
    return session["openid"]


def reach(mini, name, openid):
    """A code to scan, a message, an SMS."""
    picture = mini.wxa.get_wxa_code_unlimited("shop=7", page="pages/index/index")
    check(picture.content[:2] == b"\xff\xd8", picture.content[:80])
    check(sandbox.codes()[0]["scene"] == "shop=7", sandbox.codes())
    step(f"made a mini-program code: {len(picture.content)} octets of JPEG")
    template = "kumquat-example-template"
    sandbox.subscribe(name, mini.appid, template)
    values = {"thing1": {"value": "金桔到了"}}
    mini.wxa.send_subscribe_message(openid, template, values)
    check(sandbox.messages()[0]["data"] == values, sandbox.messages())
    try:
        mini.wxa.send_subscribe_message(openid, template, values)
        check(False, "one consent is one message")
    except WeChatClientException as error:
        check(error.errcode == 43101, error)
    step("sent a subscribe message; a second one is errcode 43101")
    check(send_sms(sandbox.sms_account()["tencent"], "13900139000", "4370") == "Ok", "SMS")
    check(sandbox.sms("13900139000")[0]["params"] == ["4370"], sandbox.sms("13900139000"))
    step("sent an SMS through Tencent Cloud's SDK")


def buy(pay, callbacks, appid, name, openid):
    out_trade_no = uuid.uuid4().hex
    order = {
        "description": "金桔一斤",
        "out_trade_no": out_trade_no,
        "amount": {"total": 880, "currency": "CNY"},
        "payer": {"openid": openid},
    }
    prepay_id = answer(pay.pay(**order))["prepay_id"]
    step(f"placed the order: {prepay_id}")
    check(answer(pay.query(out_trade_no=out_trade_no))["trade_state"] == "NOTPAY", "unpaid")
    paid = sandbox.request_payment(name, payment_arguments(pay, appid, prepay_id))
    check(paid["trade_state"] == "SUCCESS", paid)
    event = callbacks.next()
    check(event["event_type"] == "TRANSACTION.SUCCESS", event)
    resource = event["resource"]
    check(resource["out_trade_no"] == out_trade_no, resource)
    check(resource["amount"]["total"] == 880, resource)
    step(f"received and verified the callback: transaction {resource['transaction_id']}")
    query = answer(pay.query(out_trade_no=out_trade_no))
    check(query["trade_state"] == "SUCCESS", query)
    check(query["transaction_id"] == resource["transaction_id"], query)
    step("the query says the same")
    return out_trade_no


def refund(pay, callbacks, out_trade_no):
    out_refund_no = uuid.uuid4().hex
    amount = {"refund": 300, "total": 880, "currency": "CNY"}
    answer(pay.refund(out_refund_no, amount, out_trade_no=out_trade_no, reason="少了三个"))
    sandbox.move_clock(60)
    event = callbacks.next()
    check(event["event_type"] == "REFUND.SUCCESS", event)
    check(event["resource"]["out_refund_no"] == out_refund_no, event)
    query = answer(pay.query_refund(out_refund_no))
    check(query["status"] == "SUCCESS" and query["amount"]["refund"] == 300, query)
    step("refunded a part; callback and query agree")


def send_red_packet(pay, callbacks, openid):
    out_bill_no = uuid.uuid4().hex
    bill = answer(
        pay.mch_transfer_bills(
            out_bill_no=out_bill_no,
            transfer_scene_id="1000",
            openid=openid,
            transfer_amount=100,
            transfer_remark="新会员有礼",
            transfer_scene_report_infos=[
                {"info_type": "活动名称", "info_content": "新会员有礼"},
                {"info_type": "奖励说明", "info_content": "注册会员抽奖"},
            ],
        )
    )
    check(bill["state"] == "WAIT_USER_CONFIRM", bill)
    sandbox.accept_transfer(out_bill_no)
    event = callbacks.next()
    check(event["resource"]["state"] == "SUCCESS", event)
    query = answer(pay.mch_transfer_bills_query(out_bill_no=out_bill_no))
    check(query["state"] == "SUCCESS", query)
    step("the user accepted a transfer; callback and query agree")


def survive_faults(pay, callbacks, appid, name, openid):
    """The same number again after a lost answer; a forged callback; the query has the truth."""
    sandbox.fault(path="/v3/pay/transactions/jsapi", kind="drop_after")
    order = {
        "description": "金桔一斤",
        "out_trade_no": uuid.uuid4().hex,
        "amount": {"total": 1, "currency": "CNY"},
        "payer": {"openid": openid},
    }
    try:
        pay.pay(**order)
        check(False, "the answer was to be lost")
    except requests.ConnectionError:
        pass
    prepay_id = answer(pay.pay(**order))["prepay_id"]
    step("an answer was lost; the same order number again gave the prepay_id")
    sandbox.fault(path="callback:payment", kind="forge_callback")
    sandbox.request_payment(name, payment_arguments(pay, appid, prepay_id))
    callbacks.refused.get(timeout=20)
    query = answer(pay.query(out_trade_no=order["out_trade_no"]))
    check(query["trade_state"] == "SUCCESS", query)
    step("a forged callback was refused; the query has the truth")


def main():
    app = sandbox.apps()[0]
    appid = app["appid"]
    merchant = sandbox.merchant()
    step(f"the sandbox at {sandbox.URL}: app {appid}, merchant {merchant['mchid']}")
    mini = MiniProgram(appid, app["secret"])
    openid = log_in(mini, "lili")
    reach(mini, "lili", openid)
    for certificates in [False, True]:
        # A merchant of today has the public key alone; one of before fetches certificates.
        sandbox.call("POST", "merchant", certificates=certificates)
        callbacks = Callbacks()
        pay = wechat_pay(appid, merchant, callbacks.url, certificates)
        callbacks.pay = pay
        step("WeChat Pay by " + ("platform certificates" if certificates else "its public key"))
        out_trade_no = buy(pay, callbacks, appid, "lili", openid)
        refund(pay, callbacks, out_trade_no)
        send_red_packet(pay, callbacks, openid)
        survive_faults(pay, callbacks, appid, "lili", openid)
        callbacks.stop()
    step("all of it as at WeChat")
    return 0


if __name__ == "__main__":
    sys.exit(main())
