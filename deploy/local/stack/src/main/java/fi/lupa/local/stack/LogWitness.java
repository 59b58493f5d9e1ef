// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Somebody outside who keeps a checkpoint of the log, and later asks for the proof that the log only grew. What the audit-service says is
 * checked by {@code deploy/verify}, which needs Python 3 and openssl and nothing of the service.
 */
final class LogWitness {

    private static final String ACCEPTED = "ACCEPTED";
    private static final String AUDITOR = "regulator-vendor";
    private static final int SECONDS = 60;

    private final Path root;
    private final Path folder;
    private final Api api;
    private final String audit;
    private String log = "";

    /** Asks one process of audit-service, and keeps what it learns in a folder. */
    LogWitness(Path root, Path folder, Api api, String auditUrl) {
        this.root = root;
        this.folder = folder;
        this.api = api;
        this.audit = auditUrl;
    }

    /** The same witness asking another process. */
    LogWitness at(String auditUrl) {
        LogWitness other = new LogWitness(root, folder, api, auditUrl);
        other.log = log;
        return other;
    }

    /** The checkpoint that this event of the subject is under, once there is one: it is kept, and the event's proof is checked against it. */
    boolean keepsACheckpointOver(String subject, String kind) {
        for (JsonNode item : api.get(AUDITOR, audit + "/v1/subjects/" + subject + "/entries")
                .body()
                .path("items")) {
            if (item.at("/leaf/kind").asText().equals(kind)) {
                return keepsACheckpointOver(item);
            }
        }
        return false;
    }

    private boolean keepsACheckpointOver(JsonNode item) {
        String named = item.path("log").asText();
        Api.Answer proof = api.get(
                AUDITOR,
                audit + "/log/" + named + "/proof/inclusion?event="
                        + item.at("/leaf/id").asText());
        if (!proof.isSuccess()) {
            return false;
        }
        log = named;
        write("keys", api.get(AUDITOR, audit + "/log/" + log + "/keys").text());
        write("line", item.path("line").asText());
        write("proof", proof.text());
        write("checkpoint", proof.text().substring(proof.text().indexOf("\n\n") + 2));
        return verdict("entry", "line", "proof").startsWith(ACCEPTED);
    }

    /** How many entries the kept checkpoint was signed for. */
    long kept() {
        return size(read("checkpoint"));
    }

    /** How many entries the newest checkpoint that is served was signed for. */
    long served() {
        Api.Answer checkpoint = api.get(AUDITOR, audit + "/log/" + log + "/checkpoint");
        return checkpoint.isSuccess() ? size(checkpoint.text()) : -1;
    }

    /** Whether the log, as it is served now, begins with what the kept checkpoint was signed for. */
    boolean seesThatItOnlyGrew() {
        Api.Answer proof = api.get(AUDITOR, audit + "/log/" + log + "/proof/consistency?from=" + kept());
        if (!proof.isSuccess()) {
            return false;
        }
        write("growth", proof.text());
        return verdict("growth", "checkpoint", "growth").startsWith(ACCEPTED);
    }

    private static long size(String checkpoint) {
        return Long.parseLong(checkpoint.lines().skip(1).findFirst().orElse("-1"));
    }

    private String verdict(String check, String... files) {
        Path verifier = root.resolve("deploy/verify/verify.py");
        List<String> command = new ArrayList<>(List.of("python3", verifier.toString(), check, "--keys", "keys"));
        command.addAll(List.of(files));
        Path output = folder.resolve("verdict");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
