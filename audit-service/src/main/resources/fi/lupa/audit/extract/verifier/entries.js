// The entries: each in the log, their chains without a gap, and the personal fields behind their digests.

const MEMBER = { subject: "n", controller: "cn" };
const PREVIOUS = { subject: "prev", controller: "cprev" };
const COMPLETE = { subject: "about the person", controller: "about the controller", log: "of the log", issued: "of the extract itself" };

function parsed(line, what) {
  try {
    return JSON.parse(textOf(line));
  } catch {
    throw new Refused(`${what} is not JSON`);
  }
}

async function* places(zip, name) {
  const lines = zip.lines(name);
  const heading = await lines.next();
  require(!heading.done && textOf(heading.value) === "rail;position;log;index", `${name} has another heading`);
  for await (const line of lines) {
    const parts = textOf(line).split(";");
    require(parts.length === 4 && /^[0-9]{1,15}$/.test(parts[1]) && /^[0-9]{1,15}$/.test(parts[3]), `${name} has a line that is none`);
    yield { rail: parts[0], position: Number(parts[1]), log: parts[2], index: Number(parts[3]), leaf: null };
  }
}

async function* linesOf(zip, parts) {
  for (let number = 1; number <= parts; number++) {
    tell(`checking entries, part ${number} of ${parts}`);
    yield* zip.lines(`entries/part-${String(number).padStart(4, "0")}.ndjson`);
  }
}

/** Each line with its place, after its inclusion under the signed root was checked. */
async function* shownEntries(zip, manifest, logs) {
  const where = places(zip, "index.csv");
  for await (const line of linesOf(zip, manifest.parts)) {
    const next = await where.next();
    require(!next.done, "there are more entries than places");
    const place = next.value;
    require(logs.has(place.log), "an entry of a log that is not in the file");
    await logs.get(place.log).checkEntry(place.index, line);
    place.leaf = parsed(line, `entry ${place.index}`);
    require(place.leaf.ten === manifest.tenant, `entry ${place.index} is another tenant's`);
    const expected = place.rail in MEMBER ? place.leaf[MEMBER[place.rail]] : place.index;
    require(expected === place.position, `entry ${place.index} is not number ${place.position} of its chain`);
    yield place;
  }
  require((await where.next()).done, "an entry is missing: there are more places than entries");
}

/** All positions in the order of the rails: shown ones with their leaf, withheld ones without. */
async function* merged(shown, withheld, rails) {
  const order = (entry) => {
    const number = rails.findIndex(
      (rail) => rail.rail === entry.rail && (rail.log ?? entry.log) === entry.log && rail.first <= entry.position && entry.position <= rail.last,
    );
    require(number >= 0, `number ${entry.position} is on no rail of the manifest`);
    return number;
  };
  const before = (one, other) => {
    const [first, second] = [order(one), order(other)];
    return first === second ? one.position <= other.position : first < second;
  };
  let one = await shown.next();
  let other = await withheld.next();
  while (!one.done || !other.done) {
    if (!one.done && (other.done || before(one.value, other.value))) {
      yield one.value;
      one = await shown.next();
    } else {
      order(other.value);
      yield other.value;
      other = await withheld.next();
    }
  }
}

/** The personal fields behind the digests of each fact in scope, or why they are missing. */
class Disclosures {
  static async open(zip, manifest) {
    const disclosures = new Disclosures(zip, manifest);
    await disclosures.#next();
    return disclosures;
  }

  constructor(zip, manifest) {
    this.summary = manifest.disclosures;
    this.lines = zip.lines("disclosures.ndjson");
    Object.assign(this, { held: 0, without: 0, retention: 0, erased: new Map(), problems: [], erasing: new Map() });
  }

  async #next() {
    const line = await this.lines.next();
    this.line = line.done ? null : parsed(line.value, "a line of disclosures.ndjson");
  }

  async meet(entry, inScope) {
    const { log, index, leaf } = entry;
    if (leaf.kind === "subject.erased") this.erasing.set(`${log}:${index}`, leaf.id);
    if (this.line !== null && this.line.log === log && this.line.index === index) {
      require(this.line.event === leaf.id, `the personal fields listed for entry ${index} are another event's`);
      this.#check(this.line, leaf, index);
      await this.#next();
    } else if (inScope && this.summary.state === "OBTAINED" && String(leaf.src?.topic).endsWith("permission-events.v1")) {
      this.problems.push(`nothing is said about the personal fields of entry ${index}`);
    }
  }

  #check(line, leaf, index) {
    const digests = new Set(leaf._sd);
    const given = new Set((line.disclosures ?? []).map((text) => base64url(sha256Of(encoder.encode(text)))));
    const all = [...given].every((digest) => digests.has(digest));
    require(all, `personal fields are shown for entry ${index} that are not the ones that were logged`);
    if (line.result === "HELD" && given.size === digests.size) {
      this.held++;
    } else if (line.result === "NONE" && digests.size === 1) {
      this.without++;
    } else if (line.result === "ERASED" && line.see) {
      const key = `${line.see} ${line.erasedBy}`;
      this.erased.set(key, (this.erased.get(key) ?? 0) + 1);
    } else if (line.result === "RETENTION") {
      this.retention++;
    } else {
      const why = line.missing ?? "digests without them";
      this.problems.push(`the personal fields of entry ${index} are missing, and no entry of the log explains it (${why})`);
    }
  }

  end(report) {
    require(this.line === null, "personal fields are listed for an entry that is not in the file");
    if (this.summary.state === "NOT_ASKED") {
      report.unchecked.push("personal fields: they were not asked for, so only their digests are here");
      return;
    }
    if (this.summary.state !== "OBTAINED") {
      report.unchecked.push(`personal fields: they were asked for and not obtained (${this.summary.reason}), or not all of them`);
    }
    report.checked.push(`the personal fields of ${this.held} entries are the ones whose digests were logged`);
    if (this.without > 0) {
      report.unchecked.push(`that ${this.without} entries never had personal fields: each has one digest, which may be of nothing`);
    }
    if (this.retention > 0) {
      report.unchecked.push(`that the time of the personal fields of ${this.retention} entries had come: only the vault says so`);
    }
    for (const [key, count] of this.erased) {
      const [place, event] = key.split(" ");
      const known = this.erasing.get(place);
      require(known === undefined || known === event, `entry ${place} does not tell of the erasure that it is named for`);
      const where = known ? "which is in this file" : "which is not in this file";
      report.checked.push(`the personal fields of ${count} entries were erased, see entry ${place}, ${where}`);
    }
    report.violations.push(...this.problems);
  }
}

/** The texts that entries name by their hashes: each in a file of that name, or why it is not. */
class Texts {
  constructor(zip, manifest) {
    Object.assign(this, { zip, summary: manifest.notices, named: new Map() });
  }

  meet({ index, leaf }) {
    if (leaf.pol !== undefined && !this.named.has(leaf.pol)) this.named.set(leaf.pol, index);
  }

  async end(report) {
    const results = new Map();
    for await (const line of this.zip.lines("notices.ndjson")) {
      const row = parsed(line, "a line of notices.ndjson");
      const known = /^[0-9a-f]{64}$/.test(row.sha256) && this.named.has(row.sha256) && ["SHOWN", "DIFFERENT", "MISSING"].includes(row.result);
      require(known, "a text is listed that no entry names");
      results.set(row.sha256, row.result);
      if (row.result === "SHOWN") {
        const file = `notices/${row.sha256}.txt`;
        require(hex(await this.zip.digest(file)) === row.sha256, `${file} is not the text that was shown`);
      } else if (row.result === "DIFFERENT") {
        report.violations.push(`the text of ${row.notice} ${row.version} (${row.language}) is not the one that entry ${this.named.get(row.sha256)} names`);
      }
    }
    this.#tell(results, report);
  }

  #tell(results, report) {
    const { state, reason } = this.summary;
    if (state === "NOT_ASKED") {
      report.unchecked.push("the texts that were shown: they were not asked for, so only their hashes are here");
    } else if (state !== "OBTAINED") {
      report.unchecked.push(`the texts that were shown: they were asked for and not obtained (${reason}), or not all of them`);
    } else {
      for (const [digest, index] of this.named) {
        require(results.has(digest), `nothing is said about the text that entry ${index} names`);
        if (results.get(digest) === "MISSING") {
          report.violations.push(`the text that entry ${index} says was shown is not there, and nothing explains it`);
        }
      }
    }
    const shown = [...results.values()].filter((result) => result === "SHOWN").length;
    report.checked.push(`${shown} texts are the ones whose hashes were logged when they were shown (notices/)`);
  }
}

/** What the log tells of the catalogue: each line in the log, none listed that is not. */
async function checkCatalogue(zip, manifest, logs, report) {
  const where = zip.lines("catalogue.csv");
  const heading = await where.next();
  require(!heading.done && textOf(heading.value) === "log;index", "catalogue.csv has another heading");
  let count = 0;
  for await (const line of zip.lines("catalogue.ndjson")) {
    const place = await where.next();
    const [name, index] = place.done ? [] : textOf(place.value).split(";");
    require(logs.has(name) && /^[0-9]{1,15}$/.test(index), "catalogue.csv has a line that is none");
    await logs.get(name).checkEntry(Number(index), line);
    const leaf = parsed(line, `entry ${index}`);
    require(leaf.kind.startsWith("catalogue.") && leaf.ten === manifest.tenant, `entry ${index} is none of this catalogue`);
    count++;
  }
  require((await where.next()).done && count === manifest.catalogue, "an entry of the catalogue is missing");
  report.checked.push(`the ${count} entries about the catalogue are in the log`);
  report.unchecked.push("that no version of the catalogue is missing: only a chain shows that, see the entries themselves");
}

/** Follows every rail from its first to its last position, and what each entry names as the one before it. */
class Rails {
  constructor(manifest, disclosures, texts) {
    Object.assign(this, { manifest, disclosures, texts, scope: manifest.scope, rails: manifest.rails });
    Object.assign(this, { current: -1, expected: 0, before: null, shown: 0, withheld: 0, inScope: 0, issued: null, openEdges: 0 });
    this.provable = manifest.completeness !== "NONE";
  }

  #nextRail() {
    this.#requireFinished();
    this.current++;
    require(this.current < this.rails.length, "an entry that is on no rail of the manifest");
    this.expected = this.rails[this.current].first;
    this.before = null;
  }

  #requireFinished() {
    if (this.current >= 0 && this.provable) {
      const rail = this.rails[this.current];
      require(this.expected > rail.last, Rails.#gap(rail, this.expected, null));
    }
  }

  static #gap(rail, position, leaf) {
    const name = rail.name === undefined ? "" : ` ${rail.name}`;
    const previous = leaf?.[PREVIOUS[rail.rail]];
    return `a gap: number ${position} ${COMPLETE[rail.rail]}${name} is missing${previous ? ` (it is entry ${previous})` : ""}`;
  }

  #isOn(entry) {
    const rail = this.rails[this.current];
    return rail.rail === entry.rail && (entry.rail in MEMBER || rail.log === entry.log) && entry.position <= rail.last;
  }

  async meet(entry) {
    while (this.current < 0 || !this.#isOn(entry)) this.#nextRail();
    const rail = this.rails[this.current];
    const { position, leaf } = entry;
    require(!this.provable || position === this.expected, Rails.#gap(rail, this.expected, leaf));
    this.expected = position + 1;
    if (leaf === null) {
      this.withheld++;
      const reason = entry.rail !== "controller" || this.scope.purpose !== null;
      require(reason, `number ${position} ${COMPLETE[entry.rail]} ${rail.name ?? ""} is withheld, and nothing can be a reason for that`);
    } else {
      this.shown++;
      this.#checkLeaf(entry, rail);
      this.texts.meet(entry);
      await this.disclosures.meet(entry, rail.from <= position && position < rail.until);
    }
    this.#checkEdges(entry, rail);
    this.before = `${entry.log}:${entry.index}`;
  }

  #checkLeaf({ rail: word, position, leaf }, rail) {
    if (word in MEMBER && this.before !== null) {
      require(leaf[PREVIOUS[word]] === this.before, `number ${position} names another entry before it than the one shown`);
    }
    if (leaf.kind === "extract.issued" && leaf.id === this.manifest.issued.event) {
      this.issued = leaf;
      return;
    }
    if (rail.from <= position && position < rail.until) {
      this.inScope++;
      for (const [member, wanted] of [["sub", this.scope.subjectId], ["ctl", this.scope.controller], ["purp", this.scope.purpose]]) {
        require(wanted === null || leaf[member] === wanted, `number ${position} is outside the scope`);
      }
      const { from, to } = this.scope;
      require((from === null || leaf.log >= from) && (to === null || leaf.log < to), `number ${position} is outside the period`);
    }
  }

  /** What lies just outside the scope shows that nothing inside it was left out at the ends. */
  #checkEdges({ rail: word, position, leaf }, rail) {
    if (word === "issued" || !this.provable || (rail.from <= position && position < rail.until)) return;
    const { from, to } = this.scope;
    const reason = `number ${position} is in the period and was left out of it`;
    if (leaf === null) {
      this.openEdges++;
    } else if (position < rail.from) {
      require(from !== null && leaf.log < from, reason);
    } else {
      require(leaf.id === this.manifest.issued.event || (to !== null && leaf.log >= to), reason);
    }
  }

  end(report) {
    while (this.current < this.rails.length - 1) this.#nextRail();
    this.#requireFinished();
    require(this.issued !== null, "the entry that tells of this extract is not in it");
    const told = this.issued.fact;
    const members = ["subjectId", "controller", "purpose", "from", "to"];
    const sameScope = Object.keys(this.scope).length === members.length && members.every((member) => told.scope[member] === this.scope[member]);
    require(told.extract === this.manifest.extract && sameScope, "the log tells of another extract or scope than the manifest");
    require(this.shown === this.manifest.entries, "the manifest counts other entries");
    for (const rail of this.rails.filter((one) => one.rail !== "issued" && this.provable)) {
      require(rail.first === 0 || rail.first < rail.from, "the beginning of the period is not shown");
      require(rail.last >= rail.until || this.#isAClosedYear(rail), "the end of the period is not shown");
    }
    this.#tell(report);
  }

  /** A log of an earlier year than the one that tells of the extract ends where its checkpoint ends. */
  #isAClosedYear(rail) {
    const size = this.manifest.logs.find((log) => log.name === rail.log)?.size;
    return rail.rail === "log" && rail.log !== this.manifest.issued.log && rail.last === size - 1;
  }

  #tell(report) {
    report.checked.push(`all ${this.shown} entries are in the log, ${this.inScope} of them in scope, and the log tells of this extract`);
    if (!this.provable) {
      report.unchecked.push("completeness: entries have no number within a purpose, so nobody can show that none was left out");
      return;
    }
    report.checked.push(`the chain (${this.manifest.completeness.toLowerCase()}) has no gap, and ends at the entry that tells of this extract`);
    if (this.withheld > 0) {
      report.unchecked.push(
        `${this.withheld} entries of the chain are not shown (withheld.csv names their places): that they are outside the scope cannot be seen from this file`,
      );
    }
    if (this.openEdges > 0) report.unchecked.push("an edge of the period: the entry beside it is not shown");
  }
}
