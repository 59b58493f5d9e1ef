// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.noticechange;

/** What became of one person. */
enum Fate {
    /** Is going to be told. */
    WAITING,
    /** Is being told. */
    SENDING,
    /** The mail server took the mail. */
    TOLD,
    /** A process ended between sending and writing down: nobody knows, and nobody is told twice. */
    UNKNOWN,
    /** The mail server did not take the mail. */
    FAILED,
    /** The vault has no e-mail address of theirs: to be told another way. */
    NO_ADDRESS,
    /** The address is on the controller's own list: to be told another way. */
    ON_OWN_LIST,
    /** Nothing of theirs rests on an earlier text any more. */
    NOT_CONCERNED,
    /** Has been erased. */
    ERASED,
    /** Is part of somebody who is told. */
    MERGED,
    /** Would have been told: a dry run. */
    COUNTED
}
