// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.http;

import jakarta.enterprise.context.RequestScoped;

/** The bytes of the request's body, as they came. */
@RequestScoped
class RequestBody {

    private byte[] bytes = new byte[0];

    void keep(byte[] body) {
        bytes = body;
    }

    byte[] bytes() {
        return bytes;
    }
}
