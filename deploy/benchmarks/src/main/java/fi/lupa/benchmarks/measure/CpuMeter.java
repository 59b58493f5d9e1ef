// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks.measure;

import java.time.Duration;
import java.util.stream.Stream;

/** The processor time that a process and its children have used since the meter was made, as the system counts it (in steps of 10 ms). */
public final class CpuMeter {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLION = 1e6;

    private final long pid;
    private final Duration before;

    private CpuMeter(long pid) {
        this.pid = pid;
        this.before = used(pid);
    }

    /** Begins to count. Children that end meanwhile take their time with them. */
    public static CpuMeter of(long pid) {
        return new CpuMeter(pid);
    }

    /** Begins to count for this very process: what the measuring itself costs. */
    public static CpuMeter ofThisProcess() {
        return new CpuMeter(ProcessHandle.current().pid());
    }

    /** Seconds of processor time that a process has used since it was started. */
    public static double sinceStartOf(long pid) {
        return used(pid).toNanos() / NANOS_PER_SECOND;
    }

    /** Seconds of processor time since it was made. */
    public double seconds() {
        return used(pid).minus(before).toNanos() / NANOS_PER_SECOND;
    }

    /** Seconds of processor time since it was made, for a million of these. */
    public double secondsPerMillion(long operations) {
        return seconds() * MILLION / operations;
    }

    private static Duration used(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
