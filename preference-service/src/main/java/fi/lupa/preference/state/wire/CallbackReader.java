// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import fi.lupa.preference.decision.domain.CallbackRequest;

/** Reads callback requests: each opens something, so one that lacks a member is unreadable and opens nothing. */
final class CallbackReader {

    private CallbackReader() {}

    static CallbackRequest request(Members request) {
        return new CallbackRequest(
                request.text("controller"),
                request.texts("productGroups"),
                request.instant("requestedAt"),
                request.instant("expiresAt"),
                request.integer("maxCalls"),
                request.integer("used"),
                request.list("claims", CallbackReader::claim),
                request.instantOrNull("revokedAt"));
    }

    private static CallbackRequest.Claim claim(Members claim) {
        return new CallbackRequest.Claim(claim.text("digest"), claim.instant("expiresAt"));
    }
}
