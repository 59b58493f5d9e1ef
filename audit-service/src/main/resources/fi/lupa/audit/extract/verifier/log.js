// The logs: C2SP's signed checkpoints and tiles over a tree as in RFC 6962.

const EMPTY_ROOT = sha256Of();

function leafHash(line) {
  return sha256Of(Uint8Array.of(0), line);
}

function nodeHash(left, right) {
  return sha256Of(Uint8Array.of(1), left, right);
}

/** The definition in RFC 6962, 2.1, over hashes of leaves or of equally high subtrees. */
function rootOf(hashes) {
  if (hashes.length === 0) return EMPTY_ROOT;
  if (hashes.length === 1) return hashes[0];
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

/** RFC 9162, 2.1.4.2. Numbers of entries are below 2^53, so halves are taken by division. */
function checkGrowth(oldSize, oldRoot, size, root, proof) {
  require(oldSize <= size, "the older tree is larger");
  if (oldSize === size || oldSize === 0) {
    require(proof.length === 0 && same(oldRoot, oldSize === size ? root : EMPTY_ROOT), "two trees of one size differ");
    return;
  }
  let node = oldSize - 1;
  let last = size - 1;
  const path = [...proof];
  if (Number.isInteger(Math.log2(oldSize)) && 2 ** Math.log2(oldSize) === oldSize) path.unshift(oldRoot);
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  require(path.length > 0, "the proof is empty");
  let older = path[0];
  let newer = path[0];
  for (const sibling of path.slice(1)) {
    require(last > 0, "the proof is too long");
    if (node % 2 === 1 || node === last) {
      older = nodeHash(sibling, older);
      newer = nodeHash(sibling, newer);
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else {
      newer = nodeHash(newer, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  require(last === 0, "the proof is too short");
  require(same(older, oldRoot), "the older tree is not a beginning of this one");
  require(same(newer, root), "the proof does not lead to the signed root");
}

/** Web Crypto where the browser knows Ed25519, otherwise the library in this page. */
async function ed25519Verifies(key, message, signature) {
  let imported = null;
  try {
    imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    fallback.used = true;
    return nobleEd25519.verifyAsync(signature, message, key, { zip215: false }).catch(() => false);
  }
  return crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

const fallback = { used: false };

function parseKey(text, kind) {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text);
  require(parts, "not a verifier key");
  const typed = unbase64(parts[3]);
  require(typed.length === 33 && typed[0] === kind, kind === 1 ? "not an Ed25519 verifier key" : "not a witness's Ed25519 verifier key");
  const id = sha256Of(encoder.encode(`${parts[1]}\n`), typed).subarray(0, 4);
  require(hex(id) === parts[2], "the id of a verifier key is wrong");
  return { name: parts[1], id, key: typed.subarray(1) };
}

function parseKeys(text) {
  const lines = text.split("\n").map((one) => one.trim()).filter((one) => one !== "");
  require(lines.length > 0, "no verifier key");
  return lines.map((line) => parseKey(line, 1));
}

/** The text of a signed note, and name and value of each signature. */
function splitNote(note) {
  const end = note.lastIndexOf("\n\n");
  require(end >= 0 && note.endsWith("\n"), "not a signed note");
  const signatures = note.slice(end + 2, -1).split("\n").map((line) => {
    const parts = line.split(" ");
    require(parts.length === 3 && parts[0] === "\u2014", "not a signature line");
    return { signer: parts[1], value: unbase64(parts[2]) };
  });
  return { text: note.slice(0, end + 1), signatures };
}

function isOf(signature, key) {
  return signature.signer === key.name && same(signature.value.subarray(0, 4), key.id);
}

/** Opens a checkpoint that at least one of the keys has signed; a failing signature of a key refuses it. */
async function openCheckpoint(note, keys) {
  const { text, signatures } = splitNote(note);
  let signed = false;
  for (const signature of signatures) {
    for (const key of keys.filter((one) => isOf(signature, one))) {
      require(await ed25519Verifies(key.key, encoder.encode(text), signature.value.subarray(4)), "a signature of a key given fails");
      signed = true;
    }
  }
  require(signed, "not signed by a key given");
  const lines = text.split("\n");
  require(lines.length >= 4 && /^(0|[1-9][0-9]{0,15})$/.test(lines[1]), "not a checkpoint");
  require(keys.some((key) => key.name === lines[0]), "the checkpoint of another log than the key's");
  const root = unbase64(lines[2]);
  require(root.length === 32, "not a root hash");
  return { origin: lines[0], size: Number(lines[1]), root };
}

function tilePath(level, index, width) {
  const groups = [String(index % 1000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  }
  return `tile/${level}/${groups.join("/")}${width < 256 ? `.p/${width}` : ""}`;
}

/** A log's checkpoint and the tiles that are in the file; each tile is trusted only after it led to the signed root. */
class Log {
  static async open(zip, name, keys) {
    const log = new Log(zip, `logs/${name}/`);
    Object.assign(log, await openCheckpoint(await zip.text(`${log.folder}checkpoint`), keys));
    require(log.origin.endsWith(`/${name}`), `the checkpoint in ${log.folder} is of another log`);
    await log.#checkEdge();
    return log;
  }

  constructor(zip, folder) {
    Object.assign(this, { zip, folder, trusted: [] });
  }

  async #read(level, index, width) {
    const path = this.folder + tilePath(level, index, width);
    const data = await this.zip.bytes(path);
    require(data.length === 32 * width, `${path} has not ${width} hashes`);
    return Array.from({ length: width }, (_, place) => data.subarray(32 * place, 32 * place + 32));
  }

  /** The partial tiles at the right edge of every level give the root (RFC 6962, 2.1). */
  async #checkEdge() {
    let rest = [];
    for (let level = 0, count = this.size; count > 0; level++, count = Math.floor(count / 256)) {
      const hashes = count % 256 > 0 ? await this.#read(level, Math.floor(count / 256), count % 256) : [];
      this.trusted.push(new Map([[Math.floor(count / 256), hashes]]));
      rest = hashes.length + rest.length > 0 ? [rootOf([...hashes, ...rest])] : [];
    }
    require(same(rest[0] ?? EMPTY_ROOT, this.root), `the tiles of ${this.origin} do not give the signed root`);
  }

  async #tile(level, index) {
    require(level < this.trusted.length, `the tiles of ${this.origin} do not lead to the signed root`);
    const known = this.trusted[level];
    if (!known.has(index)) {
      const hashes = await this.#read(level, index, 256);
      const above = await this.#tile(level + 1, Math.floor(index / 256));
      const place = index % 256;
      const leads = place < above.length && same(rootOf(hashes), above[place]);
      require(leads, `${this.folder}${tilePath(level, index, 256)} does not lead to the signed root`);
      if (known.size > 64) known.delete([...known.keys()][1]);
      known.set(index, hashes);
    }
    return known.get(index);
  }

  async checkEntry(index, line) {
    require(index >= 0 && index < this.size, `entry ${index} is beyond the checkpoint of ${this.origin}`);
    const hashes = await this.#tile(0, Math.floor(index / 256));
    require(same(hashes[index % 256], leafHash(line)), `entry ${index} of ${this.origin} is not the one that was logged`);
  }
}

/** Who else has seen this very checkpoint: others would have seen it, had they been shown another. */
async function checkWitnesses(zip, log, given, report) {
  const policy = new Policy(given ?? (await zip.text(`${log.folder}policy`)));
  const name = `${log.folder}checkpoint.cosigned`;
  const checkpoint = await zip.text(`${log.folder}checkpoint`);
  const note = zip.has(name) ? await zip.text(name) : checkpoint;
  require(note.startsWith(checkpoint), `${name} is of another checkpoint`);
  const found = await policy.cosigners(note);
  for (const [witness, seconds] of found) {
    report.checked.push(`witness ${witness} saw ${log.origin} at ${log.size} entries, with this root and nothing taken back, at ${moment(seconds)}`);
  }
  if (policy.quorum === "none") {
    report.unchecked.push(`whether others were shown the same ${log.origin}: no witness is asked for; keep the checkpoint and compare it with theirs`);
  } else if (policy.isMetBy(found.keys())) {
    report.checked.push(`the quorum ${policy.quorum} of witnesses has cosigned the checkpoint of ${log.origin}`);
    if (given === null) {
      report.unchecked.push("whose witnesses these are: they came with the file; compare logs/*/policy with the one you were given, or choose that file above");
    }
  } else {
    require(given === null, `the quorum ${policy.quorum} of the policy given has not cosigned the checkpoint of ${log.origin}`);
    report.unchecked.push(
      `whether others were shown the same ${log.origin}: the quorum ${policy.quorum} of witnesses is missing; keep the checkpoint and compare it with theirs`,
    );
  }
}

async function checkLogs(zip, manifest, { keys: givenKeys, policy }, report) {
  const logs = new Map();
  for (const entry of manifest.logs) {
    require(/^[0-9A-Z_a-z-]+$/.test(entry.name), "not a name of a log");
    const keys = parseKeys(givenKeys ?? (await zip.text(`logs/${entry.name}/log.vkey`)));
    const log = await Log.open(zip, entry.name, keys);
    logs.set(entry.name, log);
    require(log.size === entry.size, "the manifest names another checkpoint");
    report.checked.push(`the checkpoint of ${log.origin} over ${log.size} entries is signed by the log's key`);
    await checkLogsGrowth(zip, entry, log, keys, report);
    await checkWitnesses(zip, log, policy, report);
    report.unchecked.push(
      zip.has(`${log.folder}checkpoint.tsr`)
        ? `the time stamp over the checkpoint: openssl ts -verify -data checkpoint -in checkpoint.tsr -CAfile TSA.pem, in ${log.folder}, does`
        : `when ${log.origin} had come this far: no time stamp is in the file`,
    );
  }
  if (givenKeys === null) {
    report.unchecked.push("whose log it is: its key came with the file; compare logs/*/log.vkey with the one you were given, or choose that file above");
  }
  return logs;
}

async function checkLogsGrowth(zip, entry, log, keys, report) {
  if (entry.previous === null) {
    report.unchecked.push(`growth of ${log.origin} since an earlier extract: this is the first of this authority`);
    return;
  }
  const older = await openCheckpoint(await zip.text(`${log.folder}checkpoint.previous`), keys);
  const text = await zip.text(`${log.folder}consistency.txt`);
  const end = text.indexOf("\n\n");
  require(end >= 0, "not a proof");
  const lines = text.slice(0, end).split("\n");
  require(text.slice(end + 2) === (await zip.text(`${log.folder}checkpoint`)), "the proof of growth is for another checkpoint");
  require(older.origin === log.origin && lines[0] === `old ${older.size}`, "the proof of growth begins at another checkpoint");
  require(older.size === entry.previous, "the manifest names another earlier checkpoint");
  checkGrowth(older.size, older.root, log.size, log.root, lines.slice(1).map(unbase64));
  report.checked.push(`${log.origin} only grew since this authority's last extract at ${older.size} entries: compare that checkpoint with the one you kept`);
}
