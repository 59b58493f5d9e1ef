// What everything else here is made of: a refusal with its reason, digests, texts, bytes.

class Refused extends Error {}

function require(condition, reason) {
  if (!condition) throw new Refused(reason);
}

/** What was checked, what could not be, and what the file itself shows to be wrong with the log's owner. */
class Report {
  checked = [];
  unchecked = [];
  violations = [];
}

const encoder = new TextEncoder();

function textOf(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused("a text that is not UTF-8");
  }
}

function unbase64(text) {
  require(/^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0, "not base64");
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  require(base64(bytes) === text, "not canonical base64");
  return bytes;
}

function base64(bytes) {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}

function base64url(bytes) {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function joined(...arrays) {
  const all = new Uint8Array(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

function same(one, other) {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** SHA-256 in slices (js-sha256), because Web Crypto can only hash what is in memory as a whole. */
class Sha256 {
  #hash = sha256.create();

  add(bytes) {
    this.#hash.update(bytes);
    return this;
  }

  end() {
    return new Uint8Array(this.#hash.arrayBuffer());
  }
}

function sha256Of(...arrays) {
  const hash = new Sha256();
  for (const array of arrays) hash.add(array);
  return hash.end();
}
