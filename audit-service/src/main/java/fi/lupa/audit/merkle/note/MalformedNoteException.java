// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

/** A text is not what it was read as; nothing in it may be used. */
public final class MalformedNoteException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says what is wrong, without the text. */
    public MalformedNoteException(String reason) {
        super(reason);
    }
}
