// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.lookup;

import java.util.List;
import java.util.UUID;

/**
 * A record with its proof. SHA-256 over a zero byte and the UTF-8 bytes of {@code line} is {@code leafHash}; with {@code path} it
 * comes to {@code root} by RFC 9162, 2.1.3.2; and {@code root} stands in the log's entry about {@code event}.
 *
 * @param line what was recorded, as JSON; these bytes are hashed
 * @param leafHash base64
 * @param event the id of the event {@code decision.minute}
 * @param index of the record in the minute's tree, from 0
 * @param size of the minute's tree
 * @param root base64
 * @param path base64, lowest first
 */
public record ProvenRecord(
        String line, String leafHash, UUID event, int index, int size, String root, List<String> path) {

    public ProvenRecord {
        path = List.copyOf(path);
    }
}
