// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.infrastructure.FreePort;
import java.util.LinkedHashMap;
import java.util.Map;

/** The loopback ports of one stack. */
public record Ports(int issuer, int consent, int preference, int audit, int postgres, int kafka, Mail mail) {

    /** The two ports of the mail catcher. */
    public record Mail(int smtp, int imap) {}

    /** The documented ports of {@code deploy/local/up}. */
    public static Ports documented() {
        return new Ports(8080, 8081, 8082, 8083, 15432, 19092, new Mail(10025, 10143));
    }

    /** Ports that are free now, for tests. */
    public static Ports free() {
        return new Ports(
                anyFree(), anyFree(), anyFree(), anyFree(), anyFree(), anyFree(), new Mail(anyFree(), anyFree()));
    }

    /** Each port with the name people know it by, in the order in which the parts start. */
    public Map<String, Integer> named() {
        Map<String, Integer> named = new LinkedHashMap<>();
        named.put("postgresql", postgres);
        named.put("kafka", kafka);
        named.put("issuer", issuer);
        named.put("mail", mail.smtp());
        named.put("consent-service", consent);
        named.put("preference-service", preference);
        named.put("audit-service", audit);
        return named;
    }

    /** A port that is free now. */
    static int anyFree() {
        return FreePort.any();
    }
}
