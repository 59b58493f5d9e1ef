// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The signals that are sent to processes; a process that is already gone is no error. */
enum Signal {
    STOP,
    CONT,
    INT,
    QUIT,
    KILL;

    /** Sends this signal to all the processes in one go. */
    void send(List<ProcessHandle> processes) {
        if (processes.isEmpty()) {
            return;
        }
        String pids = processes.stream().map(p -> Long.toString(p.pid())).collect(Collectors.joining(" "));
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name() + " " + pids)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether the process still runs; one that has ended but was not yet collected by its parent does not. */
    static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException | IndexOutOfBoundsException noSuchFileSystemOrJustGone) {
            return process.isAlive();
        }
    }
}
