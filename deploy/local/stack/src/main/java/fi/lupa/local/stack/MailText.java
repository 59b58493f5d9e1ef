// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A caught mail as a person wants to read it: quoted-printable text undone, so that a link can be copied. */
final class MailText {

    private static final int HEX = 16;
    private static final int ESCAPE_LENGTH = 3;

    private MailText() {}

    static String of(Path message) throws IOException {
        String raw = Files.readString(message, StandardCharsets.ISO_8859_1);
        boolean quoted = raw.toLowerCase(java.util.Locale.ROOT).contains("content-transfer-encoding: quoted-printable");
        String text =
                quoted ? decode(raw) : new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return text.replace("\r\n", "\n") + "\n";
    }

    private static String decode(String raw) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        String text = raw.replaceAll("=\r?\n", "");
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("=", i) && isHex(text, i + 1)) {
                out.write(Integer.parseInt(text.substring(i + 1, i + ESCAPE_LENGTH), HEX));
                i += ESCAPE_LENGTH - 1;
            } else {
                out.write(text.charAt(i));
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(String text, int at) {
        return at + 1 < text.length()
                && Character.digit(text.charAt(at), HEX) >= 0
                && Character.digit(text.charAt(at + 1), HEX) >= 0;
    }
}
