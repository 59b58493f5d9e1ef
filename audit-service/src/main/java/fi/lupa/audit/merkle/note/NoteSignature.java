// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle.note;

import java.util.Arrays;

/**
 * One signature line of a note.
 *
 * @param value key id and signature, as in the line
 */
@SuppressWarnings("ArrayRecordComponent") // Verified and written, never compared.
record NoteSignature(String name, byte[] value) {

    private static final String DASH = "\u2014 ";
    private static final int ID = 4;

    static NoteSignature of(NoteKey key, byte[] signature) {
        byte[] value = Arrays.copyOf(key.id(), ID + signature.length);
        System.arraycopy(signature, 0, value, ID, signature.length);
        return new NoteSignature(key.name(), value);
    }

    static NoteSignature parse(String line) {
        int space = line.lastIndexOf(' ');
        if (line.startsWith(DASH) && space > DASH.length()) {
            String name = line.substring(DASH.length(), space);
            byte[] value = Base64Text.parse(line.substring(space + 1)).orElse(new byte[0]);
            if (NoteKey.isName(name) && value.length > ID) {
                return new NoteSignature(name, value);
            }
        }
        throw new MalformedNoteException("not a signature line");
    }

    boolean isOf(NoteKey key) {
        return name.equals(key.name()) && Arrays.equals(value, 0, ID, key.id(), 0, ID);
    }

    byte[] signature() {
        return Arrays.copyOfRange(value, ID, value.length);
    }

    String line() {
        return DASH + name + " " + Base64Text.of(value) + "\n";
    }
}
