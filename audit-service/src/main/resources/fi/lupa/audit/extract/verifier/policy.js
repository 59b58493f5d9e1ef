// Witnesses: whose cosignatures make a checkpoint good, as c2sp.org/tlog-policy writes it.

class Policy {
  constructor(text) {
    Object.assign(this, { witnesses: new Map(), groups: new Map(), quorum: null, members: new Set(), bare: new Set() });
    require(/^[\t\n\x20-\x7e\x80-\u{10ffff}]*$/u.test(text), "not the text of a policy");
    for (const line of text.split("\n")) {
      const [first, ...words] = line.split(/[ \t]+/).filter((word) => word !== "");
      if (first !== undefined && !first.startsWith("#")) {
        require(["log", "witness", "group", "quorum"].includes(first), "a line of a policy that is none");
        if (first === "log") this.#log(...words);
        if (first === "witness") this.#witness(...words);
        if (first === "group") this.#group(...words);
        if (first === "quorum") this.#quorum(...words);
      }
    }
    require(this.quorum !== null, "a policy without a quorum");
  }

  #fresh(key) {
    require(!this.bare.has(hex(key.key)), "a key stands twice in a policy");
    this.bare.add(hex(key.key));
    return key;
  }

  #named(name) {
    require(!this.#known(name) && name !== "none", "a name stands twice in a policy");
    return name;
  }

  #known(name) {
    return this.witnesses.has(name) || this.groups.has(name);
  }

  #log(...words) {
    require(words.length === 1 || words.length === 2, "a log of a policy is not one");
    this.#fresh(parseKey(words[0], 1));
  }

  #witness(...words) {
    require(words.length === 2 || words.length === 3, "a witness of a policy is not one");
    this.witnesses.set(this.#named(words[0]), this.#fresh(parseKey(words[1], 4)));
  }

  #group(...words) {
    require(words.length >= 3, "a group of a policy has no members");
    const [name, threshold, ...members] = words;
    for (const member of members) {
      require(this.#known(member) && !this.members.has(member), "a member of a group is not known, or one twice");
      this.members.add(member);
    }
    const wanted = new Map([["any", "1"], ["all", String(members.length)]]).get(threshold) ?? threshold;
    require(/^[1-9][0-9]{0,3}$/.test(wanted) && Number(wanted) <= members.length, "a group of a policy asks for more than it has");
    this.groups.set(this.#named(name), { threshold: Number(wanted), members });
  }

  #quorum(...words) {
    const one = this.quorum === null && words.length === 1 && (words[0] === "none" || this.#known(words[0]));
    require(one, "a policy needs one quorum");
    this.quorum = words[0];
  }

  /** Who of the witnesses has cosigned, and when; a cosignature that fails refuses the note. */
  async cosigners(note) {
    const { text, signatures } = splitNote(note);
    const found = new Map();
    for (const [witness, key] of this.witnesses) {
      const signature = signatures.find((one) => isOf(one, key));
      if (signature !== undefined) {
        const { value } = signature;
        const seconds = value.length === 76 ? new DataView(value.buffer, value.byteOffset).getBigUint64(4) : 0n;
        const message = encoder.encode(`cosignature/v1\ntime ${seconds}\n${text}`);
        const good = seconds > 0n && seconds < 253402300800n && (await ed25519Verifies(key.key, message, value.subarray(12)));
        require(good, `the cosignature of ${key.name} fails`);
        found.set(witness, seconds);
      }
    }
    return found;
  }

  isMetBy(witnesses) {
    const agreeing = new Set([...witnesses, "none"]);
    for (const [name, { threshold, members }] of this.groups) {
      if (members.filter((member) => agreeing.has(member)).length >= threshold) agreeing.add(name);
    }
    return agreeing.has(this.quorum);
  }
}

function moment(seconds) {
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}
