// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** What became of a mail that was to be sent. */
enum MailFate {
    /** The mail server took it. */
    SENT,
    /** It was not taken, or its subject is gone. */
    FAILED,
    /** A reminder that nobody needs any more: confirmed, withdrawn, objected or over. */
    DROPPED
}
