#!/usr/bin/env python3
"""Counts a published count again; independent of the program that published it.

    recount.py FOLDER_OR_ZIP
    recount.py --suggestions F.csv --lists F.csv --weights 3,2,1

Needs Python 3.9 and nothing else. Exit 0: the same; 1: a difference; 2: it cannot be read.
"""
import csv
import hashlib
import heapq
import io
import json
import math
import os
import sys
import zipfile


def stop(code, *words):
    print(*words, file=sys.stderr if code == 2 else sys.stdout)
    sys.exit(code)


def opened(path):
    """A function that gives a file's bytes by its name."""
    if os.path.isdir(path):
        return lambda name: open(os.path.join(path, name), "rb").read()
    archive = zipfile.ZipFile(path)
    return lambda name: archive.read(name)


def rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8"))))[1:]


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def merkle(leaves):
    """The root of RFC 6962, section 2.1."""
    level = [sha(b"\0", leaf) for leaf in leaves]
    while len(level) > 1:
        pairs = [sha(b"\1", level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2:]
    return level[0] if level else sha()


def lay(entries, stands_for, k):
    """Merges laid over a list, removed ones left out, doubled ones at their best place."""
    laid = []
    for entry in entries:
        entry = entry if entry == "_" else stands_for.get(entry)
        if entry and (entry == "_" or entry not in laid):
            laid.append(entry)
    return laid[:k]


def place_counts(lists, counted, k):
    counts = {one: [0] * k for one in counted}
    for entries in lists:
        for place, one in enumerate(entries):
            if one != "_":
                counts[one][place] += 1
    return counts


def official(counts, worth, least, tie):
    """[(place, equal, suggestion)], best first."""
    def merit(one):
        places = counts[one]
        return sum(n * w for n, w in zip(places, worth)), sum(places), places
    ranked = [(merit(one), one) for one in counts if sum(counts[one]) >= least]
    ranked.sort(key=lambda pair: (pair[0][0], pair[0][1], pair[0][2]), reverse=True)
    groups = {}
    for value, one in ranked:
        groups.setdefault((value[0], value[1], tuple(value[2])), []).append(one)
    order, place = [], 1
    for group in groups.values():
        for one in sorted(group, key=tie):
            order.append((place, len(group) > 1, one))
        place += len(group)
    return order


def shortlist(lists, order, unit, size):
    """[(suggestion, weight, drawn)]: each place to the greatest sum of unit/(m+1)."""
    on, inside = {}, [0] * len(lists)
    for number, entries in enumerate(lists):
        for one in entries:
            on.setdefault(one, []).append(number)
    place = {one: rank for rank, _, one in order}

    def weight(one):
        return sum(unit // (inside[number] + 1) for number in on[one])
    heap = [(-unit * len(on[one]), at, one) for at, (_, _, one) in enumerate(order) if one in on]
    heapq.heapify(heap)
    seats, taken = [], set()
    while heap and len(seats) < size:
        old, at, one = heapq.heappop(heap)
        now = weight(one)
        if now < -old:
            heapq.heappush(heap, (-now, at, one))
            continue
        rivals = (other for rank, _, other in order[at + 1:] if rank == place[one])
        drawn = any(other not in taken and weight(other) == now for other in rivals)
        for number in on[one]:
            inside[number] += 1
        taken.add(one)
        seats.append((one, now, drawn))
    return seats


def table(header, lines):
    return "".join(",".join(map(str, line)) + "\n" for line in [header] + lines).encode()


def recount(path):
    get = opened(path)
    manifest = json.loads(get("manifest.json"))
    if manifest["format"] != "sharikuna-count-1":
        stop(2, "unknown format", manifest["format"])
    files = {one["name"]: get(one["name"]) for one in manifest["files"]}
    wrong = [f"{one['name']}: another digest" for one in manifest["files"]
             if hashlib.sha256(files[one["name"]]).hexdigest() != one["sha256"]]
    rules = manifest["rules"]
    k, least = rules["list_places"], rules["least_lists"]
    unit = math.lcm(*range(1, k + 1))
    states = {one: state for one, state, _ in rows(files["suggestions.csv"])}
    merges = dict(rows(files["merges.csv"]))
    counted = [one for one, state in states.items() if state == "published"]
    stands_for = {}
    for one in states:
        end = one
        while states[end] == "merged" and end in merges:
            end = merges[end]
        stands_for[one] = end if states[end] == "published" else None
    salt, lists = "tie1|" + manifest["topic"]["id"] + "|", None
    if manifest["lists_published"]:
        lines = files["lists.csv"].split(b"\n")[1:-1]
        root = merkle(lines).hex()
        if root != manifest["root"]:
            wrong.append("manifest.json: another root")
        salt += root + "|"
        lists = [lay(line.decode().split(","), stands_for, k) for line in lines]
        lists = [entries for entries in lists if entries]
        counts = place_counts(lists, counted, k)
    else:
        counts = {one: [0] * k for one in counted}
        counts.update((row[0], list(map(int, row[1:]))) for row in rows(files["positions.csv"]))
    order = official(counts, [unit // r for r in range(1, k + 1)], least,
                     lambda one: sha((salt + one).encode()))
    seats = shortlist(lists, order, unit, rules["shortlist_places"]) if lists is not None else []
    seat_of = {one: (n, weight, "yes" if drawn else "no")
               for n, (one, weight, drawn) in enumerate(seats, 1)}
    places = [f"place_{r}" for r in range(1, k + 1)]
    positions = table(["suggestion"] + places, sorted([one] + counts[one] for _, _, one in order))
    result = table(
        "place equal suggestion points lists "
        "shortlist_place shortlist_weight shortlist_drawn".split(),
        [[place, "yes" if equal else "no", one,
          sum(n * (unit // r) for r, n in enumerate(counts[one], 1)), sum(counts[one]),
          *seat_of.get(one, ("", "", ""))] for place, equal, one in order])
    wrong += [f"{name}: counted otherwise" for name, bytes_ in
              [("positions.csv", positions), ("result.csv", result)] if files[name] != bytes_]
    sys.stdout.write(result.decode())
    stop(1 if wrong else 0, wrong[0] if wrong else "same")


def plain(suggestions, lists, weights):
    """Any positional rule over plain files."""
    worth = [int(weight) for weight in weights.split(",")]
    with open(suggestions, encoding="utf-8-sig", newline="") as file:
        ids = [row["id"].strip() for row in csv.DictReader(file)]
    with open(lists, encoding="utf-8-sig", newline="") as file:
        lines = [[cell.strip() for cell in row if cell.strip()] for row in list(csv.reader(file))[1:]]
    same = {one: one for one in ids}
    counts = place_counts([lay(line, same, len(worth)) for line in lines], ids, len(worth))
    given = {one: at for at, one in enumerate(ids)}
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["place", "id", "points", "lists"])
    for place, _, one in official(counts, worth, 0, given.get):
        points = sum(n * w for n, w in zip(counts[one], worth))
        out.writerow([place, one, points, sum(counts[one])])


if __name__ == "__main__":
    words = sys.argv[1:]
    if len(words) == 1 and not words[0].startswith("-"):
        recount(words[0])
    elif words[0::2] == ["--suggestions", "--lists", "--weights"] and len(words) == 6:
        plain(*words[1::2])
    else:
        stop(2, __doc__)
