// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

/** What became of a mail that was to be sent. */
public enum MailFate {
    /** The mail server took it. */
    SENT,
    /** It was not taken, or nobody knows whether it was; or its subject is gone. */
    FAILED,
    /** The mail server was not there, or said that it could not take it now: it waits for another attempt. */
    WAITING,
    /** Nobody needs it any more: confirmed, withdrawn, objected or over. */
    DROPPED
}
