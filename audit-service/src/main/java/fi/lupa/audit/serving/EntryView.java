// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.serving;

import com.fasterxml.jackson.annotation.JsonRawValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An entry as it is shown.
 *
 * @param log name of the log
 * @param index place in the log
 * @param leafHash SHA-256(0x00 ‖ line) as in RFC 6962, hexadecimal
 * @param leaf the line as a JSON object, for reading
 * @param line the very line: its UTF-8 bytes are what is hashed
 */
public record EntryView(
        String log,
        long index,
        String leafHash,

        @JsonRawValue @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        String leaf,

        String line) {}
