"""Makes countries.txt from a TopoJSON file of Natural Earth countries, 1:50 million.

Use: python3 make.py countries-50m.json iso_3166-1.json > countries.txt
The format is described in README.md. Needs nothing but Python's own library.
"""
import heapq
import json
import math
import sys

QUANTUM = 0.02          # degrees
SMALLEST_TRIANGLE = 0.045  # square degrees, at the equator: corners that matter less go
SMALLEST_ISLAND = 0.15   # square degrees: islands under it go, unless they are all a country has
SMALL_STATE = 1.1        # degrees across: countries under it are also drawn as a dot
# What Natural Earth draws apart and ISO 3166 does not know, as the United Nations count it.
PART_OF = {"Somaliland": "SO", "N. Cyprus": "CY", "Kosovo": "XK", "Indian Ocean Ter.": "AU"}


def arcs_in_degrees(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def area(points):
    """The area of a ring, smaller towards the poles as on the ground."""
    total = 0.0
    for (ax, ay), (bx, by) in zip(points, points[1:] + points[:1]):
        total += (ax * by - bx * ay) * math.cos(math.radians((ay + by) / 2))
    return abs(total) / 2


def triangle(a, b, c):
    lat = math.cos(math.radians(b[1]))
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2 * lat


def simplified(points, smallest):
    """Visvalingam and Whyatt: the corner with the smallest triangle goes first; ends stay."""
    n = len(points)
    closed = points[0] == points[-1]
    keep_at_least = 4 if closed else 2
    before, after = list(range(-1, n - 1)), list(range(1, n + 1))
    gone = [False] * n
    heap = [(triangle(points[i - 1], points[i], points[i + 1]), i) for i in range(1, n - 1)]
    heapq.heapify(heap)
    current = dict((i, a) for a, i in heap)
    left = n
    while heap and left > keep_at_least:
        a, i = heapq.heappop(heap)
        if gone[i] or current[i] != a:
            continue
        if a >= smallest:
            break
        gone[i] = True
        left -= 1
        p, q = before[i], after[i]
        after[p], before[q] = q, p
        for j in (p, q):
            if 0 < j < n - 1:
                b = max(a, triangle(points[before[j]], points[j], points[after[j]]))
                current[j] = b
                heapq.heappush(heap, (b, j))
    return [p for i, p in enumerate(points) if not gone[i]]


def ring_points(ring, arcs):
    points = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        for x, y in arc if not points else arc[1:]:
            # Beyond 180 degrees rather than around the globe.
            turn = round((points[-1][0] - x) / 360) * 360 if points else 0
            points.append((x + turn, y))
    return points[:-1]


def number(value):
    return str(value) if value < 0 else " " + str(value)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        topology = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        codes = {c["numeric"]: c["alpha_2"] for c in json.load(file)["3166-1"]}
    full = list(arcs_in_degrees(topology))
    countries = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        code = codes.get(shape.get("id", "")) or PART_OF.get(shape["properties"]["name"])
        if code == "AQ" or "arcs" not in shape:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        countries.setdefault(code or "-", []).extend(polygons)
    kept, used = {}, {}
    for code, polygons in countries.items():
        areas = [area(ring_points(p[0], full)) for p in polygons]
        largest = max(range(len(polygons)), key=areas.__getitem__)
        rings = []
        for i, polygon in enumerate(polygons):
            if i != largest and areas[i] < SMALLEST_ISLAND:
                continue
            rings.append(polygon[0])
            rings.extend(r for r in polygon[1:] if area(ring_points(r, full)) > 0.02)
        points = ring_points(polygons[largest][0], full)
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        # The middle of the largest piece: on its middle line, the middle of the longest stretch of land.
        y = sum(ys) / len(ys)
        crossings = sorted(
            a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            for a, b in zip(points, points[1:] + points[:1])
            if (a[1] > y) != (b[1] > y)
        )
        pairs = list(zip(crossings[::2], crossings[1::2]))
        x = sum(max(pairs, key=lambda p: p[1] - p[0])) / 2 if pairs else sum(xs) / len(xs)
        x = (x + 180) % 360 - 180
        across = max(max(ys) - min(ys), (max(xs) - min(xs)) * math.cos(math.radians(y)))
        small = across < SMALL_STATE
        kept[code] = (round(x, 2), round(y, 2), small, rings)
        for ring in rings:
            for index in ring:
                used.setdefault(index if index >= 0 else ~index, small)
    names = {}
    lines = []
    for index in sorted(used):
        arc = simplified(full[index], SMALLEST_TRIANGLE * (0.02 if used[index] else 1))
        steps, last = [], None
        for px, py in arc:
            q = (round(px / QUANTUM), round(py / QUANTUM))
            if last is None:
                steps += [q[0], q[1]]
            elif q != last:
                steps += [q[0] - last[0], q[1] - last[1]]
            last = q
        names[index] = len(lines)
        lines.append("".join(map(number, steps)).lstrip())
    print("# Natural Earth 1:50m, public domain; see README.md. Quantum: 0.02 degrees.")
    print("arcs", len(lines))
    print("\n".join(lines))
    print("countries", len(kept))
    for code in sorted(kept):
        x, y, small, rings = kept[code]
        written = ";".join(
            " ".join(str(names[i]) if i >= 0 else f"~{names[~i]}" for i in ring) for ring in rings
        )
        print(f"{code} {x} {y} {'dot' if small else 'area'} {written}")


main()
