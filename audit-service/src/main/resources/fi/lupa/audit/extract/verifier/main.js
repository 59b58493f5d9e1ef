// The page: files in, verdict out. Nothing leaves it: its policy lets it open no connection.

const by = (id) => document.getElementById(id);

function tell(progress) {
  by("progress").textContent = progress;
}

async function checkBundle(file, given, report) {
  const zip = await Zip.open(file);
  await checkContainer(zip, report);
  await checkSeal(zip, given.seal, report);
  const manifest = parsed(await zip.bytes("manifest.json"), "manifest.json");
  require(manifest.format === "lupa-extract/1", "a format that this page does not know");
  const logs = await checkLogs(zip, manifest, given, report);
  const disclosures = await Disclosures.open(zip, manifest);
  const texts = new Texts(zip, manifest);
  const rails = new Rails(manifest, disclosures, texts);
  for await (const entry of merged(shownEntries(zip, manifest, logs), places(zip, "withheld.csv"), manifest.rails)) {
    await rails.meet(entry);
  }
  rails.end(report);
  disclosures.end(report);
  await texts.end(report);
  await checkCatalogue(zip, manifest, logs, report);
  await checkAnswers(zip, manifest, logs, report);
  return `extract ${manifest.extract}, case ${manifest.requestReference}: ${rails.inScope} entries`;
}

/** What no page that came with the file can show, and what this one leaves to the command. */
function tellLimits(report) {
  report.unchecked.push(
    "this page itself: it came with the file; compare its SHA-256 (openssl dgst -sha256 verify.html) with the one that Lupa publishes (deploy/verify/verify.html.sha256)",
  );
  report.unchecked.push("everything here with other people's programs: deploy/local/verify FILE, or openssl alone as README.txt says");
  if (fallback.used) report.checked.push("signatures of the log with the library in this page, because this browser does not know Ed25519");
}

async function verdictOn(file, given, report) {
  try {
    const shown = await checkBundle(file, given, report);
    tellLimits(report);
    return report.violations.length === 0 ? `ACCEPTED: ${shown}` : `ACCEPTED, AND IT SHOWS VIOLATIONS: ${shown}`;
  } catch (refusal) {
    const reason = refusal instanceof Refused ? refusal.message : `the file is damaged (${refusal?.name}: ${refusal?.message})`;
    return `REFUSED: ${reason}`;
  }
}

function list(id, lines) {
  by(id).hidden = lines.length === 0;
  by(id).querySelector("ul").replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }),
  );
}

async function chosen(id) {
  const file = by(id).files[0];
  return file === undefined ? null : file.text();
}

async function check() {
  const [file] = by("file").files;
  if (file === undefined) return;
  by("check").disabled = true;
  by("verdict").textContent = "";
  by("verdict").removeAttribute("data-verdict");
  ["checked", "unchecked", "violations"].forEach((id) => list(id, []));
  const report = new Report();
  fallback.used = false;
  const given = { keys: await chosen("keys"), seal: await chosen("seal"), policy: await chosen("policy") };
  const verdict = await verdictOn(file, given, report);
  tell("");
  ["checked", "unchecked", "violations"].forEach((id) => list(id, report[id]));
  by("verdict").textContent = verdict;
  by("verdict").dataset.verdict = verdict.startsWith("REFUSED") ? "refused" : report.violations.length > 0 ? "violations" : "accepted";
  by("check").disabled = false;
  by("verdict").focus();
}

if (globalThis.crypto?.subtle && globalThis.DecompressionStream && globalThis.nobleEd25519 && globalThis.sha256) {
  by("check").disabled = by("file").files.length === 0;
  by("file").addEventListener("change", () => (by("check").disabled = by("file").files.length === 0));
  by("form").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
} else {
  by("verdict").textContent = "NOT CHECKED: this browser is too old for this page. Use the command: deploy/local/verify FILE";
}
