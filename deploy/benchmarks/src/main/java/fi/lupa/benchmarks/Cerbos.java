// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.benchmarks.http.Endless;
import fi.lupa.benchmarks.http.LoadLoop;
import fi.lupa.benchmarks.http.LoadResult;
import fi.lupa.benchmarks.http.Request;
import fi.lupa.benchmarks.measure.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rival that decides: a policy server, asked over HTTP whether somebody may be contacted. It keeps no facts, so each question brings those of
 * its person along; its policy is two lines of what our rulebook has.
 */
final class Cerbos implements AutoCloseable {

    private static final String POLICY = """
            apiVersion: api.cerbos.dev/v1
            resourcePolicy:
              resource: person
              version: default
              rules:
              - actions: [contact]
                effect: EFFECT_ALLOW
                roles: [tool]
                condition:
                  match:
                    all:
                      of:
                      - expr: >-
                          request.resource.attr.choices.exists(c, c.purpose == request.principal.attr.purpose
                          && c.channel == request.principal.attr.channel && c.state == "GIVEN")
                      - expr: '!request.resource.attr.objections.exists(o, o == "ALL_MARKETING")'
            """;
    private static final String SETTINGS = """
            server: {httpListenAddr: "127.0.0.1:%d", grpcListenAddr: "127.0.0.1:%d"}
            storage: {driver: disk, disk: {directory: "%s", watchForChanges: false}}
            telemetry: {disabled: true}
            """;
    private static final String QUESTION = """
            {"requestId":"x","principal":{"id":"marketing-tool","roles":["tool"],\
            "attr":{"purpose":"product-updates","channel":"EMAIL"}},\
            "resources":[%s]}\
            """;
    private static final String PERSON = """
            {"actions":["contact"],"resource":{"kind":"person","id":"p%d",\
            "attr":{"choices":[{"purpose":"product-updates","channel":"EMAIL","state":"%s"}],"objections":[]}}}\
            """;
    private static final String EFFECT = "EFFECT_";
    private static final int OK = 200;
    private static final int PEOPLE = 1_000;
    /** As many as it takes at once. */
    static final int LARGEST_BATCH = 50;

    private static final int WITHDRAWN = 3;
    private static final int CONNECTIONS = 50;
    private static final Duration LASTING = Duration.ofSeconds(4);

    private final RivalProcess server;
    private final int port;
    private final int atOnce;
    private final Endless questions;

    private Cerbos(RivalProcess server, int port, int atOnce) {
        this.server = server;
        this.port = port;
        this.atOnce = atOnce;
        this.questions = new Endless(questions(atOnce));
    }

    /** Starts it to be asked about so many people at once, if {@code deploy/benchmarks/rivals} has fetched it. */
    static Optional<Cerbos> start(Bench bench, int atOnce, Report report) throws IOException {
        Path rivals = bench.root().resolve("deploy/benchmarks/target/rivals");
        Optional<String> program =
                RivalProcess.program("cerbos-linux-x64", rivals.resolve("node_modules/@cerbos/cerbos-linux-x64"));
        if (program.isEmpty()) {
            return Optional.empty();
        }
        int port = RivalProcess.freePort();
        Path policies = Files.createDirectories(rivals.resolve("cerbos/policies"));
        Path settings = rivals.resolve("cerbos/settings.yaml");
        Files.writeString(policies.resolve("person.yaml"), POLICY);
        Files.writeString(settings, SETTINGS.formatted(port, RivalProcess.freePort(), policies));
        ProcessBuilder command =
                new ProcessBuilder(program.get(), "server", "--config=" + settings, "--log-level=error");
        RivalProcess server = RivalProcess.start("Cerbos", port, command);
        report.setting(
                "Cerbos",
                "CheckResources over HTTP, 50 connections, people a question: " + atOnce
                        + ", two conditions; the facts come with each question");
        return Optional.of(new Cerbos(server, port, atOnce));
    }

    /** People asked about a second; each answer must be the right one. */
    double checksPerSecond() throws IOException {
        // It closes connections that say nothing for two seconds, so they are new each time.
        try (LoadLoop loop = LoadLoop.to(port, CONNECTIONS)) {
            LoadResult asked = loop.closed(questions, LASTING);
            if (asked.wrong() > 0) {
                throw new IOException("Cerbos answered wrongly: " + asked.firstWrong());
            }
            return atOnce * asked.perSecond();
        }
    }

    private static List<Request> questions(int atOnce) {
        return IntStream.range(0, PEOPLE / atOnce)
                .mapToObj(number -> question(number * atOnce, atOnce))
                .toList();
    }

    private static Request question(int first, int atOnce) {
        List<String> expected =
                IntStream.range(first, first + atOnce).mapToObj(Cerbos::effect).toList();
        return Request.post(
                "/api/check/resources",
                "none",
                "",
                json(first, atOnce),
                answer -> answer.status() == OK && effects(answer.body()).equals(expected));
    }

    /** The question about so many people, of whom every third has withdrawn. */
    static String json(int first, int atOnce) {
        return QUESTION.formatted(IntStream.range(first, first + atOnce)
                .mapToObj(person -> PERSON.formatted(person, isWithdrawn(person) ? "WITHDRAWN" : "GIVEN"))
                .collect(Collectors.joining(",")));
    }

    private static String effect(int person) {
        return isWithdrawn(person) ? "DENY" : "ALLOW";
    }

    private static boolean isWithdrawn(int person) {
        return person % WITHDRAWN == 0;
    }

    /** What an answer says, in the order of the question. */
    static List<String> effects(String answer) {
        List<String> effects = new ArrayList<>();
        for (int at = answer.indexOf(EFFECT); at >= 0; at = answer.indexOf(EFFECT, at + 1)) {
            int begin = at + EFFECT.length();
            effects.add(answer.substring(begin, answer.indexOf('"', begin)));
        }
        return effects;
    }

    @Override
    public void close() {
        server.close();
    }
}
