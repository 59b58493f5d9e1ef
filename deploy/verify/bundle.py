#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks an extract (.asice) offline, with Python 3 and openssl alone: no code of Lupa's services is needed.

  bundle.py [--keys KEYS] [--seal CERTIFICATES] [--tsa CERTIFICATES] [--policy POLICY] FILE

KEYS is a file with the log's verifier keys, one a line, and CERTIFICATES a PEM file with the certificate of the seal, or of the authority
that stamped the time, or of who issued it; POLICY names the witnesses you trust and how many of them must have cosigned (c2sp.org/tlog-policy):
all from elsewhere than from the file. Without them the file's own are used, and the program says so. It ends with 0 and ACCEPTED, or
with 1 and REFUSED and the reason. What it checked, and what it could not, stands before that, a line each.
"""

import argparse
import base64
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree
import zipfile

import verify
from verify import Refused, require

MANIFEST, SIGNATURE = "META-INF/ASiCManifest001.xml", "META-INF/signature001.p7s"
MEDIA_TYPE = b"application/vnd.etsi.asic-e+zip"
ASIC, DS = "{http://uri.etsi.org/02918/v1.2.1#}", "{http://www.w3.org/2000/09/xmldsig#}"
MEMBER = {"subject": "n", "controller": "cn"}
PREVIOUS = {"subject": "prev", "controller": "cprev"}
COMPLETE = {"subject": "about the person", "controller": "about the controller", "log": "of the log", "issued": "of the extract itself"}


class Report:
    """What was checked, what could not be, and what the file itself shows to be wrong with the log's owner."""

    def __init__(self):
        self.checked, self.unchecked, self.violations = [], [], []

    def print(self):
        for heading, lines in (("checked", self.checked), ("NOT CHECKED", self.unchecked), ("VIOLATION", self.violations)):
            for line in lines:
                print(f"{heading}: {line}")


def run_openssl(*arguments):
    return subprocess.run(["openssl", *arguments], capture_output=True, check=False)


# The container and its seal


def read_part(container, name):
    require(name in container.namelist(), f"{name} is missing")
    return container.read(name)


def digest_of(container, name):
    digest = hashlib.sha256()
    with container.open(name) as part:
        while block := part.read(1 << 20):
            digest.update(block)
    return digest.digest()


def check_container(container, report):
    names = container.namelist()
    require(len(names) == len(set(names)), "a name stands twice in the file")
    first = container.infolist()[0] if names else None
    require(first and first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED, "mimetype is not first and stored")
    require(container.read("mimetype") == MEDIA_TYPE, "not an ASiC-E container")
    try:
        listed = xml.etree.ElementTree.fromstring(read_part(container, MANIFEST))
    except xml.etree.ElementTree.ParseError:
        raise Refused("the list of parts is not XML") from None
    digests = {}
    for reference in listed.iter(ASIC + "DataObjectReference"):
        method, value = reference.find(DS + "DigestMethod"), reference.find(DS + "DigestValue")
        require(method is not None and method.get("Algorithm", "").endswith("#sha256"), "the list of parts has a digest that is not SHA-256")
        require(value is not None and value.text, "the list of parts has a part without digest")
        digests[urllib.parse.unquote(reference.get("URI", ""))] = verify.unbase64(value.text)
    for name in names:
        require(name in digests or name in ("mimetype", MANIFEST, SIGNATURE), f"{name} is not under the seal")
    for name, digest in digests.items():
        require(name in names, f"{name} is missing")
        require(digest_of(container, name) == digest, f"{name} is not as it was sealed")
    report.checked.append(f"all {len(digests)} parts are as they were sealed, and no other is in the file")


def check_seal(container, certificates, report):
    with tempfile.TemporaryDirectory() as directory:
        paths = {name: os.path.join(directory, name) for name in ("p7s", "manifest", "out", "certificate")}
        for name, part in (("p7s", SIGNATURE), ("manifest", MANIFEST)):
            with open(paths[name], "wb") as file:
                file.write(read_part(container, part))
        trust = ["-CAfile", certificates, "-partial_chain", "-purpose", "any"] if certificates else ["-noverify"]
        done = run_openssl("cms", "-verify", "-binary", "-inform", "DER", *trust, "-in", paths["p7s"], "-content", paths["manifest"],
                           "-out", paths["out"], "-signer", paths["certificate"])
        require(done.returncode == 0, "the seal is broken, or is not of the certificate given")
        shown = run_openssl("x509", "-in", paths["certificate"], "-noout", "-subject", "-fingerprint", "-sha256")
    who = ", ".join(line.strip() for line in shown.stdout.decode("utf-8", "replace").splitlines())
    report.checked.append(f"the seal (CAdES) is whole: {who}")
    if not certificates:
        report.unchecked.append("whose seal it is: compare the fingerprint with the one you were given, or give --seal")
    report.unchecked.append("whether the seal's certificate was revoked, and at what time it was set (no time stamp)")


# The logs


class Log:
    """A log's checkpoint and the tiles that are in the file; each tile is trusted only after it led to the signed root."""

    def __init__(self, container, name, keys):
        self.container, self.folder = container, f"logs/{name}/"
        self.origin, self.size, self.root = verify.open_checkpoint(read_part(container, self.folder + "checkpoint"), keys)
        require(self.origin.endswith("/" + name), f"the checkpoint in {self.folder} is of another log")
        self.trusted = {}
        self.check_edge()

    def path(self, level, index, width):
        return self.folder + verify.tile_path(level, index, width)

    def read(self, level, index, width):
        data = read_part(self.container, self.path(level, index, width))
        require(len(data) == 32 * width, f"{self.path(level, index, width)} has not {width} hashes")
        return [data[i : i + 32] for i in range(0, len(data), 32)]

    def check_edge(self):
        """The partial tiles at the right edge of every level give the root (RFC 6962, 2.1)."""
        rest, level = [], 0
        edges = {}
        while self.size >> (8 * level):
            count = self.size >> (8 * level)
            hashes = self.read(level, count // 256, count % 256) if count % 256 else []
            edges[level] = (count // 256, hashes)
            rest = [verify.root_of(hashes + rest)] if hashes or rest else []
            level += 1
        root = rest[0] if rest else verify.root_of([])
        require(root == self.root, f"the tiles of {self.origin} do not give the signed root")
        for level, (index, hashes) in edges.items():
            self.trusted[level] = {index: hashes}

    def tile(self, level, index):
        known = self.trusted.setdefault(level, {})
        if index not in known:
            hashes = self.read(level, index, 256)
            above = self.tile(level + 1, index // 256)
            place = index % 256
            require(place < len(above) and verify.root_of(hashes) == above[place],
                    f"{self.path(level, index, 256)} does not lead to the signed root")
            if len(known) > 64:
                known.pop(next(key for key in known if key != self.size >> (8 * (level + 1))))
            known[index] = hashes
        return known[index]

    def check_entry(self, index, line):
        require(0 <= index < self.size, f"entry {index} is beyond the checkpoint of {self.origin}")
        hashes = self.tile(0, index // 256)
        require(hashes[index % 256] == verify.leaf_hash(line), f"entry {index} of {self.origin} is not the one that was logged")


def check_time(container, log, authority, report):
    """An RFC 3161 stamp over the checkpoint, by openssl; without the authority's certificate only that it is whole and over the checkpoint."""
    name = log.folder + "checkpoint.tsr"
    if name not in container.namelist():
        report.unchecked.append(f"when {log.origin} had come this far: no time stamp is in the file")
        return
    checkpoint = read_part(container, log.folder + "checkpoint")
    with tempfile.TemporaryDirectory() as directory:
        paths = {part: os.path.join(directory, part) for part in ("tsr", "data", "token", "info")}
        for part, data in (("tsr", read_part(container, name)), ("data", checkpoint)):
            with open(paths[part], "wb") as file:
                file.write(data)
        shown = run_openssl("ts", "-reply", "-in", paths["tsr"], "-text")
        if authority:
            done = run_openssl("ts", "-verify", "-in", paths["tsr"], "-data", paths["data"], "-CAfile", authority, "-partial_chain")
            require(done.returncode == 0, f"{name} is not over the checkpoint, or is not of the authority given")
        else:
            run_openssl("ts", "-reply", "-in", paths["tsr"], "-token_out", "-out", paths["token"])
            done = run_openssl("cms", "-verify", "-noverify", "-inform", "DER", "-in", paths["token"], "-out", paths["info"])
            require(done.returncode == 0, f"{name} is broken")
            with open(paths["info"], "rb") as file:
                require(hashlib.sha256(checkpoint).digest() in file.read(), f"{name} is over something else than the checkpoint")
            report.unchecked.append("whose time stamp it is: give --tsa with the authority's certificate")
    when = [line.partition(": ")[2] for line in shown.stdout.decode("utf-8", "replace").splitlines() if line.startswith("Time stamp: ")]
    report.checked.append(f"a time stamp shows that {log.origin} had come this far at {when[0] if when else 'an unknown time'}")


def check_witnesses(container, log, given, report):
    """Who else has seen this very checkpoint: others would have seen it, had they been shown another."""
    policy = verify.Policy(given or read_part(container, log.folder + "policy"))
    name = log.folder + "checkpoint.cosigned"
    checkpoint = read_part(container, log.folder + "checkpoint")
    note = read_part(container, name) if name in container.namelist() else checkpoint
    require(note.startswith(checkpoint), f"{name} is of another checkpoint")
    found = policy.cosigners(note)
    for witness, seconds in found.items():
        report.checked.append(f"witness {witness} saw {log.origin} at {log.size} entries, with this root and nothing taken back, at {verify.moment(seconds)}")
    if policy.quorum == "none":
        report.unchecked.append(f"whether others were shown the same {log.origin}: no witness is asked for; keep the checkpoint and compare it with theirs")
    elif policy.is_met_by(found):
        report.checked.append(f"the quorum {policy.quorum} of witnesses has cosigned the checkpoint of {log.origin}")
        if not given:
            report.unchecked.append("whose witnesses these are: they came with the file; compare logs/*/policy with the one you were given, or give --policy")
    else:
        require(not given, f"the quorum {policy.quorum} of the policy given has not cosigned the checkpoint of {log.origin}")
        report.unchecked.append(f"whether others were shown the same {log.origin}: the quorum {policy.quorum} of witnesses is missing; "
                                "keep the checkpoint and compare it with theirs")


def check_logs(container, manifest, arguments, report):
    keys_file = arguments.keys
    given = verify.read(arguments.policy) if arguments.policy else None
    logs = {}
    for entry in manifest["logs"]:
        name = entry["name"]
        require(re.fullmatch(r"[0-9A-Z_a-z-]+", name), "not a name of a log")
        own = io.StringIO(read_part(container, f"logs/{name}/log.vkey").decode("utf-8"))
        keys = verify.read_keys(keys_file) if keys_file else verify.parse_keys(own)
        log = logs[name] = Log(container, name, keys)
        require(log.size == entry["size"], "the manifest names another checkpoint")
        report.checked.append(f"the checkpoint of {log.origin} over {log.size} entries is signed by the log's key")
        check_growth(container, entry, log, keys, report)
        check_witnesses(container, log, given, report)
        check_time(container, log, arguments.tsa, report)
    if not keys_file:
        report.unchecked.append("whose log it is: its key came with the file; compare logs/*/log.vkey with the one you were given, or give --keys")
    return logs


def check_growth(container, entry, log, keys, report):
    if entry["previous"] is None:
        report.unchecked.append(f"growth of {log.origin} since an earlier extract: this is the first of this authority")
        return
    old_origin, old_size, old_root = verify.open_checkpoint(read_part(container, log.folder + "checkpoint.previous"), keys)
    lines, note = verify.split_proof(read_part(container, log.folder + "consistency.txt"))
    require(note == read_part(container, log.folder + "checkpoint"), "the proof of growth is for another checkpoint")
    require(old_origin == log.origin and lines[0] == f"old {old_size}", "the proof of growth begins at another checkpoint")
    verify.check_growth(old_size, old_root, log.size, log.root, [verify.unbase64(text) for text in lines[1:]])
    report.checked.append(f"{log.origin} only grew since this authority's last extract at {old_size} entries: "
                          "compare that checkpoint with the one you kept")


# The entries


def places(container, name):
    with container.open(name) as file:
        lines = io.TextIOWrapper(file, "utf-8", newline="\n")
        require(next(lines, "") == "rail;position;log;index\n", f"{name} has another heading")
        for line in lines:
            parts = line.rstrip("\n").split(";")
            require(len(parts) == 4 and parts[1].isdigit() and parts[3].isdigit(), f"{name} has a line that is none")
            yield parts[0], int(parts[1]), parts[2], int(parts[3])


def lines_of(container, parts):
    for number in range(1, parts + 1):
        with container.open(f"entries/part-{number:04d}.ndjson") as file:
            for line in file:
                require(line.endswith(b"\n"), "an entry is cut off")
                yield line[:-1]


def shown_entries(container, manifest, logs):
    """Each line with its place, after its inclusion under the signed root was checked."""
    where = places(container, "index.csv")
    for line in lines_of(container, manifest["parts"]):
        place = next(where, None)
        require(place is not None, "there are more entries than places")
        rail, position, name, index = place
        require(name in logs, "an entry of a log that is not in the file")
        logs[name].check_entry(index, line)
        leaf = json.loads(line)
        require(leaf["ten"] == manifest["tenant"], f"entry {index} is another tenant's")
        if rail in MEMBER:
            require(leaf.get(MEMBER[rail]) == position, f"entry {index} is not number {position} of its chain")
        else:
            require(position == index, f"entry {index} is listed at another place")
        yield rail, position, name, index, leaf
    require(next(where, None) is None, "an entry is missing: there are more places than entries")


def merged(shown, withheld, rails):
    """All positions in the order of the rails: shown ones with their leaf, withheld ones without."""

    def order(entry):
        for number, rail in enumerate(rails):
            fits = rail["rail"] == entry[0] and rail.get("log", entry[2]) == entry[2]
            if fits and rail["first"] <= entry[1] <= rail["last"]:
                return number, entry[1]
        raise Refused(f"number {entry[1]} is on no rail of the manifest")

    one, other = next(shown, None), next(withheld, None)
    while one or other:
        if one and (not other or order(one) <= order(other)):
            yield one
            one = next(shown, None)
        else:
            yield (*other, None)
            other = next(withheld, None)


class Disclosures:
    """The personal fields behind the digests of each fact in scope, or why they are missing."""

    def __init__(self, container, manifest):
        self.summary = manifest["disclosures"]
        self.lines = (json.loads(line) for line in container.open("disclosures.ndjson"))
        self.line = next(self.lines, None)
        self.held, self.without, self.retention, self.erased, self.problems, self.erasing = 0, 0, 0, {}, [], {}

    def meet(self, log, index, leaf, in_scope):
        if leaf["kind"] == "subject.erased":
            self.erasing[f"{log}:{index}"] = leaf["id"]
        if self.line is not None and (self.line["log"], self.line["index"]) == (log, index):
            require(self.line["event"] == leaf["id"], f"the personal fields listed for entry {index} are another event's")
            self.check(self.line, leaf, index)
            self.line = next(self.lines, None)
        elif in_scope and self.summary["state"] == "OBTAINED" and leaf.get("src", {}).get("topic", "").endswith("permission-events.v1"):
            self.problems.append(f"nothing is said about the personal fields of entry {index}")

    def check(self, line, leaf, index):
        digests = set(leaf["_sd"])
        given = {base64.urlsafe_b64encode(hashlib.sha256(text.encode("ascii")).digest()).decode().rstrip("=")
                 for text in line.get("disclosures", [])}
        require(given <= digests, f"personal fields are shown for entry {index} that are not the ones that were logged")
        if line["result"] == "HELD" and given == digests:
            self.held += 1
        elif line["result"] == "NONE" and len(digests) == 1:
            self.without += 1
        elif line["result"] == "ERASED" and line.get("see"):
            self.erased.setdefault((line["see"], line["erasedBy"]), []).append(index)
        elif line["result"] == "RETENTION":
            self.retention += 1
        else:
            self.problems.append(f"the personal fields of entry {index} are missing, and no entry of the log explains it ({line.get('missing', 'digests without them')})")

    def end(self, report):
        require(self.line is None, "personal fields are listed for an entry that is not in the file")
        state = self.summary["state"]
        if state == "NOT_ASKED":
            report.unchecked.append("personal fields: they were not asked for, so only their digests are here")
            return
        if state != "OBTAINED":
            report.unchecked.append(f"personal fields: they were asked for and not obtained ({self.summary['reason']}), or not all of them")
        report.checked.append(f"the personal fields of {self.held} entries are the ones whose digests were logged")
        if self.without:
            report.unchecked.append(f"that {self.without} entries never had personal fields: each has one digest, which may be of nothing")
        if self.retention:
            report.unchecked.append(f"that the time of the personal fields of {self.retention} entries had come: only the vault says so")
        for (place, event), entries in self.erased.items():
            known = self.erasing.get(place)
            require(known is None or known == event, f"entry {place} does not tell of the erasure that it is named for")
            where = "which is in this file" if known else "which is not in this file"
            report.checked.append(f"the personal fields of {len(entries)} entries were erased, see entry {place}, {where}")
        report.violations.extend(self.problems)


class Texts:
    """The texts that entries name by their hashes: each in a file of that name, or why it is not."""

    RESULTS = ("SHOWN", "DIFFERENT", "MISSING")

    def __init__(self, container, manifest):
        self.container, self.summary, self.named = container, manifest["notices"], {}

    def meet(self, index, leaf):
        if "pol" in leaf:
            self.named.setdefault(leaf["pol"], index)

    def end(self, report):
        listed, shown, missing = set(), set(), set()
        for line in self.container.open("notices.ndjson"):
            row = json.loads(line)
            digest = row["sha256"]
            require(re.fullmatch("[0-9a-f]{64}", digest) and digest in self.named and row["result"] in self.RESULTS, "a text is listed that no entry names")
            listed.add(digest)
            if row["result"] == "SHOWN":
                require(digest_of(self.container, f"notices/{digest}.txt").hex() == digest, f"notices/{digest}.txt is not the text that was shown")
                shown.add(digest)
            elif row["result"] == "DIFFERENT":
                report.violations.append(f"the text of {row['notice']} {row['version']} ({row['language']}) is not the one that entry {self.named[digest]} names")
            else:
                missing.add(digest)
        state = self.summary["state"]
        if state == "NOT_ASKED":
            report.unchecked.append("the texts that were shown: they were not asked for, so only their hashes are here")
        elif state != "OBTAINED":
            report.unchecked.append(f"the texts that were shown: they were asked for and not obtained ({self.summary['reason']}), or not all of them")
        else:
            for digest, index in self.named.items():
                require(digest in listed, f"nothing is said about the text that entry {index} names")
                if digest in missing:
                    report.violations.append(f"the text that entry {index} says was shown is not there, and nothing explains it")
        report.checked.append(f"{len(shown)} texts are the ones whose hashes were logged when they were shown (notices/)")


def check_catalogue(container, manifest, logs, report):
    """What the log tells of the catalogue: each line in the log, none listed that is not."""
    count = 0
    with container.open("catalogue.csv") as file, container.open("catalogue.ndjson") as lines:
        where = io.TextIOWrapper(file, "utf-8", newline="\n")
        require(next(where, "") == "log;index\n", "catalogue.csv has another heading")
        for line in lines:
            name, _, index = next(where, ";").rstrip("\n").partition(";")
            require(line.endswith(b"\n") and name in logs and index.isdigit(), "catalogue.csv has a line that is none")
            logs[name].check_entry(int(index), line[:-1])
            leaf = json.loads(line)
            require(leaf["kind"].startswith("catalogue.") and leaf["ten"] == manifest["tenant"], f"entry {index} is none of this catalogue")
            count += 1
        require(next(where, None) is None and count == manifest["catalogue"], "an entry of the catalogue is missing")
    report.checked.append(f"the {count} entries about the catalogue are in the log")
    report.unchecked.append("that no version of the catalogue is missing: only a chain shows that, see the entries themselves")


def read_minutes(container, manifest, logs):
    """The log's entries that hold the roots over answers, each in the log, by their places."""
    minutes = {}
    with container.open("minutes.csv") as file, container.open("minutes.ndjson") as lines:
        where = io.TextIOWrapper(file, "utf-8", newline="\n")
        require(next(where, "") == "log;index\n", "minutes.csv has another heading")
        for line in lines:
            name, _, index = next(where, ";").rstrip("\n").partition(";")
            require(line.endswith(b"\n") and name in logs and index.isdigit(), "minutes.csv has a line that is none")
            logs[name].check_entry(int(index), line[:-1])
            leaf = json.loads(line)
            require(leaf["kind"] == "decision.minute" and leaf["ten"] == manifest["tenant"], f"entry {index} is not about answers of this tenant")
            minutes[f"{name}:{index}"] = leaf
        require(next(where, None) is None and len(minutes) == manifest["decisions"]["minutes"], "an entry about answers is missing")
    return minutes


def check_answer(row, minutes, manifest):
    """A record is the one that was made when it was answered: it leads to a root that was logged then."""
    leaf, record = minutes.get(row["minute"]), json.loads(row["record"])
    what = f"the answer {record['id']}"
    require(leaf is not None and leaf["id"] == row["event"], f"{what} names an entry of the log that is not there")
    fact, path = leaf["fact"], [verify.unbase64(text) for text in row["path"]]
    require(row["size"] == fact["records"] and 0 <= row["index"] < row["size"], f"{what} is in no place of its minute")
    leads = verify.climb(row["index"], row["size"], verify.leaf_hash(row["record"].encode("utf-8")), path)
    require(leads == verify.unbase64(fact["root"]), f"{what} is not the one that was recorded")
    same = (record["tenant"], record["client"], record["controller"], record["purpose"]) == (manifest["tenant"], fact["client"], leaf["ctl"], leaf["purp"])
    require(same, f"{what} is in the minute of another client, controller or purpose")


def check_answers(container, manifest, logs, report):
    """What was answered about the person, and why, against the roots that the log was told."""
    summary, minutes, counts = manifest["decisions"], read_minutes(container, manifest, logs), {}
    for line in container.open("decisions.ndjson"):
        row = json.loads(line)
        result = row["result"]
        counts[result] = counts.get(result, 0) + 1
        if result == "PROVEN":
            check_answer(row, minutes, manifest)
        elif result in ("DIFFERENT", "NOT_LOGGED"):
            report.violations.append(f"the answer {json.loads(row['record'])['id']} is not what the log was told of its minute ({result})")
        elif result == "UNEXPLAINED":
            report.violations.append(f"the answer {row['decision']} that entry {row['log']}:{row['index']} names is not there: it was lost, or whoever reported named another")
        else:
            require(result in ("TOO_NEW", "RETENTION", "NOT_FINDABLE"), "an answer of which nothing is said")
    require(counts == summary["results"], "the manifest counts other answers")
    if summary["state"] == "NOT_ASKED":
        report.unchecked.append("what was answered: it was not asked for, or the extract is not about a person")
        return
    if summary["state"] != "OBTAINED":
        report.unchecked.append(f"what was answered: it was asked for and not obtained ({summary['reason']}), or not all of it")
    report.checked.append(f"{counts.get('PROVEN', 0)} answers about the person are the ones over which roots were logged then (decisions.csv: when, to whom, why)")
    for result, words in (("TOO_NEW", "their minutes are not under this checkpoint yet"),
                          ("RETENTION", "entries name them, and their time may have come (30 days; 13 months for those that allowed)"),
                          ("NOT_FINDABLE", "entries name them, and they are found by an address only, which the vault has not given out")):
        if result in counts:
            report.unchecked.append(f"{counts[result]} answers: {words}")
    report.unchecked.append("that these are all the answers, and about this person: records name people by a key that only the answering service has")


class Rails:
    """Follows every rail from its first to its last position, and what each entry names as the one before it."""

    def __init__(self, manifest, disclosures, texts):
        self.disclosures, self.texts = disclosures, texts
        self.manifest, self.scope = manifest, manifest["scope"]
        self.rails = [(rail["rail"], rail.get("log"), rail) for rail in manifest["rails"]]
        self.current, self.expected, self.before = -1, 0, None
        self.counted = {"shown": 0, "withheld": 0}
        self.in_scope, self.issued, self.open_edges = 0, None, []
        self.provable = manifest["completeness"] != "NONE"

    def next_rail(self):
        self.require_finished()
        self.current += 1
        require(self.current < len(self.rails), "an entry that is on no rail of the manifest")
        self.expected, self.before = self.rails[self.current][2]["first"], None

    def require_finished(self):
        if self.current >= 0 and self.provable:
            word, _, rail = self.rails[self.current]
            if self.expected <= rail["last"]:
                raise Refused(self.gap(word, rail, self.expected, None))

    @staticmethod
    def gap(word, rail, position, leaf):
        name = f" {rail['name']}" if "name" in rail else ""
        place = f" (it is entry {leaf[PREVIOUS[word]]})" if leaf and word in PREVIOUS and leaf.get(PREVIOUS[word]) else ""
        return f"a gap: number {position} {COMPLETE[word]}{name} is missing{place}"

    def meet(self, word, position, log, index, leaf):
        while self.current < 0 or not self.is_on(word, position, log):
            self.next_rail()
        rail = self.rails[self.current][2]
        if self.provable and position != self.expected:
            raise Refused(self.gap(word, rail, self.expected, leaf))
        self.expected = position + 1
        place = f"{log}:{index}"
        if leaf is None:
            self.counted["withheld"] += 1
            reason = word != "controller" or self.scope["purpose"] is not None
            require(reason, f"number {position} {COMPLETE[word]} {rail.get('name', '')} is withheld, and nothing can be a reason for that")
        else:
            self.counted["shown"] += 1
            self.check_leaf(word, rail, position, leaf)
            self.texts.meet(index, leaf)
            self.disclosures.meet(log, index, leaf, rail["from"] <= position < rail["until"])
        self.check_edges(word, rail, position, leaf)
        self.before = place

    def is_on(self, word, position, log):
        kind, name, rail = self.rails[self.current]
        return kind == word and (word in MEMBER or name == log) and position <= rail["last"]

    def check_leaf(self, word, rail, position, leaf):
        if word in MEMBER and self.before is not None:
            require(leaf.get(PREVIOUS[word]) == self.before, f"number {position} names another entry before it than the one shown")
        if leaf["kind"] == "extract.issued" and leaf["id"] == self.manifest["issued"]["event"]:
            self.issued = leaf
            return
        if rail["from"] <= position < rail["until"]:
            self.in_scope += 1
            for member, wanted in (("sub", self.scope["subjectId"]), ("ctl", self.scope["controller"]), ("purp", self.scope["purpose"])):
                require(wanted is None or leaf.get(member) == wanted, f"number {position} is outside the scope")
            start, end = self.scope["from"], self.scope["to"]
            require((start is None or leaf["log"] >= start) and (end is None or leaf["log"] < end), f"number {position} is outside the period")

    def check_edges(self, word, rail, position, leaf):
        """What lies just outside the scope shows that nothing inside it was left out at the ends."""
        start, end = self.scope["from"], self.scope["to"]
        if word == "issued" or not self.provable or rail["from"] <= position < rail["until"]:
            return
        if leaf is None:
            self.open_edges.append(position)
        elif position < rail["from"]:
            require(start is not None and leaf["log"] < start, f"number {position} is in the period and was left out of it")
        else:
            is_issued = leaf["id"] == self.manifest["issued"]["event"]
            require(is_issued or (end is not None and leaf["log"] >= end), f"number {position} is in the period and was left out of it")

    def end(self, report):
        while self.current < len(self.rails) - 1:
            self.next_rail()
        self.require_finished()
        require(self.issued is not None, "the entry that tells of this extract is not in it")
        require(self.issued["fact"]["extract"] == self.manifest["extract"] and self.issued["fact"]["scope"] == self.scope,
                "the log tells of another extract or scope than the manifest")
        require(self.counted["shown"] == self.manifest["entries"], "the manifest counts other entries")
        self.require_whole_edges()
        self.tell(report)

    def require_whole_edges(self):
        for word, _, rail in self.rails:
            if word != "issued" and self.provable:
                require(rail["first"] == 0 or rail["first"] < rail["from"], "the beginning of the period is not shown")
                require(rail["last"] >= rail["until"] or self.is_a_closed_year(word, rail), "the end of the period is not shown")

    def is_a_closed_year(self, word, rail):
        """A log of an earlier year than the one that tells of the extract ends where its checkpoint ends."""
        sizes = {log["name"]: log["size"] for log in self.manifest["logs"]}
        return word == "log" and rail["log"] != self.manifest["issued"]["log"] and rail["last"] == sizes[rail["log"]] - 1

    def tell(self, report):
        report.checked.append(f"all {self.counted['shown']} entries are in the log, {self.in_scope} of them in scope, and the log tells of this extract")
        kind = self.manifest["completeness"]
        if not self.provable:
            report.unchecked.append("completeness: entries have no number within a purpose, so nobody can show that none was left out")
            return
        report.checked.append(f"the chain ({kind.lower()}) has no gap, and ends at the entry that tells of this extract")
        if self.counted["withheld"]:
            report.unchecked.append(f"{self.counted['withheld']} entries of the chain are not shown (withheld.csv names their places): "
                                    "that they are outside the scope cannot be seen from this file")
        if self.open_edges:
            report.unchecked.append("an edge of the period: the entry beside it is not shown")


def check_bundle(arguments, report):
    with zipfile.ZipFile(arguments.file) as container:
        check_container(container, report)
        check_seal(container, arguments.seal, report)
        manifest = json.loads(read_part(container, "manifest.json"))
        require(manifest.get("format") == "lupa-extract/1", "a format that this program does not know")
        logs = check_logs(container, manifest, arguments, report)
        disclosures = Disclosures(container, manifest)
        texts = Texts(container, manifest)
        rails = Rails(manifest, disclosures, texts)
        for entry in merged(shown_entries(container, manifest, logs), places(container, "withheld.csv"), manifest["rails"]):
            rails.meet(*entry)
        rails.end(report)
        disclosures.end(report)
        texts.end(report)
        check_catalogue(container, manifest, logs, report)
        check_answers(container, manifest, logs, report)
        return f"extract {manifest['extract']}, case {manifest['requestReference']}: {rails.in_scope} entries"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keys")
    parser.add_argument("--seal")
    parser.add_argument("--tsa")
    parser.add_argument("--policy")
    parser.add_argument("file")
    arguments, report = parser.parse_args(), Report()
    try:
        shown = check_bundle(arguments, report)
        verdict, code = ("ACCEPTED: " if not report.violations else "ACCEPTED, AND IT SHOWS VIOLATIONS: ") + shown, 2 if report.violations else 0
    except (Refused, OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile, zipfile.LargeZipFile,
            NotImplementedError, RuntimeError) as refusal:
        reason = str(refusal) if isinstance(refusal, Refused) else f"the file is damaged ({type(refusal).__name__}: {refusal})"
        verdict, code = f"REFUSED: {reason}", 1
    except Exception as refusal:  # zlib.error and whatever else a damaged file brings about: never accepted
        verdict, code = f"REFUSED: the file is damaged ({type(refusal).__name__})", 1
    report.print()
    print(verdict)
    sys.exit(code)


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    main()
