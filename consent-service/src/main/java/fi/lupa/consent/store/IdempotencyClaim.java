// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.store;

/**
 * A client's wish that a request has its effect once (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param client the OAuth client; keys of two clients never meet
 * @param fingerprint a keyed hash of the request, so that the same key with another request is noticed
 * @param seal how the stored body is protected
 */
@SuppressWarnings("ArrayRecordComponent") // Compared in one place, in constant time.
public record IdempotencyClaim(String client, String key, byte[] fingerprint, AnswerSeal seal) {

    /** The claim of one part of a batch. */
    public IdempotencyClaim part(int index) {
        return new IdempotencyClaim(client, key + "#" + index, fingerprint, seal);
    }

    /** The same claim with stored answers sealed in this way. */
    public IdempotencyClaim sealedBy(AnswerSeal other) {
        return new IdempotencyClaim(client, key, fingerprint, other);
    }
}
