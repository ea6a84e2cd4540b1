"""Files of commerce with many rows of each kind: merchants at the same density, a good of each, and
as many orders, each with a voucher, twenty to a buyer. Keywords are not in them."""

import math
import random
import sqlite3
import time

from . import files, signing

PER_SQUARE_KILOMETRE = 20
# Of the merchants, which are east and north of it: Chengdu.
SOUTH, WEST = 30_000_000, 104_000_000
DEGREE_KILOMETRES = 111.195
COUNTY, CITY = 510_107, 510_100
CATEGORIES = 100
ORDERS_OF_A_BUYER = 20
PIECES = 1_000_000_000
DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)


def file(size):
    return files.made("commerce", size, fill)


def buyers(size):
    return size // ORDERS_OF_A_BUYER


def buyer(number):
    return signing.FIRST + number


def code(number):
    """A voucher's digits, the check digit among them."""
    digits, interim = f"{number * 7_919 + 10_000_000_000:011d}", 0
    for digit in digits:
        interim = int(DAMM[interim][int(digit)])
    return f"{digits}{interim}"


def place(number, size):
    """Longitude and latitude of a merchant in millionths of a degree, evenly over a square."""
    kilometres = math.sqrt(size / PER_SQUARE_KILOMETRE)
    across = kilometres / DEGREE_KILOMETRES / math.cos(math.radians(SOUTH / 1e6 + 1)) * 1e6
    up = kilometres / DEGREE_KILOMETRES * 1e6
    # Multiples of two irrational numbers fill a square without heaps or gaps.
    x, y = (0.7548776662 * number) % 1, (0.5698402910 * number) % 1
    return WEST + int(x * across), SOUTH + int(y * up)


def spread_bits(value):
    """Every digit with a zero before it: the cells of decision 0031."""
    for shift, mask in (
        (16, 0x0000_FFFF_0000_FFFF),
        (8, 0x00FF_00FF_00FF_00FF),
        (4, 0x0F0F_0F0F_0F0F_0F0F),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555),
    ):
        value = (value | value << shift) & mask
    return value


def fill(db, size):
    at = int((time.time() - 86_400) * 1000)
    draw = random.Random(2)
    fill_catalogue(db, size, at, draw)
    fill_orders(db, size, at, draw)
    db.execute("UPDATE id_sequence SET last = ?", (10 * size,))


def insert(db, table, rows):
    """Rows as dictionaries with the same names."""
    rows = iter(rows)
    first = next(rows)
    names = ", ".join(first)
    statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(first))})"
    db.execute(statement, list(first.values()))
    db.executemany(statement, (list(row.values()) for row in rows))


def picture(draw):
    return f"{draw.getrandbits(128):032x}.jpg"


def fill_catalogue(db, size, at, draw):
    insert(
        db,
        "category",
        (
            {
                "id": number,
                "ref": f"c{number}",
                "parent": number // 10 if number >= 10 else None,
                "name": f"类目{number}",
                "icon": "",
                "place": number,
                "is_on": 1,
                "changed": at,
            }
            for number in range(1, CATEGORIES + 1)
        ),
    )
    insert(db, "merchant", (merchant(number, size, at, draw) for number in range(1, size + 1)))
    # City -1 counts all of them.
    for city in (CITY, -1):
        db.execute(
            "INSERT INTO merchant_count (city, category, merchants)"
            " SELECT ?, category, count(*) FROM merchant GROUP BY category",
            (city,),
        )
    insert(db, "goods", (goods(number, at, draw) for number in range(1, size + 1)))
    insert(
        db,
        "goods_picture",
        (
            {"goods": number, "place": place, "file": picture(draw)}
            for number in range(1, size + 1)
            for place in (1, 2)
        ),
    )


def merchant(number, size, at, draw):
    lng, lat = place(number, size)
    shown = picture(draw)
    return {
        "id": number,
        "ref": f"m{number}",
        "oper": 1,
        "category": 1 + number % CATEGORIES,
        "name": f"第{number}家小店",
        "brand": "金桔小店",
        "region": 1,
        "address": f"成都市天府大道{number % 2000}号",
        "county": COUNTY,
        "city": CITY,
        "lng": lng,
        "lat": lat,
        "band": (lat + 90_000_000) // 10_000,
        "cell": spread_bits(lng + 180_000_000) | spread_bits(lat + 90_000_000) << 1,
        "opens": 36_000,
        "closes": 79_200,
        "logo": shown,
        "picture": shown,
        "description": "开了二十年的老店，欢迎街坊邻居常来坐坐。",
        "contact": "王老板",
        "phone": "028-88888888",
        "is_on": 1,
        "created": at,
        "changed": at,
    }


def goods(number, at, draw):
    shown = picture(draw)
    return {
        "id": number,
        "ref": f"g{number}",
        "merchant": number,
        "name": f"双人套餐{number}",
        "description": "两荤两素一汤，米饭管够；提前一天预约，节假日通用。",
        "market_price": 12_800,
        "price": 8_800,
        "starts_on": 0,
        "ends_on": 40_000,
        "opens": 36_000,
        "closes": 79_200,
        "picture": shown,
        "thumbnail": shown,
        "buy_info": "每桌限用一张，不找零，不外带。",
        "is_on": 1,
        "stock": PIECES,
        "per_user": None,
        "refunds_expired": 1,
        "sell_number": 1,
        "created": at,
        "changed": at,
    }


def fill_orders(db, size, at, draw):
    insert(db, "orders", (order(number, size, at, draw) for number in range(1, size + 1)))
    insert(
        db,
        "voucher",
        (
            {
                "id": number,
                "code": code(number),
                "order_id": number,
                "place": 1,
                "merchant": number,
                "state": "open",
            }
            for number in range(1, size + 1)
        ),
    )
    insert(
        db,
        "order_event",
        (
            {"id": number, "order_id": number, "at": at, "kind": "placed", "who": "", "detail": ""}
            for number in range(1, size + 1)
        ),
    )


def order(number, size, at, draw):
    shown = f"https://bench.invalid/media/commerce/{picture(draw)}"
    uid = buyer(number % buyers(size))
    return {
        "id": number,
        "number": f"020260101{number * 7_919 % 1_000_000_000_000:012d}",
        "uid": uid,
        "user_name": f"用户{uid}",
        "mobile_tail": f"{uid % 10_000:04d}",
        "mobile": b"",
        "oper": 1,
        "merchant": number,
        "merchant_name": f"第{number}家小店",
        "goods": number,
        "goods_name": f"双人套餐{number}",
        "goods_pic": shown,
        "goods_thumb": shown,
        "price": 8_800,
        "pieces": 1,
        "amount": 8_800,
        "valid_from": 0,
        "valid_until": 40_000,
        "refunds_expired": 1,
        "takes_stock": 1,
        "state": 4,
        "created_at": at,
        "expires_at": at + 1_800_000,
        "changed_at": at,
        "paid_at": at,
        "payment": f"KC{number}",
        "redeemed": 0,
        "locked": 0,
        "refunded": 0,
        "refunded_amount": 0,
    }


def bought(path, size, answers, more):
    """What is wrong with a file after so many orders; None for nothing."""
    db = sqlite3.connect(path)
    (orders,) = db.execute("SELECT count(*) FROM orders WHERE state = 1").fetchone()
    (taken,) = db.execute("SELECT coalesce(sum(pieces), 0) FROM goods_taken").fetchone()
    (noted,) = db.execute("SELECT count(*) FROM stock_entry").fetchone()
    (left,) = db.execute("SELECT sum(? - stock) FROM goods", (PIECES,)).fetchone()
    (placed,) = db.execute("SELECT coalesce(sum(placed), 0) FROM order_day").fetchone()
    (jobs,) = db.execute("SELECT count(*) FROM job WHERE kind = 'commerce.order.close'").fetchone()
    db.close()
    if not answers <= orders <= answers + more:
        return f"{answers} answers, {orders} orders"
    if not orders == taken == noted == left == placed == jobs:
        return f"{orders} orders, {taken}, {noted}, {left}, {placed}, {jobs}"
    return None


def redeemed(path, size, answers, more):
    """The same after so many redemptions."""
    db = sqlite3.connect(path)
    (vouchers,) = db.execute("SELECT count(*) FROM voucher WHERE state = 'redeemed'").fetchone()
    (orders,) = db.execute("SELECT sum(redeemed) FROM orders").fetchone()
    (day,) = db.execute("SELECT coalesce(sum(redeemed), 0) FROM order_day").fetchone()
    (trail,) = db.execute("SELECT count(*) FROM trail WHERE what = 'voucher.redeem'").fetchone()
    (jobs,) = db.execute("SELECT count(*) FROM job WHERE kind = 'commerce.order.ship'").fetchone()
    db.close()
    if not answers <= vouchers <= answers + more:
        return f"{answers} answers, {vouchers} vouchers"
    if not vouchers == orders == day == trail == jobs:
        return f"{vouchers} vouchers, {orders}, {day}, {trail}, {jobs}"
    return None
