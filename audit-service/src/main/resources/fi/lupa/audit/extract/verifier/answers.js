// What was answered about the person, and why: records under roots that the log was told when it was answered.

/** RFC 9162, 2.1.3.2: the root that a path leads to. */
function rootBy(index, size, leaf, path) {
  let [node, last, value] = [index, size - 1, leaf];
  for (const sibling of path) {
    require(last > 0, "the proof is too long");
    if (node % 2 === 1 || node === last) {
      value = nodeHash(sibling, value);
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else {
      value = nodeHash(value, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  require(last === 0, "the proof is too short");
  return value;
}

/** The log's entries that hold the roots over answers, each in the log, by their places. */
async function readMinutes(zip, manifest, logs) {
  const where = zip.lines("minutes.csv");
  require(textOf((await where.next()).value ?? new Uint8Array(0)) === "log;index", "minutes.csv has another heading");
  const minutes = new Map();
  for await (const line of zip.lines("minutes.ndjson")) {
    const place = await where.next();
    const [name, index] = place.done ? [] : textOf(place.value).split(";");
    require(logs.has(name) && /^[0-9]+$/.test(index), "minutes.csv has a line that is none");
    await logs.get(name).checkEntry(Number(index), line);
    const leaf = parsed(line, "an entry");
    require(leaf.kind === "decision.minute" && leaf.ten === manifest.tenant, `entry ${index} is not about answers of this tenant`);
    minutes.set(`${name}:${index}`, leaf);
  }
  require((await where.next()).done && minutes.size === manifest.decisions.minutes, "an entry about answers is missing");
  return minutes;
}

/** A record is the one that was made when it was answered: it leads to a root that was logged then. */
function checkAnswer(row, minutes, manifest) {
  const leaf = minutes.get(row.minute);
  const record = parsed(encoder.encode(row.record), "an answer");
  const what = `the answer ${record.id}`;
  require(leaf !== undefined && leaf.id === row.event, `${what} names an entry of the log that is not there`);
  const { fact } = leaf;
  require(row.size === fact.records && row.index >= 0 && row.index < row.size, `${what} is in no place of its minute`);
  const root = rootBy(row.index, row.size, leafHash(encoder.encode(row.record)), row.path.map(unbase64));
  require(same(root, unbase64(fact.root)), `${what} is not the one that was recorded`);
  const fits = record.tenant === manifest.tenant && record.client === fact.client && record.controller === leaf.ctl && record.purpose === leaf.purp;
  require(fits, `${what} is in the minute of another client, controller or purpose`);
}

async function checkAnswers(zip, manifest, logs, report) {
  const summary = manifest.decisions;
  const minutes = await readMinutes(zip, manifest, logs);
  const counts = new Map();
  for await (const line of zip.lines("decisions.ndjson")) {
    const row = parsed(line, "a line of decisions.ndjson");
    counts.set(row.result, (counts.get(row.result) ?? 0) + 1);
    if (row.result === "PROVEN") {
      checkAnswer(row, minutes, manifest);
    } else if (["DIFFERENT", "NOT_LOGGED"].includes(row.result)) {
      const { id } = parsed(encoder.encode(row.record), "an answer");
      report.violations.push(`the answer ${id} is not what the log was told of its minute (${row.result})`);
    } else if (row.result === "UNEXPLAINED") {
      report.violations.push(
        `the answer ${row.decision} that entry ${row.log}:${row.index} names is not there: it was lost, or whoever reported named another`,
      );
    } else {
      require(["TOO_NEW", "RETENTION", "NOT_FINDABLE"].includes(row.result), "an answer of which nothing is said");
    }
  }
  const told = Object.entries(summary.results);
  require(told.length === counts.size && told.every(([result, count]) => counts.get(result) === count), "the manifest counts other answers");
  tellAnswers(summary, counts, report);
}

function tellAnswers(summary, counts, report) {
  if (summary.state === "NOT_ASKED") {
    report.unchecked.push("what was answered: it was not asked for, or the extract is not about a person");
    return;
  }
  if (summary.state !== "OBTAINED") {
    report.unchecked.push(`what was answered: it was asked for and not obtained (${summary.reason}), or not all of it`);
  }
  report.checked.push(
    `${counts.get("PROVEN") ?? 0} answers about the person are the ones over which roots were logged then (decisions.csv: when, to whom, why)`,
  );
  const words = {
    TOO_NEW: "their minutes are not under this checkpoint yet",
    RETENTION: "entries name them, and their time may have come (30 days; 13 months for those that allowed)",
    NOT_FINDABLE: "entries name them, and they are found by an address only, which the vault has not given out",
  };
  for (const [result, reason] of Object.entries(words)) {
    if (counts.has(result)) report.unchecked.push(`${counts.get(result)} answers: ${reason}`);
  }
  report.unchecked.push("that these are all the answers, and about this person: records name people by a key that only the answering service has");
}
