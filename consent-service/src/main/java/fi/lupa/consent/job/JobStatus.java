// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.job;

/** Where a job is. */
public enum JobStatus {
    RUNNING,
    DONE,
    FAILED,
    /** It ran, and nothing was heard of it for a minute: its process is gone. What it counted is committed. */
    INTERRUPTED
}
