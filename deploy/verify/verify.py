#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks what a Lupa log gives out, offline, with Python 3 and openssl alone: no code of Lupa's services is needed.

  verify.py entry       --keys KEYS LINE PROOF      one entry (a file with its line) and its inclusion proof
  verify.py growth      --keys KEYS OLD PROOF       an older checkpoint and the proof that the log only grew since
  verify.py tree        --keys KEYS DIRECTORY       a mirror: checkpoint and tile/..., and entries if they are there
  verify.py witnesses   --keys KEYS POLICY NOTE     a checkpoint, and whether the quorum of a policy has cosigned it

KEYS is a file with verifier keys, one a line, that you have from elsewhere than from the log: a letter, a contract, a web
site; so is POLICY (witnesses, groups, quorum). The formats are those of c2sp.org: signed-note, tlog-checkpoint, tlog-tiles,
tlog-proof, tlog-witness, tlog-cosignature, tlog-policy; hashes as in RFC 6962. The program ends with 0 and ACCEPTED, or with 1 and REFUSED and the reason.
"""

import argparse
import base64
import binascii
import datetime
import hashlib
import os
import re
import subprocess
import sys
import tempfile

ED25519 = bytes.fromhex("302a300506032b6570032100")  # what DER puts before the 32 bytes of a public key


class Refused(Exception):
    pass


def require(condition, reason):
    if not condition:
        raise Refused(reason)


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("not base64") from None
    require(base64.b64encode(data).decode() == text, "not canonical base64")
    return data


# Hashes and trees


def leaf_hash(line):
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes):
    """The definition in RFC 6962, 2.1, over hashes of leaves or of equally high subtrees."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node_hash(root_of(hashes[:split]), root_of(hashes[split:]))


def climb(index, size, first, path, on_left=None):
    """RFC 9162, 2.1.3.2 and 2.1.4.2: the root that a path leads to; on_left is told of siblings on the left."""
    node, last, value = index, size - 1, first
    for sibling in path:
        require(last > 0, "the proof is too long")
        if node & 1 or node == last:
            value = node_hash(sibling, value)
            if on_left:
                on_left(sibling)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        node, last = node >> 1, last >> 1
    require(last == 0, "the proof is too short")
    return value


def check_inclusion(index, size, leaf, path, root):
    require(0 <= index < size, "the index is not in the tree")
    require(climb(index, size, leaf, path) == root, "the proof does not lead from the entry to the signed root")


def check_growth(old_size, old_root, size, root, proof):
    require(old_size <= size, "the older tree is larger")
    if old_size == size or old_size == 0:
        expected = root if old_size == size else hashlib.sha256(b"").digest()
        require(not proof and old_root == expected, "two trees of one size differ")
        return
    path = list(proof)
    if old_size & (old_size - 1) == 0:
        path.insert(0, old_root)
    require(path, "the proof is empty")
    start = (old_size & -old_size).bit_length() - 1
    older = [path[0]]

    def on_left(sibling):
        older[0] = node_hash(sibling, older[0])

    newer = climb((old_size - 1) >> start, ((size - 1) >> start) + 1, path[0], path[1:], on_left)
    require(older[0] == old_root, "the older tree is not a beginning of this one")
    require(newer == root, "the proof does not lead to the signed root")


# Signed notes


def read_keys(path):
    with open(path, encoding="utf-8") as file:
        return parse_keys(file)


def parse_key(text, kind):
    parts = text.split("+", 2)
    require(len(parts) == 3, "not a verifier key")
    name, key_id, typed = parts[0], parts[1], unbase64(parts[2])
    require(len(typed) == 33 and typed[0] == kind, "not an Ed25519 verifier key" if kind == 1 else "not a witness's Ed25519 verifier key")
    wanted = hashlib.sha256(name.encode() + b"\n" + typed).digest()[:4]
    require(wanted.hex() == key_id, "the id of a verifier key is wrong")
    return name, wanted, typed[1:]


def parse_keys(lines):
    keys = [parse_key(text, 1) for text in filter(None, (line.strip() for line in lines))]
    require(keys, "no verifier key")
    return keys


def openssl_verifies(key, message, signature):
    with tempfile.TemporaryDirectory() as directory:
        files = {"key": ED25519 + key, "message": message, "signature": signature}
        for name, data in files.items():
            with open(os.path.join(directory, name), "wb") as file:
                file.write(data)
        command = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER"]
        command += ["-inkey", "key", "-in", "message", "-sigfile", "signature"]
        return subprocess.run(command, cwd=directory, capture_output=True, check=False).returncode == 0


def split_note(note):
    """Returns the text of a signed note, and name and value of each signature."""
    require(b"\n\n" in note and note.endswith(b"\n"), "not a signed note")
    end = note.rindex(b"\n\n") + 1
    signatures = []
    for line in note[end + 1 :].decode("utf-8").splitlines():
        parts = line.split(" ")
        require(len(parts) == 3 and parts[0] == "\u2014", "not a signature line")
        signatures.append((parts[1], unbase64(parts[2])))
    return note[:end], signatures


def open_checkpoint(note, keys):
    """Returns origin, size and root hash of a checkpoint that at least one of the keys has signed."""
    text, signatures = split_note(note)
    signed = False
    for signer, value in signatures:
        for name, key_id, key in keys:
            if signer == name and value[:4] == key_id:
                require(openssl_verifies(key, text, value[4:]), "a signature of a key given fails")
                signed = True
    require(signed, "not signed by a key given")
    lines = text.decode("utf-8").split("\n")
    require(len(lines) >= 4 and re.fullmatch(r"0|[1-9]\d*", lines[1]), "not a checkpoint")
    require(lines[0] in [name for name, _, _ in keys], "the checkpoint of another log than the key's")
    root = unbase64(lines[2])
    require(len(root) == 32, "not a root hash")
    return lines[0], int(lines[1]), root


# Witnesses


class Policy:
    """Whose cosignatures make a checkpoint good, as c2sp.org/tlog-policy writes it."""

    def __init__(self, text):
        self.witnesses, self.groups, self.quorum, self.members, self.bare = {}, {}, None, set(), set()
        require(all(byte in (9, 10) or 0x20 <= byte != 0x7F for byte in text), "not the text of a policy")
        for line in text.split(b"\n"):
            words = line.decode("utf-8").replace("\t", " ").strip(" ").split(" ")
            words = [word for word in words if word]
            if words and not words[0].startswith("#"):
                require(words[0] in ("log", "witness", "group", "quorum"), "a line of a policy that is none")
                getattr(self, "read_" + words[0])(*words[1:])
        require(self.quorum, "a policy without a quorum")

    def fresh(self, key):
        require(key[2] not in self.bare, "a key stands twice in a policy")
        self.bare.add(key[2])
        return key

    def named(self, name):
        require(name not in self.witnesses and name not in self.groups and name != "none", "a name stands twice in a policy")
        return name

    def known(self, name):
        return name in self.witnesses or name in self.groups

    def read_log(self, *words):
        require(len(words) in (1, 2), "a log of a policy is not one")
        self.fresh(parse_key(words[0], 1))

    def read_witness(self, *words):
        require(len(words) in (2, 3), "a witness of a policy is not one")
        self.witnesses[self.named(words[0])] = self.fresh(parse_key(words[1], 4))

    def read_group(self, *words):
        require(len(words) >= 3, "a group of a policy has no members")
        name, threshold, members = words[0], words[1], words[2:]
        for member in members:
            require(self.known(member) and member not in self.members, "a member of a group is not known, or one twice")
            self.members.add(member)
        wanted = {"any": "1", "all": str(len(members))}.get(threshold, threshold)
        require(re.fullmatch(r"[1-9]\d{0,3}", wanted) and int(wanted) <= len(members), "a group of a policy asks for more than it has")
        self.groups[self.named(name)] = (int(wanted), members)

    def read_quorum(self, *words):
        require(self.quorum is None and len(words) == 1 and (words[0] == "none" or self.known(words[0])), "a policy needs one quorum")
        self.quorum = words[0]

    def cosigners(self, note):
        """Returns who of the witnesses has cosigned, and when; a cosignature that fails refuses the note."""
        text, signatures = split_note(note)
        found = {}
        for witness, (name, key_id, key) in self.witnesses.items():
            for signer, value in signatures:
                if signer == name and value[:4] == key_id and witness not in found:
                    seconds = int.from_bytes(value[4:12], "big")
                    message = b"cosignature/v1\ntime %d\n" % seconds + text
                    require(len(value) == 76 and 0 < seconds < 253402300800 and openssl_verifies(key, message, value[12:]),
                            f"the cosignature of {name} fails")
                    found[witness] = seconds
        return found

    def is_met_by(self, witnesses):
        agreeing = set(witnesses) | {"none"}
        for name, (threshold, members) in self.groups.items():
            if len(agreeing.intersection(members)) >= threshold:
                agreeing.add(name)
        return self.quorum in agreeing


def moment(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def split_proof(text):
    require(b"\n\n" in text, "not a proof")
    end = text.index(b"\n\n")
    return text[:end].decode("ascii").split("\n"), text[end + 2 :]


# What can be checked


def entry(arguments):
    lines, note = split_proof(read(arguments.proof))
    require(lines[0] == "c2sp.org/tlog-proof@v1", "not a proof of c2sp.org/tlog-proof")
    require(len(lines) > 1 and re.fullmatch(r"index (0|[1-9]\d*)", lines[1]), "the proof has no index")
    origin, size, root = open_checkpoint(note, read_keys(arguments.keys))
    index = int(lines[1][6:])
    line = read(arguments.line)
    if line.endswith(b"\n"):
        line = line[:-1]
    check_inclusion(index, size, leaf_hash(line), [unbase64(text) for text in lines[2:]], root)
    return f"entry {index} is in the log {origin} of {size} entries"


def growth(arguments):
    lines, note = split_proof(read(arguments.proof))
    keys = read_keys(arguments.keys)
    old_origin, old_size, old_root = open_checkpoint(read(arguments.old), keys)
    origin, size, root = open_checkpoint(note, keys)
    require(origin == old_origin, "the checkpoints are of different logs")
    require(lines[0] == f"old {old_size}", "the proof is from another size than the older checkpoint's")
    check_growth(old_size, old_root, size, root, [unbase64(text) for text in lines[1:]])
    return f"the log {origin} had {old_size} entries, has {size}, and only grew"


def tile_path(level, index, width):
    groups = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03d}")
    return f"tile/{level}/" + "/".join(groups) + (f".p/{width}" if width < 256 else "")


def read_level(directory, level, count):
    hashes = []
    for index in range((count + 255) // 256):
        width = min(256, count - index * 256)
        path = tile_path(level, index, width)
        data = read(os.path.join(directory, path))
        require(len(data) == width * 32, f"{path} has not {width} hashes")
        hashes += [data[i : i + 32] for i in range(0, len(data), 32)]
    return hashes


def tree(arguments):
    directory = arguments.directory
    origin, size, root = open_checkpoint(read(os.path.join(directory, "checkpoint")), read_keys(arguments.keys))
    hashes = read_level(directory, 0, size)
    require(root_of(hashes) == root, "the tiles do not give the signed root")
    lower, level = hashes, 1
    while size >> (8 * level):
        upper = read_level(directory, level, size >> (8 * level))
        for index, value in enumerate(upper):
            require(root_of(lower[index * 256 : index * 256 + 256]) == value,
                    f"hash {index} of level {level} is not what the tile under it gives")
        lower, level = upper, level + 1
    path = os.path.join(directory, "entries")
    if not os.path.exists(path):
        return f"the tiles of the log {origin} give its signed root over {size} entries; no entries were checked"
    with open(path, "rb") as file:
        count = 0
        for line in file:
            require(count < size, "there are more entries than were signed for")
            require(leaf_hash(line.rstrip(b"\n")) == hashes[count], f"entry {count} is not the one that was logged")
            count += 1
    require(count == size, f"entry {count} is missing")
    return f"all {size} entries of the log {origin} are as they were logged, and none is missing"


def witnesses(arguments):
    origin, size, _ = open_checkpoint(read(arguments.note), read_keys(arguments.keys))
    policy = Policy(read(arguments.policy))
    found = policy.cosigners(read(arguments.note))
    by = ", ".join(f"{name} at {moment(seconds)}" for name, seconds in found.items()) or "nobody"
    require(policy.quorum != "none", "the policy asks for no witness")
    require(policy.is_met_by(found), f"the quorum {policy.quorum} is not reached: cosigned by {by}")
    return f"the log {origin} of {size} entries is cosigned by {by}: the quorum {policy.quorum} is reached"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for check, names in ((entry, ("line", "proof")), (growth, ("old", "proof")), (tree, ("directory",)), (witnesses, ("policy", "note"))):
        command = commands.add_parser(check.__name__)
        command.set_defaults(check=check)
        command.add_argument("--keys", required=True)
        for name in names:
            command.add_argument(name)
    arguments = parser.parse_args()
    try:
        print("ACCEPTED: " + arguments.check(arguments))
    except (Refused, OSError, UnicodeDecodeError, ValueError) as refusal:
        print(f"REFUSED: {refusal}")
        sys.exit(1)


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    main()
