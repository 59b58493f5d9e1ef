// SPDX-License-Identifier: Apache-2.0

// Checks proofs of c2sp.org/tlog-proof with @sigstore/verify from npm, which nobody of this project wrote: the signature of the
// checkpoint, and that the proof leads from the entry to its root.
//
//   node check.js DIRECTORY     log.vkey, and for each number from 0 on: N.line, N.proof
"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { verifyCheckpoint } = require("@sigstore/verify/dist/tlog/checkpoint");
const { verifyMerkleInclusion } = require("@sigstore/verify/dist/tlog/merkle");

const ED25519 = Buffer.from("302a300506032b6570032100", "hex");
const directory = process.argv[2];

function read(name) {
  return fs.readFileSync(path.join(directory, name));
}

/** A verifier key of c2sp.org/signed-note, as @sigstore/verify wants to be told of a log. */
function log(vkey) {
  const [name, id, typed] = [vkey.split("+")[0], vkey.split("+")[1], vkey.split("+").slice(2).join("+")];
  const der = Buffer.concat([ED25519, Buffer.from(typed, "base64").subarray(1)]);
  const publicKey = crypto.createPublicKey({ key: der, format: "der", type: "spki" });
  return { logID: Buffer.from(id, "hex"), publicKey, baseURL: name };
}

function entry(line, proof) {
  const end = proof.indexOf("\n\n");
  const [header, index, ...hashes] = proof.slice(0, end).split("\n");
  if (header !== "c2sp.org/tlog-proof@v1") throw new Error("not a proof");
  return {
    canonicalizedBody: line,
    inclusionProof: {
      logIndex: index.replace("index ", ""),
      hashes: hashes.map((hash) => Buffer.from(hash, "base64")),
      checkpoint: { envelope: proof.slice(end + 2) },
    },
  };
}

let count = 0;
try {
  const logs = [log(read("log.vkey").toString().trim())];
  for (; fs.existsSync(path.join(directory, `${count}.proof`)); count++) {
    const checked = entry(read(`${count}.line`), read(`${count}.proof`).toString());
    verifyMerkleInclusion(checked, verifyCheckpoint(checked, logs));
  }
  console.log(`ACCEPTED ${count} proofs`);
} catch (refusal) {
  console.log(`REFUSED ${count} ${refusal.message}`);
}
