// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.HashMap;
import java.util.Map;

/** Bodies of objections. */
final class Objections {

    private Objections() {}

    static Map<String, Object> body(String mail, String scope) {
        Map<String, Object> body = new HashMap<>(Body.ofMail(mail).map());
        body.remove("choices");
        body.put("scope", scope);
        return body;
    }
}
