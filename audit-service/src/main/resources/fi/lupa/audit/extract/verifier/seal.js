// The list of parts with their digests, and the seal over it: a CMS signature in the form of CAdES, checked by Web Crypto.

const MANIFEST = "META-INF/ASiCManifest001.xml";
const SIGNATURE = "META-INF/signature001.p7s";
const ASIC = "http://uri.etsi.org/02918/v1.2.1#";
const DS = "http://www.w3.org/2000/09/xmldsig#";

const OID = {
  signedData: "1.2.840.113549.1.7.2",
  data: "1.2.840.113549.1.7.1",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingCertificate: "1.2.840.113549.1.9.16.2.47",
  sha256: "2.16.840.1.101.3.4.2.1",
  rsa: "1.2.840.113549.1.1.1",
  ec: "1.2.840.10045.2.1",
  basicConstraints: "2.5.29.19",
};
const HASHES = {
  "1.2.840.113549.1.1.11": "SHA-256",
  "1.2.840.113549.1.1.12": "SHA-384",
  "1.2.840.113549.1.1.13": "SHA-512",
  "1.2.840.10045.4.3.2": "SHA-256",
  "1.2.840.10045.4.3.3": "SHA-384",
  "1.2.840.10045.4.3.4": "SHA-512",
};
const CURVES = { "1.2.840.10045.3.1.7": ["P-256", 32], "1.3.132.0.34": ["P-384", 48], "1.3.132.0.35": ["P-521", 66] };
const NAMES = { "2.5.4.3": "CN", "2.5.4.10": "O", "2.5.4.6": "C", "2.5.4.11": "OU", "2.5.4.97": "organizationIdentifier" };

async function checkContainer(zip, report) {
  require(zip.names.length === zip.entries.size, "a name stands twice in the file");
  const first = zip.entries.get("mimetype");
  require(first && zip.names[0] === "mimetype" && first.method === 0 && first.offset === 0, "mimetype is not first and stored");
  require((await zip.text("mimetype")) === "application/vnd.etsi.asic-e+zip", "not an ASiC-E container");
  const listed = new DOMParser().parseFromString(await zip.text(MANIFEST), "application/xml");
  require(listed.getElementsByTagName("parsererror").length === 0, "the list of parts is not XML");
  const digests = new Map();
  for (const reference of listed.getElementsByTagNameNS(ASIC, "DataObjectReference")) {
    const method = reference.getElementsByTagNameNS(DS, "DigestMethod")[0]?.getAttribute("Algorithm") ?? "";
    const value = reference.getElementsByTagNameNS(DS, "DigestValue")[0]?.textContent;
    require(method.endsWith("#sha256"), "the list of parts has a digest that is not SHA-256");
    require(value, "the list of parts has a part without digest");
    const name = decodeURIComponent(reference.getAttribute("URI") ?? "");
    require(!digests.has(name), `${name} is listed twice`);
    digests.set(name, unbase64(value));
  }
  for (const name of zip.names) {
    require(digests.has(name) || ["mimetype", MANIFEST, SIGNATURE].includes(name), `${name} is not under the seal`);
  }
  for (const [name, digest] of digests) {
    require(zip.has(name), `${name} is missing`);
    tell(`reading ${name}`);
    require(same(await zip.digest(name), digest), `${name} is not as it was sealed`);
  }
  report.checked.push(`all ${digests.size} parts are as they were sealed, and no other is in the file`);
}

/** One value of DER with what is inside it. */
class Der {
  static parse(bytes) {
    const [value, end] = Der.#at(bytes, 0);
    require(end === bytes.length, "the seal is broken: more follows it");
    return value;
  }

  static #at(bytes, from) {
    require(from + 2 <= bytes.length && (bytes[from] & 0x1f) !== 0x1f, "the seal is broken: not DER");
    let at = from + 2;
    let length = bytes[from + 1];
    if (length > 0x80) {
      const count = length & 0x7f;
      require(count <= 4 && at + count <= bytes.length, "the seal is broken: not DER");
      length = 0;
      for (let i = 0; i < count; i++) length = length * 256 + bytes[at++];
    } else {
      require(length < 0x80, "the seal is broken: not DER");
    }
    require(at + length <= bytes.length, "the seal is broken: it is cut off");
    return [new Der(bytes[from], bytes.subarray(from, at + length), bytes.subarray(at, at + length)), at + length];
  }

  constructor(tag, whole, body) {
    Object.assign(this, { tag, whole, body });
  }

  get inside() {
    const values = [];
    for (let at = 0; at < this.body.length; ) {
      const [value, end] = Der.#at(this.body, at);
      values.push(value);
      at = end;
    }
    return values;
  }

  /** The value inside at a place; what is not there is a broken seal. */
  at(index, tag) {
    const value = this.inside[index];
    require(value && (tag === undefined || value.tag === tag), "the seal is broken: not as CMS is made");
    return value;
  }

  get oid() {
    require(this.tag === 6 && this.body.length > 0, "the seal is broken: not as CMS is made");
    const parts = [Math.min(2, Math.floor(this.body[0] / 40))];
    parts.push(this.body[0] - 40 * parts[0]);
    let value = 0;
    for (const byte of this.body.subarray(1)) {
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) {
        parts.push(value);
        value = 0;
      }
    }
    return parts.join(".");
  }
}

class Certificate {
  constructor(der) {
    this.der = der;
    const outer = Der.parse(der);
    this.signed = outer.at(0, 0x30);
    this.algorithm = outer.at(1, 0x30).at(0).oid;
    this.signature = outer.at(2, 3).body.subarray(1);
    const members = this.signed.inside;
    const skip = members[0]?.tag === 0xa0 ? 1 : 0;
    [this.issuer, this.validity, this.subject, this.key] = [2, 3, 4, 5].map((index) => members[index + skip]);
    require(this.key, "the seal is broken: its certificate is none");
    this.extensions = members.find((member) => member.tag === 0xa3);
  }

  get name() {
    const parts = this.subject.inside.flatMap((set) => set.inside.map((one) => [NAMES[one.at(0).oid] ?? one.at(0).oid, textOf(one.at(1).body)]));
    return parts.map(([name, value]) => `${name}=${value}`).join(", ");
  }

  get fingerprint() {
    return hex(sha256Of(this.der)).toUpperCase().replace(/..(?=.)/g, "$&:");
  }

  get end() {
    const time = this.validity.at(1);
    const text = textOf(time.body);
    const year = time.tag === 0x17 ? (text < "5" ? "20" : "19") + text.slice(0, 2) : text.slice(0, 4);
    const rest = time.tag === 0x17 ? text.slice(2) : text.slice(4);
    return new Date(`${year}-${rest.slice(0, 2)}-${rest.slice(2, 4)}T${rest.slice(4, 6)}:${rest.slice(6, 8)}:${rest.slice(8, 10)}Z`);
  }

  get mayIssue() {
    for (const extension of this.extensions?.at(0).inside ?? []) {
      if (extension.at(0).oid === OID.basicConstraints) {
        const constraints = Der.parse(extension.inside.at(-1).body);
        return constraints.inside[0]?.tag === 1 && constraints.inside[0].body[0] === 0xff;
      }
    }
    return false;
  }

  async verifies(hash, signature, message) {
    const algorithm = this.key.at(0, 0x30);
    const family = algorithm.at(0).oid;
    if (family === OID.rsa) {
      const scheme = { name: "RSASSA-PKCS1-v1_5", hash };
      const key = await crypto.subtle.importKey("spki", this.key.whole, scheme, false, ["verify"]);
      return crypto.subtle.verify(scheme, key, signature, message);
    }
    require(family === OID.ec && CURVES[algorithm.at(1).oid], "the seal is of a kind that this page does not know");
    const [namedCurve, width] = CURVES[algorithm.at(1).oid];
    const key = await crypto.subtle.importKey("spki", this.key.whole, { name: "ECDSA", namedCurve }, false, ["verify"]);
    const raw = joined(...Der.parse(signature).inside.map((number) => fixed(number.body, width)));
    return crypto.subtle.verify({ name: "ECDSA", hash }, key, raw, message);
  }
}

function fixed(number, width) {
  let from = 0;
  while (from < number.length - 1 && number[from] === 0) from++;
  const digits = number.subarray(from);
  require(digits.length <= width, "the seal is broken");
  return joined(new Uint8Array(width - digits.length), digits);
}

/** Finds the certificate that signed, and whether its signature over the content holds. */
async function signerOf(cms, content) {
  const outer = Der.parse(cms);
  require(outer.at(0).oid === OID.signedData, "the seal is broken: not signed data");
  const signedData = outer.at(1, 0xa0).at(0, 0x30);
  require(signedData.at(2, 0x30).at(0).oid === OID.data && signedData.at(2).inside.length === 1, "the seal is broken: it has a content of its own");
  const certificates = signedData.inside.find((member) => member.tag === 0xa0)?.inside.map((one) => new Certificate(one.whole)) ?? [];
  const signers = signedData.inside.at(-1).inside;
  require(signedData.inside.at(-1).tag === 0x31 && signers.length === 1, "the seal is broken: not one signer");
  const members = signers[0].inside;
  require(members[2]?.tag === 0x30 && members[2].at(0).oid === OID.sha256, "the seal is of a kind that this page does not know");
  require(members[3]?.tag === 0xa0 && members[4]?.tag === 0x30 && members[5]?.tag === 4, "the seal is broken: not as CAdES is made");
  const attributes = new Map(members[3].inside.map((attribute) => [attribute.at(0).oid, attribute.at(1, 0x31).at(0)]));
  require(attributes.get(OID.contentType)?.oid === OID.data, "the seal is broken: not as CAdES is made");
  require(same(attributes.get(OID.messageDigest)?.body ?? [], sha256Of(content)), "the seal is broken: it is over another list of parts");
  const named = attributes.get(OID.signingCertificate)?.at(0, 0x30).at(0, 0x30).inside ?? [];
  require(named[0]?.tag === 4 || (named[0]?.tag === 0x30 && named[0].at(0).oid === OID.sha256), "the seal is broken: it names no certificate");
  const digest = named.find((member) => member.tag === 4)?.body ?? [];
  const signer = certificates.find((certificate) => same(sha256Of(certificate.der), digest));
  require(signer, "the seal is broken: its certificate is missing");
  const signed = joined(Uint8Array.of(0x31), members[3].whole.subarray(1));
  require(await signer.verifies("SHA-256", members[5].body, signed), "the seal is broken");
  return { signer, certificates };
}

/** Follows who issued the certificate up to one that was given. */
async function leadsTo(given, signer, others) {
  let current = signer;
  for (let step = 0; step < 6; step++) {
    if (given.some((certificate) => same(certificate.der, current.der))) return true;
    let above = null;
    for (const candidate of [...given, ...others]) {
      const fits = candidate.mayIssue && same(candidate.subject.whole, current.issuer.whole) && HASHES[current.algorithm];
      if (fits && (await candidate.verifies(HASHES[current.algorithm], current.signature, current.signed.whole))) above = candidate;
    }
    if (above === null || same(above.der, current.der)) return false;
    current = above;
  }
  return false;
}

async function checkSeal(zip, pem, report) {
  const { signer, certificates } = await signerOf(await zip.bytes(SIGNATURE), await zip.bytes(MANIFEST)).catch((failure) => {
    throw failure instanceof Refused ? failure : new Refused("the seal is broken");
  });
  if (pem !== null) {
    const given = [...pem.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g)].map(
      (one) => new Certificate(unbase64(one[1].replace(/\s/g, ""))),
    );
    require(given.length > 0, "the file given for the seal holds no certificate");
    require(await leadsTo(given, signer, certificates), "the seal is not of the certificate given");
  }
  report.checked.push(`the seal (CAdES) is whole: ${signer.name}, SHA-256 ${signer.fingerprint}`);
  if (pem === null) {
    report.unchecked.push("whose seal it is: compare the fingerprint with the one you were given, or choose the certificate above");
  }
  if (signer.end < new Date()) {
    report.unchecked.push(`whether the seal was set while its certificate was good: it ran out at ${signer.end.toISOString()}`);
  }
  report.unchecked.push("whether the seal's certificate was revoked: any validator of ETSI containers does (the European Commission's DSS, for example)");
}
