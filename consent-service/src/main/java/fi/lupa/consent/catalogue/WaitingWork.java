// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.catalogue;

/**
 * What jobs do for each tenant by itself, and how it is seen that something may be waiting: a row {@code w} of a table, at a time {@code n.now}. Each
 * condition holds whenever the job would find something to do; it may also hold when it would not. The role that asks sees no other columns.
 */
public enum WaitingWork {
    IMPORTS("job", "w.status = 'RUNNING'"),
    DEADLINES("deadline", "w.due_at <= n.now"),
    MAILS_TO_SEND("outgoing_mail", "w.status = 'WAITING' AND w.not_before <= n.now"),
    MAILS_TO_COUNT("outgoing_mail", "w.status IN ('WAITING', 'SENDING', 'FAILED')"),
    SUCCESSIONS("succession", "true"),
    NOTICE_CHANGES("notice_change", "w.stage IN ('WAITING', 'LISTING', 'TELLING')"),
    DEPARTURES("departure", "w.destroys_at <= n.now");

    private final String question;

    WaitingWork(String table, String waiting) {
        this.question = "SELECT t.tenant FROM catalogue_stamp t, (SELECT ?::timestamptz AS now) n"
                + " WHERE EXISTS (SELECT 1 FROM " + table + " w WHERE w.tenant = t.tenant AND " + waiting + ")";
    }

    /** One statement for all tenants that have a catalogue; its parameter is the time. */
    String question() {
        return question;
    }
}
