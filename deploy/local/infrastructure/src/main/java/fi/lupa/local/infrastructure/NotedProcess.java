// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.infrastructure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running process that was noted in a directory, whichever JVM started it. The note holds its start time, so a reused process id is not mistaken for it. */
public final class NotedProcess {

    private static final String NOTE = "process";
    private static final long KILOBYTES_PER_MEGABYTE = 1024;

    private final ProcessHandle handle;

    private NotedProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /** Notes a process in a directory. */
    public static void note(Path directory, ProcessHandle process) {
        try {
            Files.writeString(directory.resolve(NOTE), identity(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process noted in this directory, if it still runs. */
    public static Optional<NotedProcess> in(Path directory) {
        Path file = directory.resolve(NOTE);
        try {
            String note = Files.exists(file) ? Files.readString(file) : "";
            return note.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(note.substring(0, note.indexOf(' '))))
                            .filter(found -> identity(found).equals(note) && Signal.runs(found))
                            .map(NotedProcess::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its process id. */
    public long pid() {
        return handle.pid();
    }

    /** Tells whether it still runs. */
    public boolean isRunning() {
        return Signal.runs(handle);
    }

    /** Tells whether it is held. */
    public boolean isPaused() {
        return status("State:").startsWith("T");
    }

    /** The memory of it and its children that is in use, in megabytes; 0 where the system does not tell. */
    public long residentMegabytes() {
        return tree().stream().mapToLong(NotedProcess::residentKilobytes).sum() / KILOBYTES_PER_MEGABYTE;
    }

    /** Holds it and its children. */
    public void pause() {
        Signal.STOP.send(tree());
    }

    /** Lets it and its children go on. */
    public void resume() {
        Signal.CONT.send(tree());
    }

    /** Ends it and its children at once. */
    public void kill() {
        Signal.KILL.send(tree());
    }

    ProcessHandle handle() {
        return handle;
    }

    private List<ProcessHandle> tree() {
        List<ProcessHandle> tree = new ArrayList<>();
        tree.add(handle);
        handle.descendants().forEach(tree::add);
        return tree;
    }

    private String status(String field) {
        return status(handle, field);
    }

    private static long residentKilobytes(ProcessHandle process) {
        String digits = status(process, "VmRSS:").replaceAll("[^0-9]", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String status(ProcessHandle process, String field) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(field))
                    .map(line -> line.substring(field.length()).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException noSuchFileSystemOrJustGone) {
            return "";
        }
    }

    static String identity(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Object::toString).orElse("-");
    }
}
