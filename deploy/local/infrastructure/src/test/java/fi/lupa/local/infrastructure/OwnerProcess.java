// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A user of the infrastructure that the test kills: starts parts in a directory, writes their process ids to a file, and waits. */
final class OwnerProcess {

    private OwnerProcess() {}

    public static void main(String[] args) throws IOException {
        Path dir = Path.of(args[0]);
        PostgresServer postgres = PostgresServer.start(dir.resolve("postgres"), 0);
        MailCatcher mail = MailCatcher.start(dir.resolve("mail"), 0);
        postgres.pause();
        String pids = Stream.of(postgres, mail)
                .flatMap(part -> part.pids().stream())
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
        Files.writeString(dir.resolve("pids.new"), pids);
        Files.move(dir.resolve("pids.new"), dir.resolve("pids"));
        System.in.read();
    }
}
