// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.measure.Memory;
import fi.lupa.benchmarks.measure.Report;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.demo.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** An extract of all entries of one controller: asked for, released, fetched, and checked by Go's own implementation of such logs. */
final class ExtractRun {

    private static final Path GO_SOURCES = Path.of("/usr/share/gocode");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEGABYTE = 1 << 20;
    private static final long LOOK_MILLIS = 200;
    private static final int CHECKS = 5;

    private final FilledLog log;
    private final Path root;
    private final Path folder;

    ExtractRun(FilledLog log, Path root) {
        this.log = log;
        this.root = root;
        this.folder = ScratchStack.folder(root);
    }

    void run(Bench bench, Report report, int entries) throws IOException {
        report.setting("entries of the extract, about", entries);
        bench.say("An extract of some " + entries + " entries ...");
        long begin = System.nanoTime();
        String extract = ready();
        report.add("extract: from the asking until it is ready", "s", (System.nanoTime() - begin) / NANOS_PER_SECOND);
        Path bundle = fetch(report, extract);
        report.add("extract: size", "MB", Files.size(bundle) / MEGABYTE);
        check(bench, report, bundle);
    }

    private String ready() throws IOException {
        String body = "{\"scope\":{\"controller\":\"" + LogFill.controller(0)
                + "\"},\"requestReference\":\"BENCH/1\",\"legalBasis\":\"GDPR 58(1)(e)\",\"language\":\"en\"}";
        Api.Answer asked = log.api().post(FilledLog.OFFICER, log.url("/v1/extracts"), body);
        String path = "/v1/extracts/" + asked.body().path("id").asText();
        Api.Answer released = log.api().post(FilledLog.OTHER_OFFICER, log.url(path + "/release"), "");
        if (!asked.isSuccess() || !released.isSuccess()) {
            throw new IOException("no extract: " + asked.text() + " " + released.text());
        }
        long end = System.nanoTime() + AuditLogFigure.patience().toNanos();
        String state = "";
        while (!state.equals("READY")) {
            state = log.api()
                    .get(FilledLog.OFFICER, log.url(path))
                    .body()
                    .path("state")
                    .asText();
            if (state.equals("FAILED") || System.nanoTime() > end) {
                throw new IOException("the extract is " + state);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
        return path;
    }

    private Path fetch(Report report, String path) throws IOException {
        long pid = log.stack().service(Service.AUDIT).pid();
        HttpRequest request = HttpRequest.newBuilder(URI.create(log.url(path + "/bundle")))
                .header("Authorization", "Bearer " + log.api().token(FilledLog.OFFICER))
                .build();
        double before = Memory.residentMegabytes(pid);
        double most = before;
        long begin = System.nanoTime();
        CompletableFuture<HttpResponse<Path>> fetching = HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.ofFile(folder.resolve("extract.asice")));
        while (!isDone(fetching)) {
            most = Math.max(most, Memory.residentMegabytes(pid));
        }
        HttpResponse<Path> answer = fetching.join();
        report.add("extract: making and sending it", "s", (System.nanoTime() - begin) / NANOS_PER_SECOND);
        report.add("extract: resident memory of audit-service before", "MB", before);
        report.add("extract: resident memory has grown by at most", "MB", most - before);
        if (answer.statusCode() != 200) {
            throw new IOException("the bundle was answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static boolean isDone(CompletableFuture<?> fetching) throws IOException {
        try {
            fetching.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("the bundle broke off", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void check(Bench bench, Report report, Path bundle) throws IOException {
        if (!Files.isDirectory(GO_SOURCES.resolve("src/golang.org/x/mod/sumdb/tlog"))) {
            report.setting("check by Go", "not taken: golang-go and golang-golang-x-mod-dev are not installed");
            return;
        }
        Path program = folder.resolve("check-extract");
        said(List.of("go", "build", "-o", program.toString(), "."), root.resolve("audit-service/src/test/go/extract"));
        for (int round = 0; round < Math.min(CHECKS, bench.rounds()); round++) {
            long begin = System.nanoTime();
            String verdict = said(List.of(program.toString(), bundle.toString()), folder);
            report.add(
                    "extract: checked by Go, from the file to the verdict (bar 10)",
                    "s",
                    (System.nanoTime() - begin) / NANOS_PER_SECOND);
            report.setting("verdict of Go", verdict.strip());
            if (!verdict.startsWith("ACCEPTED")) {
                report.fault("Go says " + verdict);
            }
        }
    }

    private String said(List<String> command, Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "GO111MODULE", "off",
                        "GOPATH", GO_SOURCES.toString(),
                        "GOCACHE", folder.resolve("go-cache").toString()));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            process.waitFor(Duration.ofMinutes(1).toMillis(), TimeUnit.MILLISECONDS);
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
