"""The form of areas.bin: borders as arcs that neighbours share. See docs/areas.md.

    magic "CNA2", varint scale exponent (5: units of 1e-5 degree)
    varint arcs; of each: varint points, then zig-zag varints dx dy of every point, the first one
        from the last point of the arc before
    varint units; of each: zig-zag varint code less the one before, varint arcs, and of each arc a
        zig-zag varint of its number less the one before
"""

from collections import Counter, defaultdict

from shapely import union_all
from shapely.geometry import LineString
from shapely.ops import polygonize

SCALE = 5


def varint(value):
    octets = bytearray()
    while value >= 0x80:
        octets.append(value & 0x7F | 0x80)
        value >>= 7
    octets.append(value)
    return octets


def zigzag(value):
    return varint(value * 2 if value >= 0 else -value * 2 - 1)


def rings(geometry):
    """Rings of whole numbers, without repeated points and without the last one."""
    for polygon in geometry.geoms:
        for ring in [polygon.exterior, *polygon.interiors]:
            points = [(round(x * 10**SCALE), round(y * 10**SCALE)) for x, y in ring.coords]
            kept = [p for i, p in enumerate(points[:-1]) if i == 0 or p != points[i - 1]]
            while len(kept) > 1 and kept[-1] == kept[0]:
                kept.pop()
            if len(kept) >= 3:
                yield kept


def cut(ring, nodes):
    """A ring cut at its nodes; one without begins at its smallest point."""
    places = [i for i, point in enumerate(ring) if point in nodes]
    if not places:
        start = ring.index(min(ring))
        turned = ring[start:] + ring[: start + 1]
        return [turned if turned[1] < turned[-2] else turned[::-1]]
    turned = ring[places[0]:] + ring[: places[0] + 1]
    arcs, arc = [], [turned[0]]
    for point in turned[1:]:
        arc.append(point)
        if point in nodes:
            arcs.append(arc)
            arc = [point]
    return arcs


def encode(units):
    outlines = {code: list(rings(geometry)) for code, geometry in units.items()}
    neighbours = defaultdict(set)
    for ring in (ring for many in outlines.values() for ring in many):
        for a, b in zip(ring, ring[1:] + ring[:1]):
            neighbours[a].add(b)
            neighbours[b].add(a)
    nodes = {point for point, others in neighbours.items() if len(others) != 2}
    numbers, arcs, members = {}, [], {}
    for code in sorted(outlines):
        used = []
        for ring in outlines[code]:
            for arc in cut(ring, nodes):
                arc = tuple(min(arc, arc[::-1]))
                if arc not in numbers:
                    numbers[arc] = len(arcs)
                    arcs.append(arc)
                used.append(numbers[arc])
        # An arc that a unit passes twice separates it from nothing.
        members[code] = sorted(arc for arc, times in Counter(used).items() if times % 2)
    octets = bytearray(b"CNA2") + varint(SCALE) + varint(len(arcs))
    x = y = 0
    for arc in arcs:
        octets += varint(len(arc))
        for point in arc:
            octets += zigzag(point[0] - x) + zigzag(point[1] - y)
            x, y = point
    octets += varint(len(members))
    last = 0
    for code, used in members.items():
        octets += zigzag(int(code) - last) + varint(len(used))
        last, before = int(code), 0
        for arc in used:
            octets += zigzag(arc - before)
            before = arc
    print(f"{len(arcs)} arcs, {sum(map(len, arcs))} points, {len(octets)} octets")
    return bytes(octets)


def decode(octets):
    """Polygons by code, read back as the service reads them."""
    place = 4

    def number():
        nonlocal place
        value = shift = 0
        while True:
            octet = octets[place]
            place += 1
            value |= (octet & 0x7F) << shift
            shift += 7
            if octet < 0x80:
                return value

    def signed():
        value = number()
        return value >> 1 if value % 2 == 0 else -(value >> 1) - 1

    assert octets[:4] == b"CNA2"
    scale = 10 ** number()
    arcs, x, y = [], 0, 0
    for _ in range(number()):
        arc = []
        for _ in range(number()):
            x += signed()
            y += signed()
            arc.append((x / scale, y / scale))
        arcs.append(arc)
    units, code = {}, 0
    for _ in range(number()):
        code += signed()
        arc, lines = 0, []
        for _ in range(number()):
            arc += signed()
            lines.append(LineString(arcs[arc]))
        # Holes come out as polygons, too: a face counts where an odd number of lines lies around it.
        faces = list(polygonize(union_all(lines)))
        kept = [f for f in faces if odd(f.representative_point(), lines)]
        units[f"{code:06}"] = union_all(kept)
    assert place == len(octets)
    return units


def odd(point, lines):
    inside = False
    for line in lines:
        for (x1, y1), (x2, y2) in zip(line.coords, line.coords[1:]):
            if (y1 > point.y) != (y2 > point.y):
                inside ^= point.x < x1 + (point.y - y1) / (y2 - y1) * (x2 - x1)
    return inside
