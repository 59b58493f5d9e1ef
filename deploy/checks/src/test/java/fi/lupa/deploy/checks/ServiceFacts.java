// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service's own files say about it. */
final class ServiceFacts {

    private static final Pattern PORT = Pattern.compile("^quarkus\\.http\\.port=(\\d+)$", Pattern.MULTILINE);

    private ServiceFacts() {}

    static int port(String service) {
        Matcher port = PORT.matcher(properties(service));
        if (!port.find()) {
            throw new AssertionError(service + " says no port");
        }
        return Integer.parseInt(port.group(1));
    }

    static String properties(String service) {
        return Project.text(service + "/src/main/resources/application.properties");
    }
}
